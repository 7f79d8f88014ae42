import { GlobalSettings, Template } from 'adaptivecards-templating';
import access from './templates/access.json' with { type: 'json' };
import fold from './templates/fold.json' with { type: 'json' };
import offers from './templates/offers.json' with { type: 'json' };

export type Card = Readonly<Record<string, unknown>>;

/** What a template is filled with. A list repeats its element, so an empty one leaves it out: no `$when` is needed. */
export type View = Readonly<Record<string, Value>>;
type Value = string | number | boolean | readonly View[];

// The engine would leave `${name}` in the card for people to read. A name that is missing is a bug, so it stops here.
// It swallows this error inside longer strings ("by ${name}"), which is why templates hold a name alone or none.
GlobalSettings.getUndefinedFieldValueSubstitutionString = (path) => {
  throw new Error(`the card's template asks for "${path}", which its view has not`);
};

/**
 * What many templates have in common: sets of buttons that say lines or open pages, the button that unfolds what
 * waits, and a partner's settings by kind. Where one of these types stands, it is drawn so; the view has the name beside it.
 */
const SHARED: Readonly<Record<string, object>> = {
  Offers: { $data: '${offerRows}', ...offers },
  Access: { $data: '${access}', ...access },
  Fold: { $data: '${folds}', ...fold },
};

function withShared(template: unknown): unknown {
  if (Array.isArray(template)) return template.map(withShared);
  if (!isCard(template)) return template;
  const { type } = template;
  const shared = typeof type === 'string' ? SHARED[type] : undefined;
  return shared ?? Object.fromEntries(Object.entries(template).map(([key, inner]) => [key, withShared(inner)]));
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
    return (parsed ??= new Template(withShared(template)));
  };
  unread.add(read);
  return (view) => {
    const card: unknown = withoutDefaults(read().expand({ $root: view }));
    if (!isCard(card)) throw new Error('a template must be a card');
    return card;
  };
}

/** What every client takes where nothing is said; a card has a size (Adaptive Cards 1.5: TextRun, Action, Element). */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  weight: 'Default',
  fontType: 'Default',
  style: 'default',
  isSubtle: false,
  isVisible: true,
};

function withoutDefaults(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDefaults);
  if (!isCard(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inner]) => !(key in DEFAULTS) || DEFAULTS[key] !== inner)
      .map(([key, inner]) => [key, key === 'data' ? inner : withoutDefaults(inner)]),
  );
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
