import { expect, test } from 'vitest';
import { factView } from '../../src/cards/facts.ts';
import type { Reply } from '../../src/domain/replies/reply.ts';
import { renderReply } from '../support/drawing.ts';
import { LATER } from './changes.ts';
import { REPLIES } from './samples.ts';
import { ODD_NAMES, withNames } from './with-names.ts';

/** That words are no wider than where they stand on a card of 300 px, once it is unfolded. The gallery measures it. */

type Node = Readonly<Record<string, unknown>>;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;
const nodes = (value: unknown): readonly Node[] =>
  isNode(value) ? [value, ...Object.values(value).flatMap(nodes)] : [];
const wordsIn = (text: string): readonly string[] => text.split(/[\s\-/?\u200B]+/);

const changes = Object.entries<Reply>(REPLIES).filter(([, { kind }]) => kind === 'change');

test.each(changes)('before and after stand in columns that no word leaves: %s', (_, reply) => {
  const { card } = renderReply(withNames(reply, ODD_NAMES.long), LATER);
  const rows = nodes(card).filter(({ type, style }) => type === 'TableRow' && style === undefined);
  const cells = rows.flatMap(({ cells: all }) => (Array.isArray(all) ? nodes(all.slice(1)) : []));
  const texts = cells.flatMap(({ text }) => (typeof text === 'string' ? [text] : []));
  expect(texts.flatMap(wordsIn).filter((word) => Array.from(word).length > 11)).toEqual([]);
});

test('an address beside its label can be broken where it is too long for that, and otherwise stays whole', () => {
  const textOf = (wrote: string): string =>
    factView({ label: 'By', value: [{ wrote }] }, LATER).lines[0]?.runs[0]?.text ?? '';
  expect(textOf('ada.osei@woodgrove.com')).toBe('ada.osei@woodgrove.com');
  expect(textOf('ada.osei@woodgrovebank.com')).toBe('ada.\u200Bosei@\u200Bwoodgrovebank.\u200Bcom');
});
