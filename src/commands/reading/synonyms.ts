import { AFTER_PARTNER, folded, isSigned, unended } from './letters.ts';
import { plainHyphens } from './slots.ts';

/** Words that people try, and what they mean by them. They are looked at only where no command reads the line. */

/** Whole lines, by the line that each stands for. */
const LINES = {
  'list partners': ['list', 'partners'],
  'list recertification': ['recertify'],
  overview: ['status'],
  help: ['help me', 'what can you do', 'what do you do', 'who are you', 'how does this work'],
} as const;

/** How a change begins in other words, by its verb. The rest of the line is read as it is, and gets a card of its own. */
const VERBS = {
  enable: ['turn on', 'switch on', 'allow'],
  disable: ['turn off', 'switch off', 'block'],
} as const;
type Verb = keyof typeof VERBS;

/** How a command begins in other words, where it goes on as that command does: with nothing, a word of its grammar, or an id. */
const OPENINGS = {
  'freeze all': ['freeze all partners', 'freeze everything', 'freeze'],
  thaw: ['thaw all partners', 'thaw all', 'unfreeze all', 'unfreeze'],
  'renew end': ['renew'],
  'accept drift': ['accept'],
  'revert drift': ['revert'],
} as const;
const GOES_ON = ['', 'because', 'and'];
const IDENTIFIED: readonly string[] = ['renew end', 'accept drift', 'revert drift'];
const ID = /^[cd]-[0-9a-z]{8}$/;

/** For whoever writes down what can be said. */
export const SYNONYMS: Readonly<Record<string, readonly string[]>> = { ...LINES, ...VERBS, ...OPENINGS };

const LINE_BY_WORDS: ReadonlyMap<string, string> = new Map<string, string>(
  Object.entries(LINES).flatMap(([line, words]) => words.map((said): [string, string] => [said, line])),
);
/** Words of the longest of them. */
const MOST_IN_LINE = 4;
const VERB_BY_WORDS: ReadonlyMap<string, Verb> = new Map<string, Verb>(
  (['enable', 'disable'] as const).flatMap((verb) => VERBS[verb].map((words): [string, Verb] => [words, verb])),
);

/** It asks for nothing itself. */
const PLEASE = ['please', 'pls'];

const plain = (word: string): string => unended(folded(word));
/** No synonym is longer, and what is typed may be. */
const LONGEST = 20;

/** The line in the commands' own words; undefined: it has no word of these. */
export function inOwnWords(words: readonly string[]): readonly string[] | undefined {
  const kindly = words.findIndex((word) => !PLEASE.includes(plain(word.slice(0, LONGEST))));
  if (kindly > 0) return inOwnWords(words.slice(kindly)) ?? words.slice(kindly);
  const whole = words.slice(0, MOST_IN_LINE + 1).map((word) => plain(word.slice(0, LONGEST)));
  const line = LINE_BY_WORDS.get(whole.join(' '));
  if (line !== undefined) return line.split(' ');
  const begun = verbOf(words);
  const own = begun === undefined ? opened(words) : [begun.verb, ...begun.rest];
  return ofUsers(own ?? words) ?? own;
}

/** Cards say user sync, which tells it from that of groups. */
function ofUsers(words: readonly string[]): readonly string[] | undefined {
  const begins = words.slice(0, 5).map((word) => plain(word.slice(0, LONGEST)));
  const at = begins.findIndex((word, n) => word === 'user' && begins[n + 1] === 'sync');
  return at < 1 ? undefined : words.filter((_, n) => n !== at);
}

const OPENED: readonly { readonly said: readonly string[]; readonly line: string }[] = Object.entries(OPENINGS).flatMap(
  ([line, all]) => all.map((words) => ({ said: words.split(' '), line })),
);

/** A line that goes on in any other way, such as `freeze contoso.com` or `freeze all partners except ...`, is none of these. */
function opened(words: readonly string[]): readonly string[] | undefined {
  const small = words.slice(0, 4).map((word) => plain(plainHyphens(word.slice(0, LONGEST))));
  const found = OPENED.find(({ said, line }) => {
    const next = small[said.length] ?? '';
    return (
      said.every((word, n) => word === small[n]) && (IDENTIFIED.includes(line) ? ID.test(next) : GOES_ON.includes(next))
    );
  });
  return found && [...found.line.split(' '), ...words.slice(found.said.length)];
}

