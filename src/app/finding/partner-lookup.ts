import { domainToASCII, domainToUnicode } from 'node:url';
import { parseTenantId, type TenantId } from '../../domain/ids.ts';
import { lookalikes, type Lookalike } from '../../domain/partners/lookalike.ts';
import { isAddress, matchPartner } from '../../domain/partners/match-partner.ts';
import type { PartnerState } from '../../domain/policy/policy.ts';
import type { Refusal } from '../../domain/replies/refusal.ts';
import { tenantName, type TenantInformation } from '../../domain/partners/tenant.ts';
import type { Directory, PartnerEntry, Tenants } from '../ports.ts';
import type { TenantNames } from './tenant-names.ts';

/** On whose behalf names are looked up. */
export type Asker = {
  /** The tenant that the bot guards: nobody's partner, but others may pass for it. */
  readonly home: TenantId;
};

/** Which tenant a person means. */
export type Resolution =
  | {
      readonly kind: 'one';
      readonly tenant: TenantInformation;
      /** Whether Entra knows the tenant; `unread`: it could not be asked. */
      readonly exists: 'yes' | 'no' | 'unread';
      /**
       * Whether the text leaves no doubt: a tenant id, a domain that Entra knows, or a whole name which no other known
       * tenant has, and whose look no other known name or domain has. If not, whoever changes something asks back.
       */
      readonly inFull: boolean;
      /** Whom else the text may mean, the tenant itself included, by name. */
      readonly options: readonly TenantInformation[];
      /** The partner's settings, where finding it has read them already. */
      readonly read?: { readonly state: PartnerState };
      /** The domain that was typed, in ASCII; the tenant may have others. */
      readonly domain?: string;
    }
  | { readonly kind: 'several'; readonly options: readonly TenantInformation[] }
  | { readonly kind: 'none'; readonly refusal: Refusal };

export interface PartnerLookup {
  /** The tenant id that `text` surely means, without asking anybody: a tenant id, or a domain seen before. */
  guess(text: string): TenantId | undefined;
  /**
   * Throws DirectoryError when neither the directory nor the tenant lookup can tell.
   * @param asker `home` is left out where the answer changes nothing
   */
  resolve(text: string, asker?: Partial<Asker>): Promise<Resolution>;
  /** All partners with their settings, read now. Throws DirectoryError. */
  list(): Promise<readonly PartnerEntry[]>;
  /** Which partners there were when all were read last; empty: nobody has yet. */
  listed(): readonly TenantId[];
  /** Names seen lately of partners and of the home tenant, without asking anybody. */
  remembered(home: TenantId): readonly TenantInformation[];
  /**
   * All that a tenant is compared with: every partner and the home tenant. One that
   * cannot be read has no name. Throws DirectoryError when the list cannot be read.
   */
  compared(asker: Asker): Promise<readonly TenantInformation[]>;
  /** Names of these tenants; one that cannot be read has no name. */
  names(tenantIds: readonly TenantId[]): Promise<readonly TenantInformation[]>;
  /** @param typed the domain that was typed for the tenant, in ASCII */
  lookalikes(tenant: TenantInformation, known: readonly TenantInformation[], typed?: string): readonly Lookalike[];
}

const DOMAIN = /^(?=.{4,253}$)[\p{L}\p{N}-]{1,63}(\.[\p{L}\p{N}-]{1,63})+$/u;

/**
 * Full-width letters and stops, and a capital I with a dot, are how some keyboards write a domain; longer hyphens are what
 * autocorrection makes of it. None of these can stand in one (RFC 5892).
 */
const asciiSigns = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll('\u3002', '.')
    .replaceAll('İ', 'i')
    .replace(/[\p{Dash_Punctuation}\u2212]/gu, '-');

/** A domain in plain letters, where it can be decoded. */
const decode = (domain: string): string => domainToUnicode(domain) || domain;

const byName = (a: TenantInformation, b: TenantInformation): number =>
  tenantName(a).localeCompare(tenantName(b), 'en') || a.tenantId.localeCompare(b.tenantId);

/** People write `partner fabrikam.com` or `the Fabrikam partner`; a partner may also really be called so. */
function forms(text: string): readonly string[] {
  const bare = text
    .replace(/^the\s+/i, '')
    .replace(/^(partner|tenant)\s+/i, '')
    .replace(/\s+(partner|tenant)$/i, '');
  // A sentence ends with a stop, and so may a company's name: both are tried.
  const unended = bare.replace(/[.!?]+$/, '');
  return [...new Set([text, bare, unended].filter((form) => form !== ''))];
}

