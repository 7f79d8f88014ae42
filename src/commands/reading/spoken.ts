/** What can stand around the words of a message, and is not a part of them. */
export type LeftOut = 'mention' | 'quote' | 'formatting' | 'invisible';

/** What somebody said: one line, and what stood around it. */
type SpokenLine = {
  readonly kind: 'line';
  readonly text: string;
  /** Each once, in no order that means anything. */
  readonly leftOut: readonly LeftOut[];
};

/** What a message says. `forwarded`: words of somebody else's, said to somebody else; they ask for nothing. */
export type Spoken = SpokenLine | { readonly kind: 'forwarded' };
