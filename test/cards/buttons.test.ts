import { describe, expect, test } from 'vitest';
import { z } from 'zod/v4';
import { renderReply } from '../support/drawing.ts';
import { COMMANDS } from '../../src/commands/list.ts';
import { parse } from '../../src/commands/reading/parse.ts';
import type { Status } from '../../src/domain/change/status.ts';
import { words } from '../../src/words/words.ts';
import { parseChangeId, parseDriftId } from '../../src/domain/ids.ts';
import type { Instant } from '../../src/domain/instant.ts';
import type { Notice } from '../../src/domain/replies/notice.ts';
import type { Reply } from '../../src/domain/replies/reply.ts';
import { aDigest, changeIdOf, MINUTE, NOW } from '../builders.ts';
import { isNode, nodes, ofType } from './collect.ts';
import { changeIn, fabrikam, LATER, STATUSES } from './changes.ts';
import { HARMLESS, noticesWith } from '../words/every-notice.ts';
import { driftList } from './drifts.ts';
import { choosing, deletedOnes, detailed, listed, pastChanges, REPLIES } from './samples.ts';

/** What buttons are called, however many there are: no text of anybody's. */
const OWN_TITLES: ReadonlySet<string> = new Set([
  ...Object.values(words.offers.titles),
  ...Object.values(words.offers.commands),
  ...Object.values(words.reasons).map(({ button }) => button),
  words.lists.choice.yes,
  words.help.back,
  ...Object.values(words.help.topics).map(({ button }) => button),
  ...Array.from({ length: 10 }, (_, n) => words.lists.choice.choose(n + 1)),
]);

/** Everything in the card that can be pressed. */
function buttons(reply: Reply, at: Instant = LATER): readonly unknown[] {
  const { card } = renderReply(reply, at);
  return nodes(card).filter(({ type }) => type === 'Action.Execute');
}

/** @param said what is read of the line; left out: all of it */
const say = (title: string, text: string, said = text) => ({
  type: 'Action.Execute',
  title,
  tooltip: said,
  verb: 'say',
  data: { text },
});
/** What is typed on the card does not go with it. */
const alone = (title: string, text: string) => ({ ...say(title, text), associatedInputs: 'none' });

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
    const undo = alone('Undo', 'undo C-00000001');
    const again = alone('Ask again', 'enable sync for fabrikam.com because project Falcon starts on Monday');
    const look = alone('Show partner', 'show fabrikam.com');
    const redeem = alone('Enable inbound redemption', 'enable auto redemption from fabrikam.com');
    const both = [alone('Continue change', 'continue C-00000001'), undo];
    const offered: Readonly<Record<string, readonly unknown[]>> = {
      applied: [undo],
      'partly applied': both,
      'partly applied, halted': both,
    };
    const found = buttons({ kind: 'change', change: changeIn(status), alone: false });
    const known = [undo, again, look, redeem, ...both, alone('Show', 'show change C-00000002')].map((one) =>
      JSON.stringify(one),
    );
    expect(found.filter((button) => !known.includes(JSON.stringify(button)))).toEqual([]);
    for (const button of offered[name] ?? []) expect(found).toContainEqual(button);
  });

  test.each(['expired', 'stale'] as const)('%s: the same line again, for the same reason', (name) => {
    const change = changeIn(STATUSES[name], { again: 'enable sync for fabrikam.com', reason: 'Falcon' });
    const [again] = buttons({ kind: 'change', change, alone: false });
    expect(again).toEqual(alone('Ask again', 'enable sync for fabrikam.com because Falcon'));
  });

  test('are gone with the time to decide, even before the bot has noted it', () => {
    const reply: Reply = { kind: 'change', change: changeIn(STATUSES.pending), alone: false };
    expect(buttons(reply, NOW + 15 * MINUTE - 1)).toHaveLength(2);
    expect(buttons(reply, NOW + 15 * MINUTE)).toMatchObject([{ verb: 'say', title: 'Ask again' }]);
  });
});

describe("a list's buttons", () => {
  const previous = say('Show previous page', 'list partners');
  const next = say('Show next page', 'list partners page 3');

  test('lead to the neighbouring pages', () => {
    const turns = (list: typeof listed) => buttons(list).filter((one) => JSON.stringify(one).includes('list partners'));
    expect(turns(listed)).toEqual([previous, next]);
    expect(turns({ ...listed, page: 1, filter: 'on' })).toEqual([
      say('Show next page', 'list partners with sync on page 2'),
    ]);
    expect(turns({ ...listed, page: 3 })).toEqual([say('Show previous page', 'list partners page 2')]);
    expect(turns({ ...listed, page: 1, pages: 1 })).toEqual([]);
  });
});

