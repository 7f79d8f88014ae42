const RULES = new Intl.PluralRules('en-GB');

type Forms = {
  /** Of nothing, where that is said in words of its own. */
  readonly none?: string;
  readonly one: string;
  readonly other: string;
};

/** The form that English has for `count`, with the number in the place of `#`. */
export function plural(count: number, { none, one, other }: Forms): string {
  if (count === 0 && none !== undefined) return none;
  return (RULES.select(count) === 'one' ? one : other).replace('#', String(count));
}
