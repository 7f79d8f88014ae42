import { editDistance } from './edit-distance.ts';
import { skeleton } from './lookalike.ts';
import { tenantName, type TenantInformation } from './tenant.ts';

/** Known tenants that a person may mean by `text`. */
export type Matches = {
  /** Name or domain is the text itself, in any case. */
  readonly exact: readonly TenantInformation[];
  /** Name or domain contains all words of the text. */
  readonly partial: readonly TenantInformation[];
  /** Name or domain is spelled nearly so: worth naming when nothing else fits, never taken for it. */
  readonly near: readonly TenantInformation[];
};

const MOST_NEAR = 5;
/** More slips than this make another name, and comparing with thousands of them would take long. */
const MOST_SLIPS = 4;

const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();

const labels = (tenant: TenantInformation): readonly string[] =>
  [tenant.displayName, tenant.defaultDomainName].flatMap((label) => (label === null ? [] : [plain(label)]));

export function matchPartner(text: string, known: readonly TenantInformation[]): Matches {
  const wanted = plain(text);
  const words = wanted.split(' ');
  const exact = known.filter((tenant) => labels(tenant).includes(wanted));
  const partial = known.filter((tenant) => labels(tenant).some((label) => words.every((word) => label.includes(word))));
  return { exact, partial, near: near(wanted, known) };
}

function near(wanted: string, known: readonly TenantInformation[]): readonly TenantInformation[] {
  const target = skeleton(wanted);
  const limit = Math.min(MOST_SLIPS, Math.max(1, Math.floor(target.length / 3)));
  return known
    .map((tenant) => ({ tenant, distance: Math.min(...spellings(tenant).map((s) => editDistance(target, s, limit))) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance || tenantName(a.tenant).localeCompare(tenantName(b.tenant)))
    .slice(0, MOST_NEAR)
    .map(({ tenant }) => tenant);
}

/** How a tenant may be spelled: its labels, the domain without its ending, and the name's first word. */
function spellings(tenant: TenantInformation): readonly string[] {
  const all = labels(tenant).flatMap((label) => [label, label.split('.')[0] ?? label, label.split(' ')[0] ?? label]);
  return [...new Set(all.map(skeleton))].filter((spelling) => spelling.length > 2);
}
