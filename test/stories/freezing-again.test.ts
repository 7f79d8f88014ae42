import { afterEach, beforeEach, expect, test } from 'vitest';
import { titlesOf } from '../support/cards.ts';
import type { BotMessage } from '../support/fake-teams.ts';
import { Story, type Who } from '../support/story.ts';

/** A freeze is for an incident: it waits for no thaw, and for nobody else's card. */

let story: Story;
beforeEach(async () => {
  story = await Story.begin();
});
afterEach(() => story.end());

const settings = (): readonly (readonly [string, boolean | null, boolean | null])[] =>
  [...story.graph.tenant.partners.entries()].map(([id, partner]) => [
    id,
    partner.identitySynchronization?.userSyncInbound?.isSyncAllowed ?? null,
    partner.automaticUserConsentSettings?.inboundAllowed ?? null,
  ]);
const open = (): number => settings().filter((one) => one.includes(true)).length;
const LINE = 'freeze all because accounts were stolen';
const confirmed = async (who: Who, line: string): Promise<BotMessage> => {
  const card = await story.ask(who, line);
  await story.press(who, card, 'Confirm');
  return card;
};
const done = async (who: Who, line: string): Promise<BotMessage> => {
  const card = await confirmed(who, line);
  await story.seen(card, 'Applied');
  return card;
};
/** A thaw of which some writes hang. */
async function thawing(): Promise<{ readonly card: BotMessage; readonly mend: () => void }> {
  await done('ada', LINE);
  const mend = story.graph.fail({ kind: 'hang-before', method: 'PATCH' });
  const card = await confirmed('ada', 'thaw');
  await story.until(() => titlesOf(card.cards.at(-1)).includes('Stop'), 'it runs');
  return { card, mend };
}

test('it halts a thaw that is being carried out, and closes again what that has opened', async () => {
  const before = settings();
  const { card: thaw, mend } = await thawing();
  const again = await confirmed('ben', 'freeze all because there are more');
  expect(story.words(again)).not.toContain('is open already');
  await story.seen(thaw, 'Everything was frozen; what had not begun stays as it is.');
  mend();
  await story.seen(again, 'Applied');
  await story.seen(thaw, 'untouched');
  expect(open()).toBe(0);
  expect(story.words(await story.ask('ada', 'enable sync for fabrikam.com'))).toContain('there are more');
  await done('ben', 'thaw');
  expect(settings()).toEqual(before);
});

test('it does so after the bot died in between', async () => {
  const before = settings();
  const { card: thaw, mend } = await thawing();
  const again = await confirmed('ben', 'freeze all because there are more');
  await story.stop(0);
  mend();
  await story.start();
  await story.seen(again, 'Applied');
  await story.seen(thaw, 'untouched');
  expect(open()).toBe(0);
  await done('ben', 'thaw');
  expect(settings()).toEqual(before);
});

test('it takes the place of anybody’s freeze or thaw that only waits; a thaw waits for it', async () => {
  const theirs = await story.ask('ben', LINE);
  await done('ada', LINE);
  await story.seen(theirs, 'Another change took its place');
  expect(open()).toBe(0);
  const thaw = await story.ask('ben', 'thaw');
  const again = await story.ask('ada', 'freeze all because there are more');
  await story.seen(thaw, 'Another change took its place');
  expect(titlesOf(again.cards.at(-1))).toContain('Confirm');
  expect(titlesOf((await story.ask('ben', 'thaw')).cards.at(-1))).not.toContain('Confirm');
});
