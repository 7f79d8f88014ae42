import { describe, expect, test } from 'vitest';
import { renderReply } from '../../src/cards/render-reply.ts';
import type { Instant, Status } from '../../src/domain/change.ts';
import type { Offer, Reply } from '../../src/domain/reply.ts';
import { MINUTE, NOW } from '../builders.ts';
import { nodes } from './collect.ts';
import { changeIn, LATER, STATUSES } from './changes.ts';
import { choosing, listed, REPLIES } from './samples.ts';

/** Everything in the card that can be pressed. */
function buttons(reply: Reply, at: Instant = LATER): readonly unknown[] {
  const { card } = renderReply(reply, at);
  return nodes(card).filter(({ type }) => typeof type === 'string' && type.startsWith('Action.'));
}

const say = (title: string, text: string) => ({ type: 'Action.Execute', title, verb: 'say', data: { text } });

describe("a change's buttons", () => {
  const waiting = Object.entries<Status>(STATUSES).filter(([, { state }]) => state === 'pending');
  const others = Object.entries<Status>(STATUSES).filter(([, { state }]) => state !== 'pending');

  test.each(waiting)('%s: Confirm and Cancel, which carry an id and a verdict', (_, status) => {
    const decide = { type: 'Action.Execute', verb: 'decide' };
    const changeId = 'C-00000001';
    expect(buttons({ kind: 'change', change: changeIn(status) })).toEqual([
      { ...decide, title: 'Confirm', style: 'positive', data: { changeId, verdict: 'confirm' } },
      { ...decide, title: 'Cancel', data: { changeId, verdict: 'cancel' } },
    ]);
  });

  test.each(others)('%s: none', (_, status) => {
    expect(buttons({ kind: 'change', change: changeIn(status) })).toEqual([]);
  });

  test('are gone with the time to decide, even before the bot has noted it', () => {
    const reply: Reply = { kind: 'change', change: changeIn(STATUSES.pending) };
    expect(buttons(reply, NOW + 15 * MINUTE - 1)).toHaveLength(2);
    expect(buttons(reply, NOW + 15 * MINUTE)).toEqual([]);
  });
});

describe("a list's buttons", () => {
  const previous = say('Previous', 'list partners');
  const next = say('Next', 'list partners page 3');

  test('lead to the neighbouring pages', () => {
    expect(buttons(listed)).toEqual([previous, next]);
    expect(buttons({ ...listed, page: 1, filter: 'on' })).toEqual([say('Next', 'list partners with sync on page 2')]);
    expect(buttons({ ...listed, page: 3 })).toEqual([say('Previous', 'list partners page 2')]);
    expect(buttons({ ...listed, page: 1, pages: 1 })).toEqual([]);
  });
});

describe("a choice's buttons", () => {
  test('say the line of their row and have titles of our own', () => {
    const [first, second] = choosing.options;
    expect(buttons(choosing)).toEqual([say('Choose 1', first?.say ?? ''), say('Choose 2', second?.say ?? '')]);
    expect(buttons({ ...choosing, options: choosing.options.slice(1) })).toEqual([
      say('Yes, this one', second?.say ?? ''),
    ]);
  });
});

describe("a notice's buttons", () => {
  const notice = (offers: readonly Offer[]): Reply => ({
    kind: 'notice',
    notice: { tone: 'info', title: 'Hello', lines: [], offers },
  });

  test('say what they offer', () => {
    expect(buttons(notice(['help']))).toEqual([say('Help', 'help')]);
    expect(buttons(notice([]))).toEqual([]);
  });
});

test('nothing else can be pressed', () => {
  const plainKinds = Object.values(REPLIES).filter(({ kind }) => ['help', 'whoami', 'partner'].includes(kind));
  expect(plainKinds.flatMap((reply) => buttons(reply))).toEqual([]);
});
