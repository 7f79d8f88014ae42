import { domainToASCII, domainToUnicode } from 'node:url';
import { parseTenantId, type TenantId } from '../domain/ids.ts';
import { lookalikes, type Lookalike } from '../domain/lookalike.ts';
import { matchPartner } from '../domain/match-partner.ts';
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
    }
  | { readonly kind: 'several'; readonly options: readonly TenantInformation[] }
  | { readonly kind: 'none'; readonly refusal: Refusal };

export interface PartnerLookup {
  /** The tenant id that `text` surely means, without asking anybody: a tenant id, or a domain seen before. */
  guess(text: string): TenantId | undefined;
  isDomain(text: string): boolean;
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
  lookalikes(tenant: TenantInformation, known: readonly TenantInformation[]): readonly Lookalike[];
}

const DOMAIN = /^(?=.{4,253}$)[\p{L}\p{N}-]{1,63}(\.[\p{L}\p{N}-]{1,63})+$/u;

/** People write `partner fabrikam.com` or `the Fabrikam partner`; a partner may also really be called so. */
function forms(text: string): readonly string[] {
  const bare = text
    .replace(/^the\s+/i, '')
    .replace(/^(partner|tenant)\s+/i, '')
    .replace(/\s+(partner|tenant)$/i, '');
  return bare === text ? [text] : [text, bare];
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
    const known = await allPartners();
    const matches = forms(text).map((form) => matchPartner(form, known));
    const exact = matches.map((match) => match.exact).find((found) => found.length > 0);
    const options = exact ?? matches.map((match) => match.partial).find((found) => found.length > 0) ?? [];
    const [only, ...others] = options;
    if (only !== undefined && others.length === 0) {
      return { kind: 'one', tenant: only, exists: 'yes', inFull: exact !== undefined };
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
    isDomain: (text) => asDomain(text) !== undefined,
    guess: (text) => {
      const id = forms(text)
        .map(parseTenantId)
        .find((parsed) => parsed !== undefined);
      if (id !== undefined) return id;
      const domain = asDomain(text)?.toLowerCase();
      return names.remembered().find((tenant) => tenant.defaultDomainName?.toLowerCase() === domain)?.tenantId;
    },
    resolve: async (text) => {
      const id = forms(text)
        .map(parseTenantId)
        .find((parsed) => parsed !== undefined);
      if (id !== undefined) return byId(id);
      const domain = asDomain(text);
      if (domain === undefined) return byName(text);
      const tenant = await tenants.byDomain(domainToASCII(domain));
      if (tenant === null) return byName(domain);
      names.learn(tenant);
      return { kind: 'one', tenant, exists: 'yes', inFull: true };
    },
    lookalikes: (tenant, known) => {
      const domain = tenant.defaultDomainName;
      return lookalikes(tenant, domain === null ? null : domainToUnicode(domain), known);
    },
  };
}
