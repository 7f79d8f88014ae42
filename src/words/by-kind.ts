/** The members of a union, by their kind. */
export type ByKind<Union extends { readonly kind: string }> = {
  readonly [Kind in Union['kind']]: Extract<Union, { readonly kind: Kind }>;
};

/** Words for every kind of a value: a kind without words does not compile. */
export type Sayings<Values, Words> = { readonly [Kind in keyof Values]: (value: Values[Kind]) => Words };

/** The words for one value. The kind is passed beside it, so that the compiler sees that both belong together. */
export function say<Values, Kind extends keyof Values, Words>(
  sayings: Sayings<Values, Words>,
  kind: Kind,
  value: Values[Kind],
): Words {
  return sayings[kind](value);
}
