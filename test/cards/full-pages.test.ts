import { describe, expect, test } from 'vitest';
import type { Reply } from '../../src/domain/replies/reply.ts';
import { renderReply } from '../support/drawing.ts';
import { LATER } from './changes.ts';
import { REPLIES } from './samples.ts';

/** In bytes: of every card of the bot. */
const MOST = 12_288;

const many = <Item>(items: readonly Item[], count: number): readonly Item[] =>
  Array.from({ length: count }, (_, index) => items[index % items.length]).flatMap((item) =>
    item === undefined ? [] : [item],
  );

/** The same with as much as there can be of it. */
const FULL: { readonly [Kind in Reply['kind']]?: (reply: Extract<Reply, { kind: Kind }>) => Reply } = {
  changeDetails: (reply) => ({ ...reply, journal: many(reply.journal, 60) }),
  subscriptions: (reply) => ({ ...reply, subscriptions: many(reply.subscriptions, 40) }),
  deletedItems: (reply) => ({ ...reply, rows: many(reply.rows, 40) }),
  history: (reply) => ({ ...reply, changes: many(reply.changes, 8) }),
  driftList: (reply) => ({ ...reply, drifts: many(reply.drifts, 4) }),
};

function full(reply: Reply): Reply {
  const fill = FULL[reply.kind] as ((reply: Reply) => Reply) | undefined;
  return fill === undefined ? reply : fill(reply);
}

describe('a full card', () => {
  const replies = Object.entries(REPLIES).filter(([, { kind }]) => kind in FULL);

  test.each(replies)('of %s has no more bytes than any other', (_, reply) => {
    const { card } = renderReply(full(reply), LATER);
    expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(MOST);
  });
});
