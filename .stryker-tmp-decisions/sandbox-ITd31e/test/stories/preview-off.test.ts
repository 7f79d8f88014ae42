// @ts-nocheck
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { BotMessage } from '../support/fake-teams.ts';
import { organizations, Story } from '../support/story.ts';

const { contoso, proseware } = organizations;

let story: Story;
beforeEach(async () => {
  story = await Story.begin({ preview: false });
});
afterEach(() => story.end());

test.each([
  'list deleted',
  'show deleted contoso.com',
  'restore sync policy for contoso.com',
  'purge sync policy for contoso.com',
  'enable group sync for contoso.com',
  'disable group sync for contoso.com',
])('without PREVIEW_FEATURES, "%s" says what it needs and why, and asks nobody', async (line) => {
  const words = story.words(await story.ask('ada', line));
  expect(words).toContain('PREVIEW_FEATURES=on');
  expect(story.graph.requests).toEqual([]);
});

test('nothing asks Graph beta: what was deleted is made anew by undo', async () => {
  const card = await story.change('ada', 'delete sync policy for contoso.com');
  const next = await story.pressForCard('ada', card, 'Undo');
  await story.press('ada', next, 'Confirm');
  await story.seen(next, 'Applied');
  expect(story.writes().at(-1)).toBe(`PUT partners/${contoso.tenantId}/identitySynchronization`);
  expect(story.graph.requests.filter(({ path }) => path.includes('/beta/'))).toEqual([]);
});

test('a card that needs beta is given back when the setting was switched off meanwhile', async () => {
  await story.end();
  story = await Story.begin();
  const card = await story.ask('ada', 'enable group sync for contoso.com');
  await story.restart({ preview: false });
  await story.press('ada', card, 'Confirm');
  await story.seen(card, 'That needs Microsoft Graph beta');
  expect(story.writes()).toEqual([]);
});

describe('switched off after a change of what was deleted', () => {
  const idOf = (card: BotMessage) => /C-[0-9A-Z]{8}/.exec(story.words(card))?.[0] ?? '';
  beforeEach(async () => {
    await story.end();
    story = await Story.begin();
  });

  test('undoing a purge says what it needs', async () => {
    const card = await story.ask('ada', 'purge sync policy for proseware.com');
    await story.typeAndPress('ada', card, proseware.tenantId.slice(-4), 'Confirm');
    await story.seen(card, 'Applied');
    await story.restart({ preview: false });
    expect(story.words(await story.ask('ada', `undo ${idOf(card)}`))).toContain('PREVIEW_FEATURES=on');
  });

  test('continuing a restore does too, and makes no other policy instead; undoing it needs nothing', async () => {
    const refusal = { kind: 'status', status: 403, code: 'Authorization_RequestDenied' } as const;
    story.graph.fail({ ...refusal, method: 'POST', path: /SyncPolicyPartners.*restore/ });
    const card = await story.change('ada', 'restore sync policy for margiestravel.com', 'Partly applied');
    await story.restart({ preview: false });
    expect(story.words(await story.ask('ada', `continue ${idOf(card)}`))).toContain('PREVIEW_FEATURES=on');
    expect(story.words(await story.ask('ada', `undo ${idOf(card)}`))).toContain('Remove partner');
  });
});
