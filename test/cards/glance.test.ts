import { describe, expect, test } from 'vitest';
import { renderReply } from '../support/drawing.ts';
import { effectsOf } from '../../src/domain/change/effect.ts';
import { leavesUnseen } from '../../src/domain/policy/many.ts';
import { sameState } from '../../src/domain/policy/snapshot.ts';
import type { Reply } from '../../src/domain/replies/reply.ts';
import { words } from '../../src/words/words.ts';
import { aTenant } from '../builders.ts';
import { bytes, isNode, nodes, ofType, readable, type Node } from './collect.ts';
import { applied, changeIn, LATER, STATUSES } from './changes.ts';
import { MANY } from './many.ts';
import { PLANS } from './plans.ts';
import { REPLIES } from './samples.ts';

/** What is read in two seconds: rules for every card of a change, and of what is told unasked. */

const KINDS = ['change', 'drift', 'digest', 'transient', 'misuse', 'sight'] as const;
type Glanced = Extract<Reply, { kind: (typeof KINDS)[number] }>;
const isGlanced = (reply: Reply): reply is Glanced => KINDS.some((kind) => kind === reply.kind);
const GLANCED = Object.entries(REPLIES).flatMap(([name, reply]): readonly (readonly [string, Glanced])[] =>
  isGlanced(reply) ? [[name, reply]] : [],
);

const MOST_CHARACTERS = 700;
const FEWER_BYTES_THAN = 12_288;
const WARNS = ['warning', 'attention'];

const NOTHING: Reply = { kind: 'notice', notice: { kind: 'atIt' } };
const draw = (reply: Reply): Node => renderReply(reply, LATER).card;
const bodyOf = (card: Node): readonly Node[] => (Array.isArray(card['body']) ? card['body'].filter(isNode) : []);
const unfolded = (card: Node): Node => ({ ...card, body: bodyOf(card).filter(({ isVisible }) => isVisible !== false) });
const headOf = (card: Node): Node => bodyOf(card)[0] ?? {};
const titles = (card: Node): string =>
  nodes(card)
    .flatMap(({ type, title, label }) => (typeof type === 'string' ? [title, label] : []))
    .filter((text) => typeof text === 'string')
    .join('\n');

describe.each(GLANCED)('%s', (_, reply) => {
  const card = draw(reply);

  test('is short before it is unfolded, and small', () => {
    const shown = unfolded(card);
    expect(`${readable(shown)}\n${titles(shown)}`.length).toBeLessThanOrEqual(MOST_CHARACTERS);
    expect(bytes(card)).toBeLessThan(FEWER_BYTES_THAN);
  });

  test('unfolds what it folds', () => {
    const ids = ofType(card, 'Action.ToggleVisibility').flatMap(({ targetElements }) => targetElements);
    const folded = nodes(card).filter(({ isVisible }) => isVisible === false);
    expect(folded.map(({ id }) => id)).toEqual(ids);
  });

  test('has its colour on the ground alone, so that every letter can be read', () => {
    for (const node of nodes(card)) expect(node).not.toHaveProperty('color');
  });
});

const changes = GLANCED.flatMap(([name, reply]) => (reply.kind === 'change' ? [[name, reply] as const] : []));
const drifts = GLANCED.flatMap(([name, reply]) => (reply.kind === 'drift' ? [[name, reply] as const] : []));

const effectWords = (of: Parameters<typeof effectsOf>[0], isOver = false): readonly string[] =>
  effectsOf(of).map((effect) => (isOver ? words.door.ended.done : words.door.effects)[effect]);

describe.each(changes)('the first lines of %s', (_, { change }) => {
  const { plan, partner } = change.proposal;
  const head = headOf(draw({ kind: 'change', change, alone: false }));

  test('say what, of whom, and what it does to the door', () => {
    const text = readable(head);
    expect(text).toContain(words.changes.planTitle(plan));
    expect(text).toContain(partner.defaultDomainName ?? '');
    expect(text).toContain(` · ${partner.tenantId.slice(0, 8)}`);
    const { state } = change.status;
    if (state === 'pending' || state === 'applying') {
      for (const effect of effectWords(plan)) expect(text).toContain(effect);
    } else expect(text).not.toContain('Opens the tenant');
  });

  test('are green for what was done as asked, and for nothing else', () => {
    const { status, proposal, end, review } = change;
    const isAsAsked = status.state === 'applied' && sameState(status.found, proposal.plan.after);
    const isSeen = !leavesUnseen(proposal.plan);
    const isDone =
      isAsAsked && isSeen && end?.came?.how !== 'closed' && (proposal.approval !== 'breakGlass' || review !== null);
    expect(head['style'] === 'good').toBe(isDone);
  });
});