export function partnerLookup(directory: Directory, tenants: Tenants, names: TenantNames): PartnerLookup {
  let partnerIds: ReadonlySet<TenantId> = new Set();

  const list = async (): Promise<readonly PartnerEntry[]> => {
    const entries = await directory.list();
    partnerIds = new Set(entries.map((entry) => entry.tenantId));
    return entries;
  };

  const compared = async ({ home }: Asker): Promise<readonly TenantInformation[]> => {
    const entries = await list();
    return names.of([home, ...entries.map((entry) => entry.tenantId)]);
  };

  const findById = async (id: TenantId): Promise<Resolution> => {
    const nameless: TenantInformation = { tenantId: id, displayName: null, defaultDomainName: null };
    try {
      const found = await tenants.byId(id);
      if (found !== null) names.learn(found);
      const tenant = found ?? nameless;
      return { kind: 'one', tenant, exists: found === null ? 'no' : 'yes', inFull: true, options: [tenant] };
    } catch {
      // A partner named by its id can be shown and switched off without its name; whoever adds one insists on `yes`.
      return { kind: 'one', tenant: nameless, exists: 'unread', inFull: true, options: [nameless] };
    }
  };

  const findByName = async (text: string, { home }: Partial<Asker>): Promise<Resolution> => {
    const entries = await list();
    const ids = entries.map((entry) => entry.tenantId);
    const known = await names.of(home === undefined ? ids : [home, ...ids]);
    const isPartner = (tenant: TenantInformation): boolean => tenant.tenantId !== home;
    const readings = forms(text);
    const matches = readings.map((form) => matchPartner(form, known, decode));
    // A tenant that calls itself “the Fabrikam partner” must not come before Fabrikam.
    const exact = [...new Set(matches.flatMap((match) => match.exact))].filter(isPartner);
    const partial = matches.map((match) => match.partial.filter(isPartner)).find((found) => found.length > 0) ?? [];
    const [tenant, ...others] = exact.length > 0 ? exact : partial;
    if (tenant === undefined) {
      const near = matches.at(-1)?.near.filter(isPartner) ?? [];
      return { kind: 'none', refusal: { kind: 'partnerNotFound', text, near } };
    }
    if (others.length > 0) return { kind: 'several', options: [tenant, ...others].sort(byName) };
    const alike = new Set([tenant, ...(exact.length > 0 ? matches.flatMap((match) => match.alike) : [])]);
    const inFull = exact.length > 0 && alike.size === 1 && !readings.some(isAddress);
    const read = entries.find((entry) => entry.tenantId === tenant.tenantId);
    const options = [...alike].filter(isPartner).sort(byName);
    return { kind: 'one', tenant, exists: 'yes', inFull, options, ...(read && { read }) };
  };

  const asDomain = (text: string): string | undefined =>
    forms(asciiSigns(text)).find((form) => DOMAIN.test(form) && domainToASCII(form) !== '');

  return {
    compared,
    list,
    listed: () => [...partnerIds],
    names: (tenantIds) => names.of(tenantIds),
    remembered: (home) => names.remembered().filter(({ tenantId }) => tenantId === home || partnerIds.has(tenantId)),
    guess: (text) => {
      const id = forms(text)
        .map(parseTenantId)
        .find((parsed) => parsed !== undefined);
      if (id !== undefined) return id;
      const domain = asDomain(text)?.toLowerCase();
      // A tenant whose domain is not known must not be taken for one whose domain was not given.
      if (domain === undefined) return undefined;
      return names.remembered().find((tenant) => tenant.defaultDomainName?.toLowerCase() === domain)?.tenantId;
    },
    resolve: async (text, asker = {}) => {
      const id = forms(text)
        .map(parseTenantId)
        .find((parsed) => parsed !== undefined);
      if (id !== undefined) return findById(id);
      const domain = asDomain(text);
      if (domain === undefined) return findByName(text, asker);
      const ascii = domainToASCII(domain);
      const tenant = await tenants.byDomain(ascii);
      if (tenant === null) return findByName(domain, asker);
      names.learn(tenant);
      return { kind: 'one', tenant, exists: 'yes', inFull: true, options: [tenant], domain: ascii };
    },
    lookalikes: (tenant, known, typed) => {
      const domains = [tenant.defaultDomainName, typed ?? null].filter((domain) => domain !== null);
      const unread = names.unread(known);
      const uncompared: Lookalike[] = unread === 0 ? [] : [{ kind: 'uncompared', count: unread }];
      return [...lookalikes(tenant, [...new Set(domains)], known, decode), ...uncompared];
    },
  };
}
