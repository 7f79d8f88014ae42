import { describe, expect, test } from 'vitest';
import { z } from 'zod/v4';
import { renderReply } from '../../src/cards/render-reply.ts';
import { COMMANDS } from '../../src/commands/list.ts';
import { parse } from '../../src/commands/parse.ts';
import type { Status } from '../../src/domain/change/status.ts';
import { parseChangeId, parseDriftId } from '../../src/domain/ids.ts';
import type { Instant } from '../../src/domain/instant.ts';
import type { Reply } from '../../src/domain/replies/reply.ts';
import { aDigest, MINUTE, NOW } from '../builders.ts';
import { nodes, ofType } from './collect.ts';
import { changeIn, fabrikam, LATER, STATUSES } from './changes.ts';
import { driftList } from './drifts.ts';
import { choosing, detailed, listed, pastChanges, REPLIES } from './samples.ts';

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
    expect(buttons({ kind: 'change', change: changeIn(status), alone: false })).toEqual([
      { ...decide, title: 'Confirm', style: 'positive', data: { changeId, verdict: 'confirm' } },
      { ...decide, title: 'Cancel', data: { changeId, verdict: 'cancel' } },
    ]);
  });

  test.each(others)('%s: only what can be asked of a change that has ended', (name, status) => {
    const undo = say('Undo', 'undo C-00000001');
    const both = [say('Continue', 'continue C-00000001'), undo];
    const offered = { applied: [undo], 'partly applied': both, 'partly applied, halted': both };
    const wanted = Object.entries(offered).find(([ended]) => ended === name)?.[1] ?? [];
    expect(buttons({ kind: 'change', change: changeIn(status), alone: false })).toEqual(wanted);
  });

  test('are gone with the time to decide, even before the bot has noted it', () => {
    const reply: Reply = { kind: 'change', change: changeIn(STATUSES.pending), alone: false };
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
  test('say what they offer', () => {
    expect(buttons({ kind: 'notice', notice: { kind: 'emptyLine', quoted: false } })).toEqual([say('Help', 'help')]);
    expect(buttons({ kind: 'notice', notice: { kind: 'atIt' } })).toEqual([]);
  });
});

describe("a report's buttons", () => {
  test('of a list lead to the neighbouring pages', () => {
    expect(buttons(pastChanges)).toEqual([say('Previous', 'history'), say('Next', 'history page 3')]);
    const whom = `history ${fabrikam.tenantId}`;
    expect(buttons({ ...pastChanges, partner: fabrikam })).toEqual([
      say('Previous', whom),
      say('Next', `${whom} page 3`),
    ]);
    expect(buttons({ ...pastChanges, page: 1, pages: 1 })).toEqual([]);
    expect(buttons(driftList)).toEqual([say('Previous', 'list drift'), say('Next', 'list drift page 3')]);
  });

  test('of many drifts at once lead to the list of them', () => {
    expect(buttons({ kind: 'digest', digest: aDigest() })).toEqual([say('Show all', 'list drift')]);
    const counts = { all: 11, open: 0, openings: 1, openOpenings: 0 };
    expect(buttons({ kind: 'digest', digest: aDigest({ counts }) })).toEqual([]);
  });

  test('of a change say what can be asked of it now that it has ended', () => {
    expect(buttons(detailed)).toEqual([say('Continue', 'continue C-00000001'), say('Undo', 'undo C-00000001')]);
    expect(buttons({ ...detailed, change: changeIn(STATUSES.rejected) })).toEqual([]);
  });
});

test('nothing else can be pressed', () => {
  const kinds = ['help', 'whoami', 'partner', 'tenant', 'template', 'deletedItems', 'deletedItem', 'sight'];
  const plainKinds = Object.values(REPLIES).filter(({ kind }) => kinds.includes(kind));
  expect(plainKinds.flatMap((reply) => buttons(reply))).toEqual([]);
});

describe.each(Object.entries(REPLIES))('every button of %s', (_, reply) => {
  const decides = z.strictObject({
    changeId: z.string().refine((id) => parseChangeId(id) !== undefined),
    verdict: z.enum(['confirm', 'cancel', 'approve', 'reject', 'looking']),
  });
  const decidesDrift = z.strictObject({
    driftId: z.string().refine((id) => parseDriftId(id) !== undefined),
    verdict: z.enum(['accept', 'revert']),
  });
  const says = z.strictObject({ text: z.string().refine((line) => parse(line, COMMANDS).kind === 'request') });
  const pressed = z.discriminatedUnion('verb', [
    z.object({
      verb: z.literal('decide'),
      title: z.enum(['Confirm', 'Cancel', 'Approve', 'Reject', 'I am looking at it']),
      data: decides,
    }),
    z.object({ verb: z.literal('decideDrift'), title: z.enum(['Accept', 'Revert']), data: decidesDrift }),
    z.object({
      verb: z.literal('say'),
      title: z
        .string()
        .regex(
          /^(Undo|Continue|Previous|Next|Show all|Help|Yes, this one|Choose \d+|End it|Accept|Show me the change|Resume writing|Close review( of C-\w{8})?)$/,
        ),
      data: says,
    }),
  ]);

  test('has a title of our own, and carries a decision or a line that the bot understands', () => {
    for (const button of buttons(reply)) expect(pressed.safeParse(button).error).toBeUndefined();
  });

  test('can be told from the others', () => {
    const titles = buttons(reply).map((button) => pressed.parse(button).title);
    expect(new Set(titles).size).toBe(titles.length);
  });
});

test.each(Object.entries(REPLIES))('whatever %s says to type is understood', (_, reply) => {
  const typed = ofType(renderReply(reply, LATER).card, 'TextRun')
    .filter(({ fontType }) => fontType === 'Monospace')
    .map(({ text }) => String(text).replaceAll('\u200B', ''))
    .filter((text) => text.includes(' ') && !/^\S{36} /.test(text));
  for (const line of typed) {
    if (reply.kind !== 'help') expect(parse(line, COMMANDS).kind, line).toBe('request');
  }
});
