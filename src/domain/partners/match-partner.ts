import { editDistance } from './edit-distance.ts';
import { firstLabel, skeleton } from './lookalike.ts';
import { tenantName, type TenantInformation } from './tenant.ts';

/** Known tenants that a person may mean by `text`. */
export type Matches = {
  /** Name or domain is the text itself, in any case; an address is nobody's name. */
  readonly exact: readonly TenantInformation[];
  /** Name or domain contains all words of the text. */
  readonly partial: readonly TenantInformation[];
  /** Name or domain is spelled nearly so: worth naming when nothing else fits, never taken for it. */
  readonly near: readonly TenantInformation[];
  /** Name or domain looks like the text, also where it is another: reasons to ask back. */
  readonly alike: readonly TenantInformation[];
};

const MOST_NEAR = 5;
/** More slips than this make another name, and comparing with thousands of them would take long. */
const MOST_SLIPS = 4;

const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();

/** A domain with its punycode decoded. */
type Decode = (domain: string) => string;

function domainsOf({ defaultDomainName: domain }: TenantInformation, decode: Decode): readonly string[] {
  return domain === null ? [] : [...new Set([domain, decode(domain)].map(plain))];
}

const labels = (tenant: TenantInformation, decode: Decode): readonly string[] => [
  ...(tenant.displayName === null ? [] : [plain(tenant.displayName)]),
  ...domainsOf(tenant, decode),
];

/**
 * Whether the text is written like a tenant id or a domain, full-width signs and other hyphens included. Such a text is
 * an address: whom it leads to is for Entra to say. A display name is chosen by its tenant, which may choose another
 * tenant's id or domain.
 */
export function isAddress(text: string): boolean {
  const seen = plain(text)
    .replace(/\p{Default_Ignorable_Code_Point}+/gu, '')
    .replaceAll('\u3002', '.');
  const isGuid = /^[0-9a-f]{32}$/.test(seen.replace(/[^\p{Letter}\p{Number}]+/gu, ''));
  return isGuid || /^[^\s.]+(\.[^\s.]+)+\.?$/.test(seen);
}

/** @param decode a domain with its punycode decoded */
export function matchPartner(text: string, known: readonly TenantInformation[], decode: Decode): Matches {
  const wanted = plain(text);
  const words = wanted.split(' ');
  const named = isAddress(text) ? domainsOf : labels;
  const exact = known.filter((tenant) => named(tenant, decode).includes(wanted));
  const partial = known.filter((tenant) =>
    labels(tenant, decode).some((label) => words.every((word) => label.includes(word))),
  );
  const look = skeleton(wanted);
  const looking = known.map((tenant) => ({ tenant, looks: looks(tenant, decode) }));
  const alike = looking.filter(({ looks }) => look !== '' && looks.includes(look)).map(({ tenant }) => tenant);
  return { exact, partial, near: near(look, looking), alike };
}

type Looking = { readonly tenant: TenantInformation; readonly looks: readonly string[] };

/** What a tenant's name, its domain and the first part of that look like. */
function looks(tenant: TenantInformation, decode: Decode): readonly string[] {
  const domains = domainsOf(tenant, decode);
  return [...new Set([...labels(tenant, decode), ...domains.map(firstLabel)].map(skeleton))];
}

function near(look: string, known: readonly Looking[]): readonly TenantInformation[] {
  const limit = Math.min(MOST_SLIPS, Math.max(1, Math.floor(look.length / 3)));
  return known
    .map(({ tenant, looks }) => ({
      tenant,
      distance: Math.min(
        ...[...looks, firstWord(tenant)]
          .filter((spelling) => spelling.length > 2)
          .map((spelling) => editDistance(look, spelling, limit)),
      ),
    }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance || tenantName(a.tenant).localeCompare(tenantName(b.tenant), 'en'))
    .slice(0, MOST_NEAR)
    .map(({ tenant }) => tenant);
}

/** Many people type no more of a name than this. */
function firstWord({ displayName }: TenantInformation): string {
  return skeleton(plain(displayName ?? '').replace(/[ .].*$/s, ''));
}
