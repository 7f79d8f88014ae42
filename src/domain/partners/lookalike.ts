import { rememberedLook, type Decode } from './comparing.ts';
import { editDistance } from './edit-distance.ts';
import type { DrawnTenant, TenantInformation } from './tenant.ts';

/** A known tenant that another one could be mistaken for, and by what. Names and domains are chosen by their owners. */
export type Lookalike =
  | { readonly kind: 'sameName'; readonly other: TenantInformation }
  | { readonly kind: 'similarName'; readonly other: TenantInformation }
  | { readonly kind: 'similarDomain'; readonly other: TenantInformation }
  /** Its name reads like the other's domain. */
  | { readonly kind: 'nameLikeDomain'; readonly other: TenantInformation }
  /** Its domain reads like the other's name. */
  | { readonly kind: 'domainLikeName'; readonly other: TenantInformation }
  /** Its name holds the other's tenant id. */
  | { readonly kind: 'nameHoldsId'; readonly other: TenantInformation }
  /** The other's name holds its tenant id. */
  | { readonly kind: 'idInName'; readonly other: TenantInformation }
  /** So many others that it could be mistaken for, too: beyond ten they are counted. */
  | { readonly kind: 'more'; readonly count: number }
  /** The domain holds letters from outside ASCII, written in punycode. */
  | { readonly kind: 'foreignLetters'; readonly unicode: string }
  /** So many partners have names that could not be read, so they could not be compared. */
  | { readonly kind: 'uncompared'; readonly count: number };

/** Whether it could be mistaken for another; of those that could not be compared nobody knows. */
export const isAlike = (lookalikes: readonly Lookalike[]): boolean =>
  lookalikes.some(({ kind }) => kind !== 'uncompared');

/** Of a change: as it was when it was asked for, or as its partner is marked where it is drawn. */
export const couldBeMistaken = (change: {
  readonly partner: DrawnTenant;
  readonly lookalikes: readonly Lookalike[];
}): boolean => change.partner.isAlike === true || isAlike(change.lookalikes);

/** Letters of other scripts, and pairs of letters, that look like plain Latin ones (after Unicode's confusables list). */
const SAME_LOOK: Readonly<Record<string, string>> = {
  а: 'a', ɑ: 'a', α: 'a', в: 'b', ь: 'b', ϲ: 'c', с: 'c', ԁ: 'd', е: 'e', ё: 'e', є: 'e', ε: 'e', ɡ: 'g', н: 'h', һ: 'h',
  і: 'i', ї: 'i', ι: 'i', ı: 'i', ј: 'j', к: 'k', κ: 'k', ӏ: 'l', ʟ: 'l', м: 'm', п: 'n', ո: 'n', η: 'n', о: 'o', ο: 'o',
  օ: 'o', σ: 'o', р: 'p', ρ: 'p', ԛ: 'q', г: 'r', ѕ: 's', т: 't', τ: 't', υ: 'u', ц: 'u', ս: 'u', ν: 'v', ѵ: 'v', ԝ: 'w',
  ω: 'w', х: 'x', χ: 'x', у: 'y', γ: 'y', ʏ: 'y', ᴢ: 'z', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ł: 'l', ß: 'ss',
  '0': 'o', '1': 'l', '3': 'e', '5': 's', '|': 'l',
}; // prettier-ignore

/** Characters that nobody sees: marks, what turns the direction of writing, joiners, fillers, and the like. */
const UNSEEN = /[\p{Mark}\p{Format}\p{Default_Ignorable_Code_Point}]+/gu;
const NO_LETTERS = /[^\p{Letter}\p{Number}]+/gu;

/** What most names and domains are made of; to take marks out of it takes longer than all else, and changes nothing. */
const PLAIN = /^[\x20-\x7e]*$/;

/** A text as the eye takes it in, spaces and punctuation included. */
function glance(text: string): string {
  const seen = PLAIN.test(text) ? text : text.normalize('NFKD').replace(UNSEEN, '');
  return sameLook(seen.toLowerCase());
}

const LIKE_OTHERS = new RegExp(`[${Object.keys(SAME_LOOK).join('')}]`, 'gu');

function sameLook(plain: string): string {
  return plain
    .replace(LIKE_OTHERS, (letter) => String(SAME_LOOK[letter]))
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
    .replaceAll('cl', 'd')
    .replaceAll('i', 'l');
}

const lettersOf = (seen: string): string => seen.replace(NO_LETTERS, '');

/** What a name looks like at a glance: two texts with the same skeleton are easily taken for each other. */
export function skeleton(text: string): string {
  return lettersOf(glance(text));
}

/** The part of a domain that a person reads as the company: `fabrikam` of `mail.fabrikam.co.uk` is not worth guessing, so the first label. */
export const firstLabel = (domain: string): string => domain.replace(/\..*$/s, '');

const seenWords = (words: string): ReadonlySet<string> => new Set(words.split(' ').map(sameLook));
/** Words that tell no company from another: articles at the beginning of a name, the legal form at its end. */
const ARTICLES = seenWords('the a an der die das le la les el il');
const LEGAL_FORMS = seenWords(
  'ab ag aps as asa bv bvba co company corp corporation gmbh group holding holdings inc incorporated kg kgaa kk limited llc llp lp ltd ltda nv oy oyj plc pte pty pvt sa sarl sas se sl spa srl',
);

/** Abbreviations are one word: `S.A.`, `G.m.b.H.` */
const ABBREVIATION = /^\p{Letter}(\.\p{Letter})+\.?$/u;

const isOneOf = (known: ReadonlySet<string | undefined>, word: string | undefined): boolean => known.has(word);

