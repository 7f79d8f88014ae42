import { afterEach, beforeEach, describe, expect, expectTypeOf, test } from 'vitest';
import { renderReply } from '../support/drawing.ts';
import { AUDIT_ACTIVITIES } from '../../src/domain/drift/audit.ts';
import { english } from '../../src/words/en/english.ts';
import type { Line } from '../../src/words/line.ts';
import { plainText } from '../../src/words/plain-text.ts';
import { messageOf, type Words } from '../../src/words/words.ts';
import { LATER } from '../cards/changes.ts';
import { isNode, nodes } from '../cards/collect.ts';
import { REPLIES } from '../cards/samples.ts';
import { HARMLESS, noticesWith } from './every-notice.ts';

test('whatever English says can be said in other words, of other parts, in another order', () => {
  expectTypeOf<Line>().toExtend<Words['changes']['status']['keepLooking']>();
  expectTypeOf<string>().toExtend<Words['changes']['buttons']['confirm']>();
});

/** What a message says to cards and not to people. */
const CODES = ['tone', 'offers', 'links'];

/** Says the same in a language that has no letter of ours. What can be typed is the same in every language. */
function foreign(said: unknown): unknown {
  if (typeof said === 'string') return said.replaceAll(/[a-z]/gi, 'ж');
  if (typeof said === 'function') return (...values: readonly unknown[]) => foreign(Reflect.apply(said, null, values));
  if (Array.isArray(said)) return said.map(foreign);
  if (!isNode(said) || ['say', 'elsewhere', 'code', 'moment'].some((key) => key in said)) return said;
  return Object.fromEntries(
    Object.entries(said).map(([key, value]) => [key, CODES.includes(key) ? value : foreign(value)]),
  );
}

/** What a person reads on a card, but for what can be typed. */
const readOn = (card: unknown): readonly string[] =>
  nodes(card).flatMap((node) =>
    node['fontType'] === 'Monospace'
      ? []
      : ['text', 'title', 'label', 'placeholder', 'errorMessage'].flatMap((key) =>
          typeof node[key] === 'string' && node['type'] !== undefined ? [node[key]] : [],
        ),
  );

/** Every sentence of a catalogue, where it stands. */
function sentences(catalogue: Record<string, unknown>): readonly { where: Record<string, unknown>; key: string }[] {
  return Object.entries(catalogue).flatMap(([key, said]) =>
    isCatalogue(said) ? sentences(said) : [{ where: catalogue, key }],
  );
}
const isCatalogue = (said: unknown): said is Record<string, unknown> => isNode(said);

/** What people, tenants and Microsoft call things is the same in every language. */
const NAMES: readonly string[] = [
  ...AUDIT_ACTIVITIES,
  'Megan Bowen',
  'Not now',
  'project Falcon starts on Monday',
  'the cycling team joins on Monday and needs the shared calendar, as agreed with their administrator',
  'removed by mistake',
];
/** Of a button that is told from others by whose it is. */
const DOMAIN_AFTER = / [a-z0-9.-]+\.com$/;
const MENTIONS = /<at>[^<]*<\/at>/g;
const isOurs = (text: string): boolean =>
  /[a-z]{2}/i.test(text.replaceAll(MENTIONS, '').replace(DOMAIN_AFTER, '')) &&
  !NAMES.includes(text) &&
  !/@thread\.tacv2$|^f\u0430brikam\.com$/.test(text);

describe('in another language', () => {
  // Where they stand, for cards hold on to a catalogue.
  const all = sentences(english).map(({ where, key }) => ({ where, key, said: where[key] }));
  beforeEach(() => {
    for (const { where, key, said } of all) where[key] = foreign(said);
  });
  afterEach(() => {
    for (const { where, key, said } of all) where[key] = said;
  });

  test.each(Object.entries(REPLIES))('nothing on a card stays English: %s', (_, reply) => {
    // Help is drawn once.
    const { card, summary } = renderReply({ ...reply }, LATER);
    expect([...readOn(card), summary].filter(isOurs)).toEqual([]);
  });

  test.each(noticesWith(HARMLESS).map((notice) => [notice.kind, notice] as const))(
    'nothing that is told stays English: %s',
    (_, notice) => {
      const { lines, ...message } = messageOf(notice);
      const typed = lines.map((line) =>
        line.filter((span) => typeof span === 'string' || 'strong' in span || 'wrote' in span || 'moment' in span),
      );
      expect(plainText({ ...message, reference: '', lines: typed })).not.toMatch(/[a-z]{2}/i);
    },
  );
});
