import { afterEach, expect, test } from 'vitest';
import { titlesOf } from '../support/cards.ts';
import type { BotMessage } from '../support/fake-teams.ts';
import { organizations, Story, type Who } from '../support/story.ts';

/** Whom somebody has changed since a freeze: the thaw leaves them, and an administrator says what becomes of each. */

let story: Story;
afterEach(() => story.end());

const { contoso, adventureWorks } = organizations;
const idOn = (card: BotMessage): string => /Change id\s+(C-[0-9A-Z]{8})/.exec(story.words(card))?.[1] ?? 'no id';
const pressed = async (line: string, who: Who = 'ada'): Promise<BotMessage> => {
  const card = await story.ask(who, line);
  await story.press(who, card, 'Confirm');
  await story.seen(card, 'Applied');
  return card;
};
/** The thaw's card, after two were changed past the bot. */
async function thawed(): Promise<BotMessage> {
  story = await Story.begin({ approvals: 'self' });
  await story.watch();
  await pressed('freeze all because accounts were stolen');
  story.elsewhere('eli', contoso.tenantId, (partner) => {
    partner.identitySynchronization = null;
  });
  story.elsewhere('eli', adventureWorks.tenantId, ({ identitySynchronization: policy }) => {
    if (policy) policy.displayName = 'Another name';
  });
  return pressed('thaw');
}

test('one is restored by its button, as by the line that it says; the other stays', async () => {
  const card = await thawed();
  expect(story.words(card)).toContain('was changed since: it stays as it is.');
  const [, part = 'no part'] = /contoso\.com[^(]*\((C-[0-9A-Z]{8})\)/.exec(story.words(card)) ?? [];
  expect(titlesOf(card.cards.at(-1))).toEqual(
    expect.arrayContaining([`Restore partner ${part}`, 'Restore all partners']),
  );
  const asked = await story.pressForCard('ada', card, `Restore partner ${part}`);
  expect(story.words(asked)).toContain('contoso.com');
  expect(story.letsIn(contoso)).toBe(false);
  await story.press('ada', asked, 'Confirm');
  await story.seen(asked, 'Applied');
  expect([story.letsIn(contoso), story.letsIn(adventureWorks)]).toEqual([true, false]);
  // What was asked for later is not taken back by an old card.
  await pressed('disable sync for contoso.com');
  expect(story.words(await story.ask('ada', `undo ${part}`))).toContain('can no longer be undone');
  expect(story.words(await story.ask('ada', `undo ${idOn(card)}`))).toContain('undone in another way');
});

test('all are restored at once, which takes a second person as every list that opens', async () => {
  const card = await thawed();
  const group = { conversation: story.conversation('group', '19:reviewers@thread.v2') };
  const asked = await story.ask('ada', `continue ${idOn(card)} because it is over`, group);
  expect(titlesOf(asked.cards.at(-1))).toContain('Approve');
  await story.press('ben', asked, 'Approve', group);
  await story.seen(asked, 'Applied');
  expect([story.letsIn(contoso), story.letsIn(adventureWorks)]).toEqual([true, true]);
  expect(story.partner(adventureWorks.tenantId)?.identitySynchronization?.displayName).toBe('Another name');
  expect(story.words(await story.ask('ada', `continue ${idOn(card)}`))).toContain('There is nothing to change');
});

test('while another freeze stands, nobody is restored', async () => {
  const card = await thawed();
  await pressed('freeze all because there are more', 'ben');
  expect(story.words(await story.ask('ada', `continue ${idOn(card)}`))).toContain('Everything is frozen');
});
