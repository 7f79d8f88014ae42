import { describe, expect, test } from 'vitest';
import { renderReply } from '../support/drawing.ts';
import { bytes, exposedStrings, isNode, nodes, ofType, runTexts } from './collect.ts';
import { asRead } from '../support/reader.ts';
import { LATER } from './changes.ts';
import { MANY_OPTIONS, REPLIES } from './samples.ts';

/** What every Teams client draws, with schema 1.5 or earlier. */
const ELEMENTS = [
  'AdaptiveCard',
  'Container',
  'ColumnSet',
  'Column',
  'TextBlock',
  'RichTextBlock',
  'TextRun',
  'ActionSet',
];
const TYPES = [
  'Input.Text',
  ...ELEMENTS,
  'Table',
  'TableRow',
  'TableCell',
  'Action.Execute',
  'Action.OpenUrl',
  'Action.ToggleVisibility',
  // Beside what is drawn: whom Teams is to tell.
  'mention',
];

/** What newer clients draw, and others in another way. */
const NEWER = ['Chart.HorizontalBar.Stacked'];

/** The types of what brings along what is drawn in its place. */
const withFallback = (card: unknown): readonly unknown[] =>
  nodes(card).flatMap(({ type, fallback }) => (NEWER.includes(String(type)) && isNode(fallback) ? [type] : []));

/** What only a form has, which Teams opens in a window of its own. */
const IN_FORMS = ['Input.ChoiceSet', 'Data.Query', 'Action.Submit', 'task/fetch'];

describe.each(Object.entries(REPLIES))('%s', (_, reply) => {
  const { card, summary } = renderReply(reply, LATER);

  test('is a card that every client can draw', () => {
    expect(card).toMatchObject({ type: 'AdaptiveCard', version: '1.5' });
    const types = nodes(card).flatMap(({ type }) => (typeof type === 'string' ? [type] : []));
    const known = reply.kind === 'changeForm' ? [...TYPES, ...IN_FORMS] : TYPES;
    expect(types.filter((type) => !known.includes(type))).toEqual(withFallback(card));
    expect(JSON.parse(JSON.stringify(card))).toEqual(card);
    expect(bytes(card)).toBeLessThan(12_288);
  });

  test('has no empty text and no empty block', () => {
    for (const text of runTexts(card)) expect(text).not.toBe('');
    for (const { text } of ofType(card, 'TextBlock')) expect(text).toMatch(/\S/);
    for (const { inlines } of ofType(card, 'RichTextBlock')) expect(inlines).not.toEqual([]);
    for (const { actions } of ofType(card, 'ActionSet')) expect(actions).not.toEqual([]);
  });

  test('leaves no name of its template behind, and a client works out a time in a text block alone', () => {
    const blocks = ofType(card, 'TextBlock').map(({ text }) => String(text));
    for (const text of blocks) expect(asRead(text)).not.toMatch(/\$\{|\{\{/);
    const others = exposedStrings(card).filter((text) => !blocks.includes(text));
    for (const text of [...others, ...runTexts(card)]) expect(text).not.toMatch(/\$\{|\{\{/);
  });

  test('never refreshes itself and leads nowhere but to Microsoft’s admin center, by a button', () => {
    expect(card).not.toHaveProperty('refresh');
    expect(nodes(card).some((node) => 'selectAction' in node)).toBe(false);
    for (const { type, url } of nodes(card).filter((node) => 'url' in node)) {
      expect(type).toBe('Action.OpenUrl');
      expect(url).toMatch(/^https:\/\/entra\.microsoft\.com\/#view\//);
    }
  });

  test('is announced by one plain line', () => {
    expect(summary).toMatch(/^[^\n*_`<>[\]]{5,160}$/);
  });

  test('looks the same when it is drawn again', () => {
    expect(renderReply(reply, LATER)).toEqual({ card, summary });
  });
});

/** Of what `offers` draws; the others have a limit of their own. */
const LISTS = ['partners', 'choice', 'history', 'open', 'deletedItems', 'subscriptions', 'webhook', 'notice'];

/** What is read before anybody unfolds the rest. */
function readAtFirst(value: unknown): string {
  if (Array.isArray(value)) return value.map(readAtFirst).join('');
  if (!isNode(value) || value['isVisible'] === false) return '';
  const { type } = value;
  if (type === 'TextBlock' || type === 'TextRun') return asRead(String(value['text']));
  return Object.values(value).map(readAtFirst).join('');
}

describe.each([...Object.entries(REPLIES), ['choice of many', MANY_OPTIONS] as const])('of %s', (_, reply) => {
  const { card } = renderReply(reply, LATER);

  test('a list is under 12 KB and shows at most 700 characters before it is unfolded', () => {
    if (!LISTS.includes(reply.kind)) return;
    expect(bytes(card)).toBeLessThan(12_288);
    expect(readAtFirst(card).length).toBeLessThanOrEqual(700);
  });
});

test('a list that is too long says so', () => {
  const { card } = renderReply(MANY_OPTIONS, LATER);
  expect(ofType(card, 'Action.Execute')).toHaveLength(10);
  expect(exposedStrings(card)).toContain('15 more match. Type a longer part of the name, or the domain.');
});
