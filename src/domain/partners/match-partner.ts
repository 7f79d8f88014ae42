import { rememberedLook, type Decode } from './comparing.ts';
import { editDistance } from './edit-distance.ts';
import { firstLabel, skeleton } from './lookalike.ts';
import { isPasted, showsAs } from './pasted.ts';
import { tenantName, type TenantInformation } from './tenant.ts';

/** Known tenants that a person may mean by `text`; but for `exact` they are looked for when they are asked for. */
export type Matches = {
  /** Name or domain is the text itself, in any case; an address is nobody's name. */
  readonly exact: readonly TenantInformation[];
  /** Name or domain contains all words of the text, or a card shows it so. */
  readonly partial: () => readonly TenantInformation[];
  /** Name or domain is spelled nearly so: worth naming when nothing else fits, never taken for it. */
  readonly near: () => readonly TenantInformation[];
  /** Name or domain looks like the text, also where it is another: reasons to ask back. */
  readonly alike: () => readonly TenantInformation[];
};

const MOST_NEAR = 5;
/** More slips than this make another name, and comparing with thousands of them would take long. */
const MOST_SLIPS = 4;

const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
/**
 * A name by the rules for capitals of any language: those of ß are SS, and in Turkish i and ı have capitals of their own.
 * Of two names that differ in nothing else both are meant. Not so of domains, which are others then.
 */
const called = (name: string): string => plain(name.normalize('NFKC').toUpperCase()).replaceAll('i\u0307', 'i');

/** A tenant as it is compared. */
type Known = {
  readonly tenant: TenantInformation;
  readonly domains: readonly string[];
  /** Its name and its domains. */
  readonly labels: readonly string[];
  /** What its name, its domain and the first part of that look like. */
  readonly looks: readonly string[];
  /** Many people type no more of a name than this. */
  readonly firstWord: string;
};

/** How a known tenant may be named; for whoever prepares many of them, one after the other. */
export const readingsOf = rememberedLook((tenant, decode): Known => {
  const { displayName, defaultDomainName: domain } = tenant;
  const domains = domain === null ? [] : [...new Set([domain, decode(domain)].map(plain))];
  const labels = [...(displayName === null ? [] : [called(displayName)]), ...domains];
  const looks = [...new Set([...labels, ...domains.map(firstLabel)].map(skeleton))];
  return { tenant, domains, labels, looks, firstWord: skeleton(plain(displayName ?? '').replace(/[ .].*$/s, '')) };
});

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

export function matchPartner(text: string, known: readonly TenantInformation[], decode: Decode): Matches {
  const wanted = called(text);
  const address = plain(text);
  // As names are read, and as domains are.
  const spellings = [...new Set([wanted, address])].map((spelling) => spelling.split(' '));
  const isNamed = isAddress(text)
    ? ({ domains }: Known) => domains.includes(address)
    : ({ domains, labels }: Known) => labels.includes(wanted) || domains.includes(address);
  const isShownSo = isPasted(text) ? showsAs(text, called) : () => false;
  const look = skeleton(wanted);
  const all = known.map((tenant) => readingsOf(tenant, decode));
  const fitting = (fits: (one: Known) => boolean): readonly TenantInformation[] =>
    all.filter(fits).map(({ tenant }) => tenant);
  return {
    exact: fitting(isNamed),
    partial: () =>
      fitting(({ labels }) =>
        labels.some(
          (label) => spellings.some((words) => words.every((word) => label.includes(word))) || isShownSo(label),
        ),
      ),
    near: () => near(look, all),
    alike: () => (look === '' ? [] : fitting(({ looks }) => looks.includes(look))),
  };
}

function near(look: string, known: readonly Known[]): readonly TenantInformation[] {
  const limit = Math.min(MOST_SLIPS, Math.max(1, Math.floor(look.length / 3)));
  return known
    .map(({ tenant, looks, firstWord }) => ({
      tenant,
      distance: Math.min(
        ...[...looks, firstWord]
          .filter((spelling) => spelling.length > 2)
          .map((spelling) => editDistance(look, spelling, limit)),
      ),
    }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance || tenantName(a.tenant).localeCompare(tenantName(b.tenant), 'en'))
    .slice(0, MOST_NEAR)
    .map(({ tenant }) => tenant);
}
