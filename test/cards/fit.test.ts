import { expect, test } from 'vitest';
import { fitted, fittedFor } from '../../src/cards/fit.ts';
import { MOST_OFFERED } from '../../src/commands/offer.ts';
import { renderReply } from '../support/drawing.ts';
import { LATER } from './changes.ts';
import { bytes, runTexts } from './collect.ts';
import { REPLIES } from './samples.ts';
import { ODD_NAMES, withNames } from './with-names.ts';

const run = (text: string) => ({ type: 'TextRun', text });
const line = 'enable sync for contoso.com because 漢漢漢漢';
const button = { type: 'Action.Execute', title: 'Ask again', tooltip: '漢'.repeat(100), data: { text: line } };
const card = (...texts: readonly string[]) => ({ type: 'AdaptiveCard', body: texts.map(run), actions: [button] });

test('a card that is small enough stays as it is', () => {
  const small = card('漢'.repeat(500));
  expect(fitted(small)).toBe(small);
});

test.each([
  ['Chinese', '漢'],
  ['emoji of several signs', '👩‍👩‍👧‍👦'],
  ['signs that are escaped', '"'],
  ['letters with marks', 'ש\u05c1\u05bc'],
])('what somebody wrote is cut between two characters, as little as is enough: %s', (_, letter) => {
  const long = letter.repeat(200);
  const fit = fitted(card(...Array.from({ length: 40 }, () => long)));
  expect(bytes(fit)).toBeLessThan(12_288);
  expect(bytes(fit)).toBeGreaterThan(5_000);
  for (const text of runTexts(fit)) {
    expect(text.replaceAll(letter, '')).toBe('…');
  }
});

test('what is read from right to left stays apart from what is around it', () => {
  const fit = fitted(card(...Array.from({ length: 40 }, () => `\u2068${'ש'.repeat(300)}\u2069`)));
  for (const text of runTexts(fit)) expect(text).toMatch(/^\u2068ש+…ש+\u2069$/u);
});

test('words of ours, domains and what a button says stay whole', () => {
  const words = 'Not done through me. Take it back with Revert, or say why it may stay.'.repeat(3);
  const fit = fitted(card(words, 'contoso.onmicrosoft.com', ...Array.from({ length: 40 }, () => '漢'.repeat(200))));
  expect(runTexts(fit).slice(0, 2)).toEqual([words, 'contoso.onmicrosoft.com']);
  expect(fit['actions']).toEqual([{ ...button, tooltip: expect.stringMatching(/^漢+…漢+$/u) as unknown }]);
});

/** As many people as Teams takes. @param length of Teams' ids of them */
const refreshFor = (length: number) => ({
  action: { type: 'Action.Execute', verb: 'look', data: { changeId: 'C-00000001' } },
  userIds: Array.from({ length: 60 }, (_, n) => `29:${String(n).padStart(length - 3, 'x')}`),
});
const waiting = Object.entries(REPLIES).filter(
  ([, reply]) =>
    (reply.kind === 'change' && reply.change.status.state === 'pending') ||
    (reply.kind === 'drift' && reply.drift.status.state === 'open'),
);

test.each(waiting)(
  'with sixty people for whom Teams asks for it anew it is small enough all the same: %s',
  (_, reply) => {
    for (const one of [reply, withNames(reply, ODD_NAMES.hostile)]) {
      const { card } = renderReply(one, LATER, refreshFor(39));
      expect(bytes(card)).toBeLessThan(12_288);
      const { refresh } = card as { refresh?: ReturnType<typeof refreshFor> };
      // All lookalikes that there can be leave room for most of them.
      expect(refresh?.userIds.length).toBeGreaterThanOrEqual(40);
    }
  },
);

test('where there is no room for all, those who come first are named, and nobody where there is room for none', () => {
  const { userIds } = refreshFor(40);
  const withRoom = (room: number) => {
    const empty = { body: [run('')], refresh: { ...refreshFor(40), userIds: [] } };
    return fittedFor({ body: [run('x'.repeat(12_287 - bytes(empty) - room))] }, refreshFor(40));
  };
  expect(withRoom(60 * 43)).toHaveProperty('refresh.userIds', userIds);
  expect(withRoom(5 * 43)).toHaveProperty('refresh.userIds', userIds.slice(0, 5));
  expect(withRoom(5 * 43 - 1)).toHaveProperty('refresh.userIds', userIds.slice(0, 4));
  expect(withRoom(42)).not.toHaveProperty('refresh');
});

test.each(Object.entries(REPLIES).filter(([, reply]) => reply.kind === 'change' && reply.change.proposal.plan.many))(
  'the longest line that a button can ask for again leaves room for the rest: %s',
  (_, reply) => {
    if (reply.kind !== 'change') return;
    const { proposal } = reply.change;
    const asking = (most: number) => {
      const again = withDomains(most);
      return renderReply({ ...reply, change: { ...reply.change, proposal: { ...proposal, again } } }, LATER).card;
    };
    for (const length of [MOST_OFFERED - 2, MOST_OFFERED - 1, 15_000]) {
      expect(bytes(asking(length))).toBeLessThan(12_288);
      const isOnButton = JSON.stringify(asking(length)).includes(withDomains(length));
      expect(isOnButton).toBe(length < MOST_OFFERED - 1 && JSON.stringify(asking(90)).includes('Ask again'));
    }
  },
);

/** A line of so many characters. */
const withDomains = (length: number): string =>
  'disable sync for '.concat('partner-of-long-name.example, '.repeat(600).slice(0, length - 17 - 13), 'contoso.com, x');
