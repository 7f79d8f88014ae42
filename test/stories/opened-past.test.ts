import { afterEach, expect, test } from 'vitest';
import { expectAlerts } from '../support/alerts.ts';
import { SECURITY, subscribe } from '../support/channel.ts';
import { titlesOf } from '../support/cards.ts';
import type { BotMessage } from '../support/fake-teams.ts';
import { organizations, Story } from '../support/story.ts';

/** What somebody opened past the bot just before everything was frozen: the thaw does not open it as if it had been decided. */

let story: Story;
afterEach(() => story.end());

const { contoso, fabrikam, litware } = organizations;
const opened = (tenantId: string): void => {
  story.elsewhere('eli', tenantId, (partner) => {
    partner.identitySynchronization = {
      displayName: partner.identitySynchronization?.displayName ?? 'Eli’s',
      userSyncInbound: { isSyncAllowed: true },
      groupSyncInbound: null,
    };
  });
};
const pressed = async (line: string): Promise<BotMessage> => {
  const card = await story.ask('ada', line);
  await story.press('ada', card, 'Confirm');
  await story.seen(card, 'Applied');
  return card;
};
const litwarePartOn = (card: BotMessage): string =>
  /litwareinc\.com[^(]*\((C-[0-9A-Z]{8})\)/.exec(story.words(card))?.[1] ?? 'no part';

test.each([
  ['before anybody has seen it', false],
  ['and was told, and nobody has accepted it', true],
])('what was opened %s', async (_, isTold) => {
  story = await Story.begin({ approvals: 'self' });
  await subscribe(story, 'ada', 'notify here about drift', SECURITY);
  await story.watch();
  expect([contoso, fabrikam, litware].map((one) => story.letsIn(one))).toEqual([true, false, false]);
  for (const { tenantId } of [fabrikam, litware]) opened(tenantId);
  if (isTold) {
    await story.watch();
    await expectAlerts(
      story,
      [litware, fabrikam].map(({ tenantId }) => `${tenantId} open`),
    );
  }
  await pressed('freeze all because accounts were stolen');
  expect([contoso, fabrikam, litware].map((one) => story.letsIn(one))).toEqual([false, false, false]);
  // It is told, and what took it back.
  await expectAlerts(
    story,
    [litware, fabrikam].map(({ tenantId }) => `${tenantId} reverted`),
  );
  const thaw = await pressed('thaw');
  expect([contoso, fabrikam, litware].map((one) => story.letsIn(one))).toEqual([true, false, false]);
  expect(story.words(thaw)).toContain('was opened, not through me: it stays closed.');
  const part = litwarePartOn(thaw);
  expect(titlesOf(thaw.cards.at(-1))).toEqual(
    expect.arrayContaining([`Restore partner ${part}`, 'Restore all partners']),
  );
  // Somebody decides it then.
  const asked = await story.pressForCard('ada', thaw, `Restore partner ${part}`);
  await story.press('ada', asked, 'Confirm');
  await story.seen(asked, 'Applied');
  expect([fabrikam, litware].map((one) => story.letsIn(one))).toEqual([false, true]);
});
