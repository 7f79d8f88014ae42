import { GlobalSettings, Template } from 'adaptivecards-templating';
import offers from './templates/offers.json' with { type: 'json' };

export type Card = Readonly<Record<string, unknown>>;

/** What a template is filled with. A list repeats its element, so an empty one leaves it out: no `$when` is needed. */
export type View = Readonly<Record<string, Value>>;
type Value = string | boolean | readonly View[];

// The engine would leave `${name}` in the card for people to read. A name that is missing is a bug, so it stops here.
// It swallows this error inside longer strings ("by ${name}"), which is why templates hold a name alone or none.
GlobalSettings.getUndefinedFieldValueSubstitutionString = (path) => {
  throw new Error(`the card's template asks for "${path}", which its view has not`);
};

/** Where a template has this, sets of buttons stand that say lines: all of them are drawn alike. Its view names them `offerRows`. */
const OFFERS = 'Offers';
const offerRows = { $data: '${offerRows}', ...offers };

function withOffers(template: unknown): unknown {
  if (Array.isArray(template)) return template.map(withOffers);
  if (!isCard(template)) return template;
  if (template['type'] === OFFERS) return offerRows;
  return Object.fromEntries(Object.entries(template).map(([key, inner]) => [key, withOffers(inner)]));
}

/** What reads a template that nobody has needed yet. */
const unread = new Set<() => Template>();

/**
 * Fills a template, of a card or of one element. It is read when it is filled for the first time, or by `readTemplates`.
 * Text in a view is never read as a template.
 */
export function cardTemplate(template: object): (view: View) => Card {
  let parsed: Template | undefined;
  const read = (): Template => {
    unread.delete(read);
    return (parsed ??= new Template(withOffers(template)));
  };
  unread.add(read);
  return (view) => {
    const card: unknown = read().expand({ $root: view });
    if (!isCard(card)) throw new Error('a template must be a card');
    return card;
  };
}

/** Reads what nobody has needed yet, and lets everybody else have a turn after each. */
export async function readTemplates(): Promise<void> {
  for (const read of unread) {
    read();
    await new Promise(setImmediate);
  }
}

function isCard(value: unknown): value is Card {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
