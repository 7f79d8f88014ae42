import type { Sent } from '../shape.ts';

/** The renderer knows no mention. Teams draws the name in the place of the text that stands for it. */
export function withNamesCalled(card: Sent): Sent {
  const texts = new Map(entitiesOf(card).map(({ text, mentioned }) => [text, mentioned.name]));
  if (texts.size === 0) return card;
  const said = (text: string): string => [...texts].reduce((all, [from, name]) => all.replaceAll(from, name), text);
  const drawn = named(card, said);
  return isObject(drawn) ? drawn : card;
}

type Entity = { readonly text: string; readonly mentioned: { readonly name: string } };

function entitiesOf({ msteams }: Sent): readonly Entity[] {
  const entities = isObject(msteams) ? msteams['entities'] : undefined;
  return Array.isArray(entities) ? entities.filter(isEntity) : [];
}

const isEntity = (value: unknown): value is Entity =>
  isObject(value) &&
  typeof value['text'] === 'string' &&
  isObject(value['mentioned']) &&
  typeof value['mentioned']['name'] === 'string';

function named(value: unknown, said: (text: string) => string): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => named(one, said));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === 'text' && typeof inner === 'string' && value['type'] === 'TextBlock' ? said(inner) : named(inner, said),
    ]),
  );
}

const isObject = (value: unknown): value is Sent =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
