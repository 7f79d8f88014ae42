import type { SlotProblem } from '../domain/replies/notice.ts';
import { asksForChange } from '../domain/people/role.ts';
import { editDistance } from '../domain/partners/edit-distance.ts';
import type { Asking, Command } from './command.ts';
import { listDrift } from './drift/list-drift.ts';
import { folded, STOPS } from './letters.ts';
import { comparable, match, opening, usageText } from './phrase.ts';
import { history } from './records/history.ts';
import { courtesyOf, inOwnWords, withSync, type Courtesy } from './synonyms.ts';

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
  | { readonly kind: 'invalid'; readonly command: Command; readonly problems: readonly SlotProblem[] }
  | { readonly kind: 'empty' }
  | { readonly kind: 'tooLong'; readonly length: number }
  | { readonly kind: 'courtesy'; readonly courtesy: Courtesy }
  /** `suggestion`: null when nothing is near. */
  | { readonly kind: 'notUnderstood'; readonly suggestion: Suggestion | null };

/** A line as it would be right; where it is not whole, how it goes on. */
export type Suggestion = { readonly line: string; readonly isWhole: boolean };

/** The longest line that is read, in characters: an error's text, pasted to have it explained, may be long. */
export const LONGEST_LINE = 4000;

/** Reads one line as a command. Never throws, whatever the text. */
export function parse<Request extends Asking>(text: string, commands: readonly Command<Request>[]): Parsed<Request> {
  if (text.length > LONGEST_LINE) return { kind: 'tooLong', length: text.length };
  const words = meant(text.split(/\s+/).filter((word) => word !== ''));
  if (words.length === 0) return { kind: 'empty' };
  const typed = readAs(words, commands);
  if (typed !== undefined) return typed;
  const own = inOwnWords(words) ?? words;
  const courtesy = courtesyOf(words);
  return (
    (own === words ? undefined : readAs(own, commands)) ??
    (courtesy === undefined
      ? { kind: 'notUnderstood', suggestion: suggest(own, commands) ?? suggest(withSync(words) ?? [], commands) }
      : { kind: 'courtesy', courtesy })
  );
}

/** What a command makes of these very words; undefined: none knows them. */
function readAs<Request extends Asking>(
  words: readonly string[],
  commands: readonly Command<Request>[],
): Parsed<Request> | undefined {
  const readings = [words, withoutFullStop(words)].map((line) => ({ line, folds: comparable(line) }));
  let invalid: Misread | undefined;
  for (const command of commands) {
    for (const { line, folds } of readings) {
      const slots = match(command.phrase, line, folds);
      if (slots === undefined) continue;
      const read = command.read(slots);
      if (read.ok) return { kind: 'request', command, request: read.request };
      // Where nothing that it knows is wrong with it, the line is no such command at all.
      if (read.problems.length > 0) invalid ??= { kind: 'invalid', command, problems: read.problems };
    }
  }
  return invalid;
}

const ENDING = new RegExp(`[${STOPS},;:]+$`, 'u');

/** People end sentences: `help!`, `list partners ?` */
function withoutFullStop(words: readonly string[]): readonly string[] {
  const line = words.join(' ').replace(ENDING, '');
  return line.split(' ').filter((word) => word !== '');
}

/** The words, or the command alone where they are no more than a word for it: `yes, please`, `reject because too wide`. */
function meant(words: readonly string[]): readonly string[] {
  const plain = comparable(words).map((word) => word.replace(ENDING, ''));
  const reason = plain.indexOf('because');
  const bare = plain.slice(0, reason < 0 ? MOST_BARE + 1 : reason).filter((word) => word !== '');
  const verdicts = new Set(bare.filter((word) => !BESIDE.includes(word)).map((word) => SAME_WORD.get(word)));
  const [verdict] = verdicts;
  return verdict === undefined || verdicts.size > 1 || bare.length > MOST_BARE ? words : verdict.split(' ');
}

/** The line with its first words put right, when they are nearly a command's. */
function suggest(words: readonly string[], commands: readonly Command[]): Suggestion | null {
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
      const slots = match(command.phrase, line);
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
