import { editDistance } from './edit-distance.ts';
import type { TenantInformation } from './tenant.ts';

/** A known tenant that another one could be mistaken for, and by what. */
export type Lookalike =
  | { readonly kind: 'sameName'; readonly other: TenantInformation }
  | { readonly kind: 'similarName'; readonly other: TenantInformation }
  | { readonly kind: 'similarDomain'; readonly other: TenantInformation }
  /** The domain holds letters from outside ASCII, written in punycode. */
  | { readonly kind: 'foreignLetters'; readonly unicode: string }
  /** So many partners have names that could not be read, so they could not be compared. */
  | { readonly kind: 'uncompared'; readonly count: number };

/** Letters of other scripts, and pairs of letters, that look like plain Latin ones (after Unicode's confusables list). */
const SAME_LOOK: Readonly<Record<string, string>> = {
  а: 'a', ɑ: 'a', α: 'a', в: 'b', ь: 'b', ϲ: 'c', с: 'c', ԁ: 'd', е: 'e', ё: 'e', є: 'e', ε: 'e', ɡ: 'g', н: 'h', һ: 'h',
  і: 'i', ї: 'i', ι: 'i', ı: 'i', ј: 'j', к: 'k', κ: 'k', ӏ: 'l', ʟ: 'l', м: 'm', п: 'n', ո: 'n', η: 'n', о: 'o', ο: 'o',
  օ: 'o', σ: 'o', р: 'p', ρ: 'p', ԛ: 'q', г: 'r', ѕ: 's', т: 't', τ: 't', υ: 'u', ц: 'u', ս: 'u', ν: 'v', ѵ: 'v', ԝ: 'w',
  ω: 'w', х: 'x', χ: 'x', у: 'y', γ: 'y', ʏ: 'y', ᴢ: 'z', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ł: 'l', ß: 'ss',
  '0': 'o', '1': 'l', '3': 'e', '5': 's', '|': 'l',
}; // prettier-ignore

/** What a name looks like at a glance: two texts with the same skeleton are easily taken for each other. */
export function skeleton(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase();
  const letters = Array.from(plain, (letter) => SAME_LOOK[letter] ?? letter).join('');
  return letters
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
    .replaceAll('cl', 'd')
    .replaceAll('i', 'l')
    .replace(/[^\p{Letter}\p{Number}]+/gu, '');
}

/** Short names differ by one letter all the time; from eight letters on two changed letters are still alike. */
function similar(a: string, b: string): boolean {
  const left = skeleton(a);
  const right = skeleton(b);
  const shorter = Math.min(left.length, right.length);
  // A name without letters and digits has no skeleton, so two of them are compared as they are written.
  if (left + right === '') return a === b;
  if (shorter < 4) return left === right;
  const limit = shorter >= 8 ? 2 : 1;
  return Math.abs(left.length - right.length) <= limit && editDistance(left, right, limit) <= limit;
}

/** The part of a domain that a person reads as the company: `fabrikam` of `mail.fabrikam.co.uk` is not worth guessing, so the first label. */
const firstLabel = (domain: string): string => domain.split('.')[0] ?? domain;

/**
 * Known tenants that `tenant` could be mistaken for.
 * @param unicodeDomain the tenant's default domain with punycode decoded; null when it has none
 */
export function lookalikes(
  tenant: TenantInformation,
  unicodeDomain: string | null,
  known: readonly TenantInformation[],
): readonly Lookalike[] {
  const found: Lookalike[] = [];
  if (unicodeDomain !== null && unicodeDomain !== tenant.defaultDomainName) {
    found.push({ kind: 'foreignLetters', unicode: unicodeDomain });
  }
  for (const other of known) {
    if (other.tenantId === tenant.tenantId) continue;
    if (tenant.displayName !== null && other.displayName !== null && similar(tenant.displayName, other.displayName)) {
      const same = tenant.displayName.toLowerCase() === other.displayName.toLowerCase();
      found.push({ kind: same ? 'sameName' : 'similarName', other });
      continue;
    }
    if (unicodeDomain === null || other.defaultDomainName === null) continue;
    if (similar(firstLabel(unicodeDomain), firstLabel(other.defaultDomainName)))
      found.push({ kind: 'similarDomain', other });
  }
  return found;
}
