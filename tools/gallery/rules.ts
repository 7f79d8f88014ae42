import { NAMES, WIDTHS, type Entry, type Look, type Measured } from './shape.ts';

/** What every card has to keep to, before anything is unfolded; what can be read and is not clipped, after that as well. */

const TALLEST_PENDING = 420;
const FEWER_BYTES_THAN = 12_288;
const MOST_CHARACTERS = 700;
const LEAST_CONTRAST = 4.5;

/** One way of looking at a card, and what was measured so. */
export type Seen = { readonly look: Look; readonly measured: Measured };

/**
 * How cards are looked at: what is clipped depends on the width, contrast on the theme. Unfolded they are looked at where
 * there is least room.
 */
export const LOOKS: readonly Look[] = NAMES.flatMap((names) => [
  ...WIDTHS.map((width) => ({ theme: 'light', width, names }) as const),
  { theme: 'light', width: 300, names, unfolded: true } as const,
  ...(names === 'usual' ? (['dark', 'contrast'] as const) : []).flatMap((theme) => [
    { theme, width: 480, names } as const,
    { theme, width: 300, names, unfolded: true } as const,
  ]),
]);

type Rule = {
  readonly says: string;
  /** What is wrong; undefined: nothing. */
  readonly broken: (entry: Entry, seen: Seen) => string | undefined;
};

const how = ({ theme, width, names, unfolded }: Look): string =>
  `${theme}, ${width} px, ${names} names${unfolded === true ? ', unfolded' : ''}`;

export const RULES = {
  height: {
    says: `no pending card is taller than ${TALLEST_PENDING} px at 480 px`,
    broken: ({ pending }, { look: { width, names, unfolded }, measured: { height } }) => {
      const isJudged = pending && width === 480 && unfolded !== true;
      return isJudged && height > TALLEST_PENDING ? `${height} px tall with ${names} names` : undefined;
    },
  },
  bytes: {
    says: `every card is under ${FEWER_BYTES_THAN} bytes`,
    broken: (_, { look, measured: { bytes } }) =>
      bytes >= FEWER_BYTES_THAN ? `${bytes} bytes with ${look.names} names` : undefined,
  },
  characters: {
    says: `every card shows at most ${MOST_CHARACTERS} characters`,
    broken: (_, { look, measured: { characters } }) =>
      look.unfolded !== true && characters > MOST_CHARACTERS
        ? `${characters} characters with ${look.names} names`
        : undefined,
  },
  contrast: {
    says: `all text has a contrast of at least ${LEAST_CONTRAST}:1`,
    broken: (_, { look, measured: { contrast, faintest } }) =>
      contrast < LEAST_CONTRAST ? `${contrast}:1 of “${faintest}” (${how(look)})` : undefined,
  },
  clipped: {
    says: 'nothing is clipped, and nothing stands outside its card',
    broken: (_, { look, measured: { clipped } }) =>
      clipped.length > 0 ? `${clipped.join(' | ')} (${how(look)})` : undefined,
  },
} as const satisfies Readonly<Record<string, Rule>>;

export type RuleName = keyof typeof RULES;
export const RULE_NAMES: readonly RuleName[] = ['height', 'bytes', 'characters', 'contrast', 'clipped'];

/** By name of the card: what is wrong with it. */
export function brokenBy(
  rule: RuleName,
  entries: readonly Entry[],
  seen: ReadonlyMap<string, readonly Seen[]>,
): ReadonlyMap<string, string> {
  const broken = new Map<string, string>();
  for (const entry of entries) {
    const faults = (seen.get(entry.name) ?? []).flatMap((one) => RULES[rule].broken(entry, one) ?? []);
    const [first] = faults;
    if (first !== undefined) broken.set(entry.name, first);
  }
  return broken;
}
