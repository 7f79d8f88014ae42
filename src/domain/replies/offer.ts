declare const understood: unique symbol;

/** A line that the bot suggests. Pressing its button says that very line, as the one who presses. Only `commands/offer.ts` makes one. */
export type Offer = OfferedLine & { readonly [understood]: true };

export type OfferedLine = {
  /** The very line to say. */
  readonly line: string;
  /** The name of the command that it is. */
  readonly command: string;
  /** What its button is called. */
  readonly title: OfferTitle | 'asCommand';
  /** Whether it lacks a reason that it takes: whoever types it goes on with one, whoever presses it is asked for it. */
  readonly lacksReason: boolean;
};

export const OFFER_TITLES = [
  'show',
  'withEnd',
  'forGood',
  'showPartner',
  'askAgain',
  'tryAgain',
  'review',
  'cancel',
  'endIt',
  'enableInbound',
  'disableInbound',
  'enableOutbound',
  'disableOutbound',
  'previous',
  'next',
  'showAll',
  'showPartners',
  'stop',
  'freezeDefault',
  'freezeRest',
  'thawRest',
  'restore',
  'restoreAll',
] as const;
export type OfferTitle = (typeof OFFER_TITLES)[number];

/** The same line as a button of another title. */
export const titled = (offer: Offer, title: OfferTitle): Offer => ({ ...offer, title });

/** The same line where a reason is to follow. */
export const lackingReason = (offer: Offer): Offer => ({ ...offer, lacksReason: true });

/** Each line once, in the order in which they stand. */
export const eachOnce = (offers: readonly Offer[]): readonly Offer[] =>
  offers.filter(({ line }, index) => offers.findIndex((other) => other.line === line) === index);