describe("a row's button", () => {
  test('opens the partner, by its id', () => {
    const [first] = listed.rows;
    const shows = buttons(listed).filter((one) => JSON.stringify(one).includes('"Show"'));
    expect(shows).toHaveLength(listed.rows.length);
    expect(shows[0]).toEqual(say('Show', `show ${first?.tenant.tenantId ?? ''}`));
  });

  test('of what was deleted shows it, and brings its policy back', () => {
    const [shown, restored] = buttons(deletedOnes);
    expect(shown).toMatchObject({ title: 'Show', data: { text: expect.stringMatching(/^show deleted /) as string } });
    expect(restored).toMatchObject({
      title: 'Restore sync policy',
      data: { text: expect.stringMatching(/^restore sync policy for /) as string },
    });
  });
});

describe("a choice's buttons", () => {
  test('say the line of their row and have titles of our own', () => {
    const [first, second] = choosing.options;
    expect(buttons(choosing)).toEqual([
      say('Choose 1', first?.say.line ?? ''),
      say('Choose 2', second?.say.line ?? ''),
    ]);
    expect(buttons({ ...choosing, options: choosing.options.slice(1) })).toEqual([
      say('Choose it', second?.say.line ?? ''),
    ]);
  });
});

describe("a notice's buttons", () => {
  test('say what they offer', () => {
    expect(buttons({ kind: 'notice', notice: { kind: 'emptyLine', quoted: false } })).toEqual([
      say('Show help', 'help'),
    ]);
    expect(buttons({ kind: 'notice', notice: { kind: 'atIt' } })).toEqual([]);
  });
});

describe("a report's buttons", () => {
  /** Those of the list itself. */
  const turns = (reply: Reply) =>
    buttons(reply).filter(
      (one) => z.object({ title: z.enum(['Show previous page', 'Show next page']) }).safeParse(one).success,
    );

  test('of a list lead to the neighbouring pages', () => {
    expect(turns(pastChanges)).toEqual([say('Show previous page', 'history'), say('Show next page', 'history page 3')]);
    const whom = `history ${fabrikam.tenantId}`;
    expect(turns({ ...pastChanges, partner: fabrikam })).toEqual([
      say('Show previous page', whom),
      say('Show next page', `${whom} page 3`),
    ]);
    expect(turns({ ...pastChanges, page: 1, pages: 1 })).toEqual([]);
    expect(turns(driftList)).toEqual([
      say('Show previous page', 'list drift'),
      say('Show next page', 'list drift page 3'),
    ]);
  });

  test('of many drifts at once lead to the list of them', () => {
    expect(buttons({ kind: 'digest', digest: aDigest() })).toEqual([alone('Show all drift', 'list drift')]);
    const counts = { all: 11, open: 0, openings: 1, openOpenings: 0 };
    expect(buttons({ kind: 'digest', digest: aDigest({ counts }) })).toEqual([]);
  });

  test('of a change say what can be asked of it now that it has ended', () => {
    expect(buttons(detailed)).toEqual([say('Continue change', 'continue C-00000001'), say('Undo', 'undo C-00000001')]);
    expect(buttons({ ...detailed, change: changeIn(STATUSES.rejected) })).toEqual([]);
  });
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
        .refine((title) =>
          OWN_TITLES.has(title.replace(/ ([CD]-\w{8}|[0-9a-f]{8}|[0-9a-f]{12}|[a-z0-9.-]+\.com)$/, '')),
        ),
      data: says,
    }),
  ]);

  test('has a title of our own, and carries a decision or a line that the bot understands', () => {
    for (const button of buttons(reply)) expect(pressed.safeParse(button).error).toBeUndefined();
  });

  test('can be told from the others of its set, and says in a few words what it says in full', () => {
    for (const { actions } of ofType(renderReply(reply, LATER).card, 'ActionSet')) {
      const set = z.array(z.looseObject({ title: z.string(), tooltip: z.string().optional() })).parse(actions);
      expect(new Set(set.map(({ title }) => title)).size).toBe(set.length);
      for (const { title, tooltip } of set) expect(`${title}${tooltip ?? ''}`.length).toBeLessThan(200);
    }
  });
});

/** Lines for another place or another person: here they are no button. */
const ELSEWHERE = ['notify here', 'send approvals here', 'stop notifying here', 'export partners'];

/** What a card suggests to say: what stands there sign by sign, and is a whole line. */
function suggested(reply: Reply): readonly string[] {
  return ofType(renderReply(reply, LATER).card, 'TextRun')
    .filter(({ fontType }) => fontType === 'Monospace')
    .map(({ text }) =>
      String(text)
        .replaceAll('\u200B', '')
        .replace(/ because <reason>$/, ''),
    )
    .filter((line) => !/^[CDM]-\w{8}$|<\w+>/.test(line) && parse(line, COMMANDS).kind === 'request');
}