/** The words of a name that tell it from others, at least one where there are any. */
function tellingWords(seen: string): readonly string[] {
  const words = seen
    .split(/[^\p{Letter}\p{Number}.]+/u)
    .flatMap((word) => (ABBREVIATION.test(word) ? [lettersOf(word)] : word.split('.')))
    .filter((word) => word !== '');
  let end = words.length;
  while (end > 1 && isOneOf(LEGAL_FORMS, words[end - 1])) end -= 1;
  const start = end > 1 && isOneOf(ARTICLES, words[0]) ? 1 : 0;
  return words.slice(start, end);
}

/** What is compared of a name: as it was written, seen, without spaces, and without what does not tell. */
type Name = {
  readonly written: string;
  readonly seen: string;
  readonly whole: string;
  readonly words: readonly string[];
  readonly core: string;
};
type Domain = { readonly seen: string; readonly whole: string; readonly label: string };
/** A tenant as it is compared; a name that Entra could not say is null. */
type Look = { readonly seenId: string; readonly name: Name | null; readonly domains: readonly Domain[] };

function nameLook(written: string): Name {
  const seen = glance(written);
  const words = tellingWords(seen);
  return { written, seen, whole: lettersOf(seen), words, core: words.join('') };
}

function domainLook(domain: string): Domain {
  const seen = glance(domain);
  return { seen, whole: lettersOf(seen), label: lettersOf(firstLabel(seen)) };
}

/** Short names differ by one letter all the time; from eight letters on two changed letters are still alike. */
function similar(left: string, right: string): boolean {
  const shorter = Math.min(left.length, right.length);
  if (shorter < 4) return left !== '' && left === right;
  const limit = shorter >= 8 ? 2 : 1;
  return editDistance(left, right, limit) <= limit;
}

const within = (words: readonly string[], others: readonly string[]): boolean =>
  words.length > 0 && words.every((word) => others.includes(word));

function similarNames(a: Name, b: Name): boolean {
  // A name without letters and digits has no skeleton, so two of them are compared as they are written.
  if (a.whole + b.whole === '') return a.written === b.written;
  return a.whole === b.whole || similar(a.core, b.core) || within(a.words, b.words) || within(b.words, a.words);
}

const readsLike = (name: Name | null, domains: readonly Domain[]): boolean =>
  name !== null &&
  domains.some(
    ({ seen, whole, label }) =>
      similar(name.core, label) || similar(name.whole, whole) || (whole !== '' && name.seen.includes(seen)),
  );

const holdsId = (name: Name | null, { seenId }: Look): boolean => name?.whole.includes(seenId) ?? false;

type Likeness = Extract<Lookalike, { other: unknown }>['kind'];

/** What people look at first comes first. */
const BY_WEIGHT: readonly Likeness[] = [
  'sameName',
  'similarName',
  'similarDomain',
  'nameLikeDomain',
  'domainLikeName',
  'nameHoldsId',
  'idInName',
];

/** By what `tenant` could be mistaken for `other`, by the weightiest. */
function likeness(tenant: Look, other: Look): Likeness | null {
  if (tenant.name !== null && other.name !== null && similarNames(tenant.name, other.name)) {
    return tenant.name.written.toLowerCase() === other.name.written.toLowerCase() ? 'sameName' : 'similarName';
  }
  if (tenant.domains.some((one) => other.domains.some(({ label }) => similar(one.label, label))))
    return 'similarDomain';
  if (readsLike(tenant.name, other.domains)) return 'nameLikeDomain';
  if (readsLike(other.name, tenant.domains)) return 'domainLikeName';
  if (holdsId(tenant.name, other)) return 'nameHoldsId';
  return holdsId(other.name, tenant) ? 'idInName' : null;
}

function lookOf({ tenantId, displayName }: TenantInformation, goesBy: readonly string[], decode: Decode): Look {
  return {
    seenId: lettersOf(sameLook(tenantId)),
    name: displayName === null ? null : nameLook(displayName),
    domains: goesBy.map((domain) => domainLook(decode(domain))),
  };
}

/** How a known tenant looks; for whoever prepares many of them, one after the other. */
export const lookOfKnown = rememberedLook((tenant, decode) =>
  lookOf(tenant, tenant.defaultDomainName === null ? [] : [tenant.defaultDomainName], decode),
);

/** Nobody reads more, and what is kept of a change must not grow with how many partners there are. */
const MOST_NAMED = 10;

/** One tenant, as it is compared with many others, one after the other. */
export type Comparison = {
  readonly compare: (other: TenantInformation) => void;
  /**
   * Those of them that it could be mistaken for, each named once, those most alike first, and ten of them at most; before
   * them what is odd about its own domains.
   */
  readonly found: () => readonly Lookalike[];
};

/** @param domains all domains that the tenant goes by here */
export function comparison(tenant: TenantInformation, domains: readonly string[], decode: Decode): Comparison {
  const looked = lookOf(tenant, domains, decode);
  const alike: { readonly kind: Likeness; readonly other: TenantInformation }[] = [];
  return {
    compare: (other) => {
      if (other.tenantId === tenant.tenantId) return;
      const kind = likeness(looked, lookOfKnown(other, decode));
      if (kind !== null) alike.push({ kind, other });
    },
    found: () => {
      const foreign = domains
        .filter((domain) => decode(domain).toLowerCase() !== domain.toLowerCase())
        .map((domain): Lookalike => ({ kind: 'foreignLetters', unicode: decode(domain) }));
      const sorted = alike.toSorted((a, b) => BY_WEIGHT.indexOf(a.kind) - BY_WEIGHT.indexOf(b.kind));
      const others = alike.length - MOST_NAMED;
      const more: readonly Lookalike[] = others > 0 ? [{ kind: 'more', count: others }] : [];
      return [...foreign, ...sorted.slice(0, MOST_NAMED), ...more];
    },
  };
}
