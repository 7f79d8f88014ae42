import type { SlotProblem } from '../../domain/replies/notice.ts';
import { asksForChange } from '../../domain/people/role.ts';
import { editDistance } from '../../domain/partners/edit-distance.ts';
import type { Asking, Command } from '../command.ts';
import { listDrift } from '../drift/list-drift.ts';
import { hintsOf } from './hints.ts';
import { endedOrNot, type EndedOrNot } from './end-slots.ts';
import { folded, unended } from './letters.ts';
import { comparable, match, opening, usageText, type Slots } from './phrase.ts';
import { history } from '../records/history.ts';
import { askedFor, courtesyOf, inOwnWords, withWhat, type Courtesy } from './synonyms.ts';

/**
 * What people type in the place of a button's title. A word alone decides nothing: the answer is the card it may mean, or
 * the list of what it may be about.
 */
const SAME_WORD: ReadonlyMap<string, string> = new Map([
  ...['yes', 'y', 'yep', 'ok', 'okay', 'sure', 'go', 'confirm', 'confirmed'].map((word) => [word, 'confirm'] as const),
  ...['no', 'n', 'nope', 'stop', 'abort', 'cancel'].map((word) => [word, 'cancel'] as const),
  ...['approve', 'approved', 'lgtm'].map((word) => [word, 'approve'] as const),
  ...['reject', 'rejected', 'decline', 'deny'].map((word) => [word, 'reject'] as const),
  ...['accept', 'accepted', 'revert', 'reverted'].map((word) => [word, listDrift.name] as const),
  ['undo', history.name],
]);
/** What people say beside such a word, and mean the card by. */
const BESIDE = ['please', 'pls', 'thanks', 'it', 'this', 'that', 'now'];
/** Words of a sentence that names no change, and still no more than such a word. */
const MOST_BARE = 4;

/** @typeParam Request what the commands ask for */
export type Parsed<Request extends Asking> =
  { readonly kind: 'request'; readonly command: Command; readonly request: Request } | Misread;

/** A line that asks for nothing. */
export type Misread =
  | {
      readonly kind: 'invalid';
      readonly command: Command;
      readonly problems: readonly SlotProblem[];
      /** How it can be said, one way or the other; null: that cannot be known. */
      readonly ways: EndedOrNot | null;
    }
  | { readonly kind: 'empty' }
  | { readonly kind: 'tooLong'; readonly length: number }
  | { readonly kind: 'courtesy'; readonly courtesy: Courtesy }
  /** `suggestion`: null when nothing is near. `hints`: what may help then, as lines. */
  | { readonly kind: 'notUnderstood'; readonly suggestion: Suggestion | null; readonly hints: readonly string[] };

/** A line as it would be right; where it is not whole, how it goes on. */
export type Suggestion = { readonly line: string; readonly isWhole: boolean };

/** The longest line that is read, in characters: the longest domains of as many partners as one line may name, or an error's text. */
export const LONGEST_LINE = 16_000;

/** Reads one line as a command. Never throws, whatever the text. */
export function parse<Request extends Asking>(text: string, commands: readonly Command<Request>[]): Parsed<Request> {
  if (text.length > LONGEST_LINE) return { kind: 'tooLong', length: text.length };
  const words = meant(wordsOf(text));
  if (words.length === 0) return { kind: 'empty' };
  const typed = compared(words);
  const own = compared(inOwnWords(words) ?? words, typed);
  const read = readAs(typed, commands) ?? (own === typed ? undefined : readAs(own, commands));
  if (read !== undefined) return read;
  const courtesy = courtesyOf(words);
  if (courtesy !== undefined) return { kind: 'courtesy', courtesy };
  const suggestion = near(own, commands);
  return { kind: 'notUnderstood', suggestion, hints: suggestion === null ? hintsOf(words) : [] };
}

/** `folds`: the words as they are compared with a grammar's, which takes its time where there are thousands. */
type Compared = { readonly words: readonly string[]; readonly folds: readonly string[] };

const compared = (words: readonly string[], known?: Compared): Compared =>
  known?.words === words ? known : { words, folds: comparable(words) };

/** A comma with a space before it is the one of the word before. */
function wordsOf(text: string): readonly string[] {
  const words: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = /^[,;:]+$/.test(word) ? words.pop() : undefined;
    if (word !== '') words.push(`${last ?? ''}${word}`);
  }
  return words;
}

/** What a command makes of these very words; undefined: none knows them. */
function readAs<Request extends Asking>(
  typed: Compared,
  commands: readonly Command<Request>[],
): Parsed<Request> | undefined {
  const readings = [typed, ...withoutFullStop(typed)];
  let invalid: Misread | undefined;
  for (const command of commands) {
    for (const { words, folds } of readings) {
      const slots = match(command.phrase, words, folds);
      if (slots === undefined) continue;
      const read = command.read(slots);
      if (read.ok) return { kind: 'request', command, request: read.request };
      // Where nothing that it knows is wrong with it, the line is no such command at all.
      if (read.problems.length > 0) invalid ??= misreadAs(command, slots, read.problems);
    }
  }
  return invalid;
}

