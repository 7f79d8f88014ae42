import type { Card } from './fake-teams.ts';
import { asRead, spaced } from './reader.ts';

/** Reads cards as a person does: words and buttons. */

type Json = Readonly<Record<string, unknown>>;

function* objects(value: unknown): Generator<Json> {
  if (Array.isArray(value)) {
    for (const item of value) yield* objects(item);
  } else if (typeof value === 'object' && value !== null) {
    yield value as Json;
    for (const member of Object.values(value)) yield* objects(member);
  }
}

/** All text on a card, in reading order, one line for each element. */
export function wordsOf(card: Card | undefined): string {
  const lines: string[] = [];
  for (const element of objects(card)) {
    if (element['type'] === 'TextBlock') lines.push(asRead(String(element['text'])));
    if (element['type'] === 'RichTextBlock') {
      const inlines = element['inlines'] as { text: string }[];
      lines.push(spaced(inlines.map((inline) => inline.text).join('')));
    }
    if (element['type'] === 'FactSet') {
      for (const fact of element['facts'] as { title: string; value: string }[])
        lines.push(`${fact.title} ${fact.value}`);
    }
  }
  return lines.join('\n');
}

export type Button = { readonly title: string; readonly verb: string; readonly data: unknown };

export function buttonsOf(card: Card | undefined): readonly Button[] {
  return [...objects(card)]
    .filter((element) => element['type'] === 'Action.Execute' && element['title'] !== undefined)
    .map((action) => ({ title: String(action['title']), verb: String(action['verb']), data: action['data'] }));
}

/** The ids of the inputs. */
export const inputsOf = (card: Card | undefined): readonly string[] =>
  [...objects(card)].filter((element) => element['type'] === 'Input.Text').map((input) => String(input['id']));

export const titlesOf = (card: Card | undefined): readonly string[] => buttonsOf(card).map((button) => button.title);

/** What opens a page in the reader's browser. */
export const linksOf = (card: Card | undefined): readonly { readonly title: string; readonly url: string }[] =>
  [...objects(card)]
    .filter((element) => element['type'] === 'Action.OpenUrl')
    .map(({ title, url }) => ({ title: String(title), url: String(url) }));

/** Whom a message mentions as it was posted, by object id. */
export function calledOn(message: { readonly cards: readonly unknown[] } | undefined): readonly string[] {
  const { msteams } = message?.cards[0] as { msteams?: { entities: { mentioned: { id: string } }[] } };
  return msteams?.entities.map(({ mentioned }) => mentioned.id) ?? [];
}