const said = (reply: Reply): readonly string[] =>
  buttons(reply).flatMap(
    (button) => z.object({ data: z.object({ text: z.string() }) }).safeParse(button).data?.data.text ?? [],
  );

const EVERYTHING: readonly (readonly [string, Reply])[] = [
  ...Object.entries(REPLIES).filter(([, { kind }]) => !['reasonAsked'].includes(kind)),
  ...noticesWith(HARMLESS).map((notice) => [notice.kind, { kind: 'notice', notice }] as const),
];

test.each(EVERYTHING)('whatever %s suggests to say is a button', (_, reply) => {
  const lacking = suggested(reply).filter((line) => !said(reply).includes(line) && !ELSEWHERE.includes(line));
  // What another person is to say, and what opens for good, which nobody is to press in passing.
  const OF_NO_BUTTON = /^(withdraw|resume writing)\b|\(until [-0-9]+\)$/;
  expect(lacking.filter((line) => !OF_NO_BUTTON.test(line))).toEqual([]);
});

test.each(EVERYTHING)('and %s suggests nothing in its other words', (_, reply) => {
  const names = COMMANDS.map(({ name }) => name).join('|');
  const { card } = renderReply(reply, LATER);
  const prose = [
    ...ofType(card, 'TextRun').filter(({ fontType }) => fontType !== 'Monospace'),
    ...ofType(card, 'TextBlock'),
  ];
  for (const { text } of prose) expect(text).not.toMatch(new RegExp(`\\btypes?:? *[“"]?(${names})\\b`, 'i'));
});

test.each(EVERYTHING)('every line that a button of %s says is understood', (_, reply) => {
  for (const line of said(reply)) expect(parse(line, COMMANDS).kind, line).toBe('request');
});

test('buttons that would be called alike say whose they are', () => {
  const changes = [1, 2].map((n) => changeIn(STATUSES.pending, { id: changeIdOf(n) }));
  const reply: Reply = { kind: 'notice', notice: { kind: 'severalWait', verdict: 'approve', changes } };
  expect(buttons(reply)).toEqual([
    say('Approve C-00000001', 'approve C-00000001'),
    say('Approve C-00000002', 'approve C-00000002'),
    say('List changes', 'list open'),
  ]);
});

describe('what tells of something leads to it', () => {
  const LEADS = ['endNears', 'endCame', 'endOverdue', 'recertify', 'transientUnheard', 'brokenOff'] as const;
  const isLed = ({ kind }: Notice): boolean => LEADS.some((one) => one === kind);
  const leads = (reply: Reply): boolean => said(reply).some((line) => /^show (change )?\S+$/.test(line));

  test.each(noticesWith(HARMLESS).filter(isLed))('$kind', (notice) => {
    expect(leads({ kind: 'notice', notice })).toBe(true);
  });

  test.each(
    Object.entries(REPLIES).filter(([name]) =>
      ['ending, some', 'recertification, some', 'overview', 'transient 0'].includes(name),
    ),
  )('%s', (_, reply) => {
    expect(leads(reply)).toBe(true);
  });

  test('and who is asked already can be answered for', () => {
    const refusal = { kind: 'askedAlready', partner: fabrikam } as const;
    const lines = said({ kind: 'notice', notice: { kind: 'refused', refusal } });
    expect(lines).toEqual([`keep ${fabrikam.tenantId}`, `close partner ${fabrikam.tenantId}`]);
  });
});

test('what unfolds something unfolds what is there, and folded', () => {
  const cards = Object.values(REPLIES).map((reply) => nodes(renderReply(reply, LATER).card));
  const unfolding = cards.flatMap((card) =>
    card.flatMap(({ type, targetElements }) => (type === 'Action.ToggleVisibility' ? [{ card, targetElements }] : [])),
  );
  expect(unfolding.length).toBeGreaterThan(0);
  for (const { card, targetElements } of unfolding) {
    // Each by its id, or as an element that has one.
    const targets = [targetElements].flat().map((target) => (isNode(target) ? target['elementId'] : target));
    const folded = card.filter(({ id, isVisible }) => targets.includes(id) && isVisible === false);
    expect(folded).toHaveLength(targets.length);
  }
});

test('nothing is asked but by a click that the bot is told of; a form is sent as Teams sends its forms', () => {
  for (const [name, reply] of Object.entries(REPLIES)) {
    const asking = nodes(renderReply(reply, LATER).card).filter(({ type }) =>
      /^Action\.(?!Execute$|ToggleVisibility$|OpenUrl$)/.test(String(type)),
    );
    expect(
      asking.map(({ type }) => type),
      name,
    ).toEqual(reply.kind === 'changeForm' ? ['Action.Submit'] : []);
  }
});