function misreadAs(command: Command, slots: Slots, problems: readonly SlotProblem[]): Misread {
  const isEnd = problems.length === 1 && problems.includes('endInReason');
  return { kind: 'invalid', command, problems, ways: isEnd ? endedOrNot(command.phrase, slots) : null };
}

/** People end sentences: `help!`, `list partners ?`; nothing where this one has no end. */
function withoutFullStop({ words, folds }: Compared): readonly Compared[] {
  const end = words.findLastIndex((word) => unended(word) !== '');
  const last = unended(words[end] ?? '');
  if (last === '' || (end === words.length - 1 && last === words[end])) return [];
  return [{ words: [...words.slice(0, end), last], folds: [...folds.slice(0, end), ...comparable([last])] }];
}

/** The words, or the command alone where they are no more than a word for it: `yes, please`, `reject because too wide`. */
function meant(words: readonly string[]): readonly string[] {
  const plain = comparable(words.slice(0, 2 * MOST_BARE)).map(unended);
  const reason = plain.indexOf('because');
  const bare = plain.slice(0, reason < 0 ? MOST_BARE + 1 : reason).filter((word) => word !== '');
  const verdicts = new Set(bare.filter((word) => !BESIDE.includes(word)).map((word) => SAME_WORD.get(word)));
  const [verdict] = verdicts;
  return verdict === undefined || verdicts.size > 1 || bare.length > MOST_BARE ? words : verdict.split(' ');
}

/** What a line is nearly, whole sentences among them. */
function near(own: Compared, commands: readonly Command[]): Suggestion | null {
  const asked = askedFor(own.words);
  for (const words of [own.words, ...(asked === undefined ? [] : [sentence(asked)])]) {
    const found = suggest(compared(words, own), commands) ?? suggest(compared(withWhat(words) ?? []), commands);
    if (found !== null) return found;
  }
  return null;
}

/** Without what ends it as a sentence. */
const sentence = (words: readonly string[]): readonly string[] =>
  [...words.slice(0, -1), unended(words.at(-1) ?? '')].filter((word) => word !== '');

/** The line with its first words put right, when they are nearly a command's. */
function suggest({ words, folds }: Compared, commands: readonly Command[]): Suggestion | null {
  let best: (Suggestion & { readonly distance: number }) | undefined;
  for (const command of commands) {
    const wanted = opening(command.phrase);
    for (const taken of [wanted.length, wanted.length - 1, wanted.length + 1]) {
      if (taken < 1 || taken > words.length) continue;
      // What is changed or decided shall not hang on a slip.
      if (asksForChange(command.access) && !meansTheSame(words.slice(0, taken), wanted)) continue;
      const target = wanted.join(' ');
      const typed = small(words.slice(0, taken).join(' '), target);
      const limit = Math.max(1, Math.floor(target.length / 3));
      const distance = editDistance(typed, target, limit);
      if (distance > limit || distance >= (best?.distance ?? Number.POSITIVE_INFINITY)) continue;
      const line = [...wanted, ...words.slice(taken)];
      const slots = match(command.phrase, line, [...comparable(wanted), ...folds.slice(taken)]);
      const read = slots === undefined ? undefined : command.read(slots);
      if (read?.ok === false && read.problems.length === 0) continue;
      const isWhole = read?.ok === true;
      best = { distance, line: isWhole ? line.join(' ') : usageText(command.usage), isWhole };
    }
  }
  return best === undefined ? null : { line: best.line, isWhole: best.isWhole };
}

/** In small letters, as much of it as can matter: what is more than twice as long is far off in any case. */
function small(typed: string, target: string): string {
  return folded(typed.slice(0, 2 * target.length + 8));
}

/** Of commands that change something, every word must be nearly right: one that is another word may turn the meaning. */
function meansTheSame(typed: readonly string[], wanted: readonly string[]): boolean {
  if (typed.length > wanted.length || !nearly(typed[0], wanted[0])) return false;
  if (typed.length < wanted.length) return true;
  return typed.every((word, index) => {
    const target = wanted[index] ?? '';
    const limit = Math.max(1, Math.floor(target.length / 3));
    return editDistance(small(word, target), target, limit) <= limit;
  });
}

/**
 * Whether a word is a command's verb but for one slip, alone or run together with the next word. Asked of commands that
 * change something: "end sync for" or "not enable sync for" is nearly "enable sync for" letter by letter, and means the
 * opposite.
 */
function nearly(typed = '', verb = ''): boolean {
  const word = small(typed, verb);
  return [word, word.slice(0, verb.length)].some((start) => editDistance(start, verb, 1) <= 1);
}
