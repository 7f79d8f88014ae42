import { domainToASCII, domainToUnicode } from 'node:url';
import { parseTenantId, type TenantId } from '../domain/ids.ts';
import { lookalikes, type Lookalike } from '../domain/lookalike.ts';
import { matchPartner } from '../domain/match-partner.ts';
import type { PartnerState } from '../domain/policy.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { TenantInformation } from '../domain/tenant.ts';
import type { Directory, PartnerEntry, Tenants } from './ports.ts';
import type { TenantNames } from './tenant-names.ts';

/** Which tenant a person means. */
export type Resolution =
  | {
      readonly kind: 'one';
      readonly tenant: TenantInformation;
      /** Whether Entra knows the tenant; `unread`: it could not be asked. */
      readonly exists: 'yes' | 'no' | 'unread';
      /** false: only a part of the name was given, so whoever changes something asks back. */
      readonly inFull: boolean;
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
  /** Throws DirectoryError when neither the directory nor the tenant lookup can tell. */
  resolve(text: string): Promise<Resolution>;
  /** All partners with their settings, read now. Throws DirectoryError. */
  list(): Promise<readonly PartnerEntry[]>;
  /** Names of partners seen lately, without asking anybody. */
  remembered(): readonly TenantInformation[];
  /** Names of all partners; one that cannot be read has no name. Throws DirectoryError when the list cannot be read. */
  allPartners(): Promise<readonly TenantInformation[]>;
  /** Names of these tenants; one that cannot be read has no name. */
  names(tenantIds: readonly TenantId[]): Promise<readonly TenantInformation[]>;
  /** @param typed the domain that was typed for the tenant, in ASCII */
  lookalikes(tenant: TenantInformation, known: readonly TenantInformation[], typed?: string): readonly Lookalike[];
}

const DOMAIN = /^(?=.{4,253}$)[\p{L}\p{N}-]{1,63}(\.[\p{L}\p{N}-]{1,63})+$/u;

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

  const allPartners = async (): Promise<readonly TenantInformation[]> => {
    const entries = await list();
    return names.of(entries.map((entry) => entry.tenantId));
  };

  const byId = async (id: TenantId): Promise<Resolution> => {
    const nameless: TenantInformation = { tenantId: id, displayName: null, defaultDomainName: null };
    try {
      const tenant = await tenants.byId(id);
      if (tenant !== null) names.learn(tenant);
      return { kind: 'one', tenant: tenant ?? nameless, exists: tenant === null ? 'no' : 'yes', inFull: true };
    } catch {
      // A partner named by its id can be shown and switched off without its name; whoever adds one insists on `yes`.
      return { kind: 'one', tenant: nameless, exists: 'unread', inFull: true };
    }
  };

  const byName = async (text: string): Promise<Resolution> => {
    const entries = await list();
    const known = await names.of(entries.map((entry) => entry.tenantId));
    const matches = forms(text).map((form) => matchPartner(form, known));
    const exact = matches.map((match) => match.exact).find((found) => found.length > 0);
    const options = exact ?? matches.map((match) => match.partial).find((found) => found.length > 0) ?? [];
    const [only, ...others] = options;
    if (only !== undefined && others.length === 0) {
      const read = entries.find((entry) => entry.tenantId === only.tenantId);
      return { kind: 'one', tenant: only, exists: 'yes', inFull: exact !== undefined, ...(read && { read }) };
    }
    if (only !== undefined) return { kind: 'several', options };
    const near = matches.at(-1)?.near ?? [];
    return { kind: 'none', refusal: { kind: 'partnerNotFound', text, near } };
  };

  const asDomain = (text: string): string | undefined =>
    forms(text).find((form) => DOMAIN.test(form) && domainToASCII(form) !== '');

  return {
    allPartners,
    list,
    names: (tenantIds) => names.of(tenantIds),
    remembered: () => names.remembered().filter((tenant) => partnerIds.has(tenant.tenantId)),
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
    resolve: async (text) => {
      const id = forms(text)
        .map(parseTenantId)
        .find((parsed) => parsed !== undefined);
      if (id !== undefined) return byId(id);
      const domain = asDomain(text);
      if (domain === undefined) return byName(text);
      const ascii = domainToASCII(domain);
      const tenant = await tenants.byDomain(ascii);
      if (tenant === null) return byName(domain);
      names.learn(tenant);
      return { kind: 'one', tenant, exists: 'yes', inFull: true, domain: ascii };
    },
    lookalikes: (tenant, known, typed) => {
      const domains = [tenant.defaultDomainName, typed ?? null].filter((domain) => domain !== null);
      const found = [...new Set(domains)].flatMap((domain) =>
        lookalikes({ ...tenant, defaultDomainName: domain }, domainToUnicode(domain), known),
      );
      const all = domains.length === 0 ? lookalikes(tenant, null, known) : found;
      const unread = names.unread(known.map((other) => other.tenantId));
      const uncompared: Lookalike[] = unread === 0 ? [] : [{ kind: 'uncompared', count: unread }];
      return [...new Map(all.map((one) => [JSON.stringify(one), one])).values(), ...uncompared];
    },
  };
}