/** What somebody may mean who does not say what of a partner: `allow fabrikam.com`, or `allow` alone, as far as that is said. */
export function withWhat(words: readonly string[]): readonly string[] | undefined {
  const { verb, rest } = verbOf(words) ?? {
    verb: folded(words[0]?.slice(0, LONGEST) ?? ''),
    rest: words.slice(1),
  };
  const opening = WHAT.get(verb);
  const [partner = '', next = 'because'] = rest;
  if (opening === undefined || (partner !== '' && !isSigned(unended(partner)))) return undefined;
  return AFTER_PARTNER.includes(folded(next.slice(0, LONGEST))) ? [...opening, ...rest] : undefined;
}

/** What is meant by a verb that stands before a partner at once. */
const WHAT: ReadonlyMap<string, readonly string[]> = new Map([
  ['enable', ['enable', 'sync', 'for']],
  ['disable', ['disable', 'sync', 'for']],
  ['add', ['add', 'partner']],
  ['remove', ['remove', 'partner']],
  ['delete', ['remove', 'partner']],
]);

/** What somebody asks for in a whole sentence: the words behind `can you` or `I want to`; undefined: it does not begin so. */
export function askedFor(words: readonly string[]): readonly string[] | undefined {
  const begins = words.slice(0, MOST_BEFORE).map((word) => plain(word.slice(0, LONGEST)));
  let begun = 0;
  for (let more = -1; more !== 0; begun += more) more = beggedAt(begins.slice(begun));
  const rest = words.slice(begun);
  return begun > 0 && rest.length > 0 ? (inOwnWords(rest) ?? rest) : undefined;
}

const beggedAt = (begins: readonly string[]): number =>
  BEGGING.find((said) => said.every((word, n) => word === begins[n]))?.length ?? 0;

/** None of it denies: what shall not be done is no command. */
const BEGGING: readonly (readonly string[])[] = [
  ...['can', 'could', 'would', 'will'].flatMap((word) => ['you', 'we', 'i'].map((who) => [word, who])),
  ...['i', 'we'].flatMap((who) => ['want', 'need', 'have'].map((word) => [who, word, 'to'])),
  ...['i', 'we'].map((who) => [who, 'would', 'like', 'to']),
  ...["i'd", 'i’d', "we'd", 'we’d'].map((who) => [who, 'like', 'to']),
  ...['hello', 'hi', 'hey', 'ok', 'okay', 'bridgekeeper', 'bot', 'and', 'now', 'just', ...PLEASE].map((word) => [word]),
];
/** Words of a sentence that may stand before what is asked for. */
const MOST_BEFORE = 12;

type Begun = { readonly verb: Verb; readonly rest: readonly string[] };

function verbOf(words: readonly string[]): Begun | undefined {
  const [first = '', second = '', ...rest] = words.slice(0, 4).map((word) => folded(word.slice(0, LONGEST)));
  const alone = VERB_BY_WORDS.get(first);
  if (alone !== undefined) return { verb: alone, rest: words.slice(1) };
  const both = VERB_BY_WORDS.get(`${first} ${second}`);
  if (both !== undefined) return { verb: both, rest: words.slice(2) };
  // `turn sync on for …`, `turn group sync off for …`: not where a partner may have begun.
  const at = rest.findIndex((word) => VERB_BY_WORDS.has(`${first} ${word}`));
  const apart = at < 0 || second === 'for' ? undefined : VERB_BY_WORDS.get(`${first} ${rest[at] ?? ''}`);
  return apart && { verb: apart, rest: [...words.slice(1, at + 2), ...words.slice(at + 3)] };
}

/** What people say to be kind, and the answer is as kind. */
export type Courtesy = 'hello' | 'thanks';

const COURTESIES: Readonly<Record<Courtesy, readonly string[]>> = {
  hello: ['hello', 'hi', 'hey', 'morning', 'afternoon', 'evening'],
  thanks: ['thanks', 'thank', 'thx', 'cheers'],
};
/** What may stand beside it. */
const BESIDE = ['good', 'there', 'you', 'a', 'lot', 'so', 'very', 'much', 'many', 'all', 'everybody', 'bridgekeeper'];
const MOST_WORDS = 6;

/** Whether a line says only that; undefined: it says something else. */
export function courtesyOf(words: readonly string[]): Courtesy | undefined {
  if (words.length > MOST_WORDS) return undefined;
  const said = words.map((word) => plain(word.slice(0, LONGEST))).filter((word) => word !== '');
  const isOnly = (courtesy: Courtesy): boolean =>
    said.some((word) => COURTESIES[courtesy].includes(word)) &&
    said.every((word) => COURTESIES[courtesy].includes(word) || BESIDE.includes(word));
  return (['hello', 'thanks'] as const).find(isOnly);
}