test.each(drifts)('the first lines of %s say of whom, and what it does to the door', (_, reply) => {
  const { partner } = reply.drift;
  const text = readable(headOf(draw(reply)));
  expect(text).toContain(` · ${partner.tenantId.slice(0, 8)}`);
  // What is over has done what it did.
  const isOver = ['reverted', 'superseded', 'reopened', 'accepted'].includes(reply.drift.status.state);
  const { before, after, status } = reply.drift;
  const moved = status.state === 'reverted' ? { before: after, after: before } : { before, after };
  for (const effect of effectWords(moved, isOver)) expect(text).toContain(effect);
});

test('what closes or renames has no warning colour', () => {
  const quiet = Object.entries(PLANS).filter(([, { plan }]) =>
    effectsOf(plan).every((effect) => effect === 'closes' || effect === 'renames'),
  );
  expect(quiet.map(([name]) => name)).toEqual(expect.arrayContaining(['disable sync', 'delete policy', 'rename']));
  for (const [, proposal] of quiet) {
    const asked = [STATUSES.pending, STATUSES.verifying].map((status) => changeIn(status, proposal));
    for (const change of [...asked, applied(proposal)]) {
      const card = draw({ kind: 'change', change, alone: false });
      expect(nodes(card).filter(({ style }) => WARNS.includes(String(style)))).toEqual([]);
    }
  }
});

test('a door that is opened for a tenant without a name is red, and amber for another', () => {
  const styleOf = (displayName: string | null): unknown => {
    const change = changeIn(STATUSES.pending, { ...PLANS['enable sync'], partner: aTenant({ displayName }) });
    return headOf(draw({ kind: 'change', change, alone: false }))['style'];
  };
  expect([styleOf('Fabrikam'), styleOf(null), styleOf(' ')]).toEqual(['warning', 'attention', 'attention']);
});

test('what is decided for many says what of how many, and is stopped only once somebody has stopped it', () => {
  const titleOf = (name: keyof typeof MANY): string => readable(headOf(draw(MANY[name])));
  expect(titleOf('list, asked')).toContain('Disable user sync for 6 partners');
  expect(titleOf('plan of a file, asked')).toContain('Change 4 partners');
  expect(titleOf('thaw, asked')).toContain('Thaw 6 partners');
  expect(titleOf('freeze, asked')).toContain('6 partners of woodgrove.example');
  for (const name of ['freeze, under way', 'list, under way'] as const) expect(titleOf(name)).toContain('Writing');
  expect(titleOf('freeze, being stopped')).toContain('Stopping');
});

test('what became of many comes before what else has to be known of it', () => {
  for (const [name, done] of [
    ['freeze, under way', '3 of 6 partners are finished'],
    ['freeze, stopped', '2 done, 1 not as asked, 3 untouched'],
    ['freeze, done', '6 done'],
  ] as const) {
    const text = readable(draw(MANY[name]));
    expect(text.indexOf(done), name).toBeGreaterThan(-1);
    expect(text.indexOf(done), name).toBeLessThan(text.indexOf('Group sync is NOT closed'));
  }
});

test('breaking the glass is red until it is confirmed, amber until it is reviewed, and green then', () => {
  const styles = ['change, breaking the glass', 'change, glass broken', 'change, glass broken and reviewed'].map(
    (name) => headOf(draw(REPLIES[name] ?? NOTHING))['style'],
  );
  expect(styles).toEqual(['attention', 'warning', 'good']);
});

test('what destroys looks like it, and what does not does not', () => {
  const styleOf = (name: keyof typeof PLANS): unknown => {
    const card = draw({ kind: 'change', change: changeIn(STATUSES.pending, PLANS[name]), alone: false });
    return nodes(card).find(({ title }) => title === 'Confirm')?.['style'];
  };
  expect([styleOf('purge policy'), styleOf('remove partner')]).toEqual(['destructive', 'destructive']);
  expect([styleOf('enable sync'), styleOf('disable sync')]).toEqual(['positive', 'positive']);
});
