import { parseArgs } from 'node:util';

/** Days of the calendar (UTC), both included. */
export type Period = {
  /** `YYYY-MM-DD` */
  readonly firstDay: string;
  readonly lastDay: string;
  /** Milliseconds since 1970. */
  readonly from: number;
  /** The first moment after it. */
  readonly until: number;
};

export type Options =
  /**
   * @param head the hash of an entry that was noted elsewhere; null: none was
   * @param witness a file with heads that the bot sent out; null: none
   */
  | { readonly kind: 'verify'; readonly head: string | null; readonly witness: string | null }
  /** @param change its id */
  | { readonly kind: 'prove'; readonly change: string; readonly out: string }
  /** @param file a proof @param witness a file with heads that the bot sent out; null: none */
  | { readonly kind: 'check'; readonly file: string; readonly witness: string | null }
  | { readonly kind: 'archive'; readonly out: string }
  | { readonly kind: 'export'; readonly period: Period; readonly out: string }
  | { readonly kind: 'refused'; readonly problems: readonly string[] };

export const USAGE = `Usage: npm run journal -- verify [--head HASH] [--witness FILE]
       npm run journal -- export --from YYYY-MM-DD --to YYYY-MM-DD --out FOLDER
       npm run journal -- prove C-... [--out FILE]
       npm run journal -- check FILE [--witness FILE]
       npm run journal -- archive --out FOLDER
The store is the one that the setting STORE names. Days are days in UTC.`;

const COMMANDS = {
  verify: ['head', 'witness'],
  export: ['from', 'to', 'out'],
  prove: ['out'],
  check: ['witness'],
  archive: ['out'],
} as const;
/** What a command is told beside its options, as its usage calls it. */
const OBJECTS: Readonly<Record<string, string>> = { prove: 'C-...', check: 'FILE' };
const DAY_MS = 24 * 60 * 60 * 1000;

/** Reads a command line; what is wrong with it is all named at once. */
export function readOptions(args: readonly string[]): Options {
  const { positionals, tokens } = parseArgs({
    args: [...args],
    strict: false,
    tokens: true,
    options: Object.fromEntries(
      Object.values(COMMANDS).flatMap((names) => names.map((name) => [name, { type: 'string' }])),
    ),
  });
  const [command, ...words] = positionals;
  if (command === undefined || !isCommand(command)) {
    const all = Object.keys(COMMANDS).join(', ');
    return refused([command === undefined ? `Say what to do: ${all}.` : `There is no command ${command}.`]);
  }
  const problems: string[] = [];
  const given = new Map<string, string>();
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const { name, rawName, value } = token;
    if (!COMMANDS[command].some((known: string) => known === name))
      problems.push(`${command} has no option ${rawName}.`);
    else if (given.has(name)) problems.push(`${rawName} is given twice.`);
    // A forgotten value would swallow the option after it.
    else if (value === undefined || value === '' || value.startsWith('--')) problems.push(`${rawName} needs a value.`);
    given.set(name, value ?? '');
  }
  if (problems.length > 0) return refused(problems);
  // Asked last: what follows a misspelt option looks like a word on its own.
  const object = OBJECTS[command];
  const [first = '', ...rest] = object === undefined ? ['', ...words] : words;
  if (rest.length > 0) return refused(rest.map((word) => `I do not know what ${word} is for.`));
  if (object !== undefined && first === '') return refused([`Say of what: ${command} ${object}.`]);
  switch (command) {
    case 'verify':
      return verifyOptions(given);
    case 'export':
      return exportOptions(given);
    case 'prove':
      return proveOptions(first, given);
    case 'archive': {
      const out = given.get('out');
      return out === undefined ? refused(['--out is missing.']) : { kind: 'archive', out };
    }
    case 'check':
      return { kind: 'check', file: first, witness: given.get('witness') ?? null };
  }
}

const isCommand = (text: string): text is keyof typeof COMMANDS => Object.hasOwn(COMMANDS, text);

function proveOptions(text: string, given: ReadonlyMap<string, string>): Options {
  const change = text.toUpperCase();
  if (!/^C-[0-9A-Z]{8}$/.test(change))
    return refused([`prove needs the id of a change, as in C-7K3M9QX2; ${text} is none.`]);
  return { kind: 'prove', change, out: given.get('out') ?? `${change}.proof.json` };
}

const refused = (problems: readonly string[]): Options => ({ kind: 'refused', problems });

function verifyOptions(given: ReadonlyMap<string, string>): Options {
  const head = given.get('head')?.toLowerCase() ?? null;
  const witness = given.get('witness') ?? null;
  if (head === null || /^[0-9a-f]{64}$/.test(head)) return { kind: 'verify', head, witness };
  return refused(['--head must be the hash that verify printed: 64 hexadecimal digits.']);
}

function exportOptions(given: ReadonlyMap<string, string>): Options {
  const missing = COMMANDS.export.filter((name) => !given.has(name));
  if (missing.length > 0) return refused(missing.map((name) => `--${name} is missing.`));
  const [firstDay = '', lastDay = '', out = ''] = COMMANDS.export.map((name) => given.get(name));
  const [from, to] = [startOf(firstDay), startOf(lastDay)];
  if (from === undefined) return refused([`--from must be a day, as in 2026-01-31; ${firstDay} is none.`]);
  if (to === undefined) return refused([`--to must be a day, as in 2026-01-31; ${lastDay} is none.`]);
  if (from > to) return refused([`--from (${firstDay}) must not be after --to (${lastDay}).`]);
  return { kind: 'export', period: { firstDay, lastDay, from, until: to + DAY_MS }, out };
}

/** The first moment of a day; undefined: the calendar has no such day. */
function startOf(day: string): number | undefined {
  const at = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : NaN;
  // JavaScript takes the 31st of February for the 3rd of March.
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day) ? at : undefined;
}
