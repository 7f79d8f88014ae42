import type { Entry, Look, Measured } from './shape.ts';

/** What every card has to keep to, as it is measured before anything is unfolded. */

const TALLEST_PENDING = 420;
const FEWER_BYTES_THAN = 12_288;
const MOST_CHARACTERS = 700;
const LEAST_CONTRAST = 4.5;

/** One way of looking at a card, and what was measured so. */
export type Seen = { readonly look: Look; readonly measured: Measured };

/** How cards are looked at: what is clipped depends on the width, contrast on the theme. */
export const LOOKS: readonly Look[] = (['usual', 'long', 'hostile'] as const).flatMap((names) => [
  ...([300, 480, 700] as const).map((width) => ({ theme: 'light', width, names }) as const),
  ...(names === 'usual' ? (['dark', 'contrast'] as const) : []).map((theme) => ({ theme, width: 480, names }) as const),
]);

type Rule = {
  readonly says: string;
  /** What is wrong; undefined: nothing. */
  readonly broken: (entry: Entry, seen: Seen) => string | undefined;
};

const how = ({ theme, width, names }: Look): string => `${theme}, ${width} px, ${names} names`;

export const RULES = {
  height: {
    says: `no pending card is taller than ${TALLEST_PENDING} px at 480 px`,
    broken: ({ pending }, { look, measured: { height } }) =>
      pending && look.width === 480 && look.names === 'usual' && height > TALLEST_PENDING
        ? `${height} px tall`
        : undefined,
  },
  bytes: {
    says: `every card is under ${FEWER_BYTES_THAN} bytes`,
    broken: (_, { look, measured: { bytes } }) =>
      bytes >= FEWER_BYTES_THAN ? `${bytes} bytes with ${look.names} names` : undefined,
  },
  characters: {
    says: `every card shows at most ${MOST_CHARACTERS} characters`,
    broken: (_, { look, measured: { characters } }) =>
      characters > MOST_CHARACTERS ? `${characters} characters with ${look.names} names` : undefined,
  },
  contrast: {
    says: `all text has a contrast of at least ${LEAST_CONTRAST}:1`,
    broken: (_, { look, measured: { contrast, faintest } }) =>
      contrast < LEAST_CONTRAST ? `${contrast}:1 of “${faintest}”, ${look.theme}` : undefined,
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
