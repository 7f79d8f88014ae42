import { afterEach, expect, test } from 'vitest';
import { titlesOf } from '../support/cards.ts';
import { organizations, Story } from '../support/story.ts';

const { fabrikam } = organizations;
const DAY = 24 * 60;

let story: Story;
afterEach(() => story.end());

/** Every line that opens a door which may have an end. */
const LINES = [
  'enable sync for fabrikam.com',
  'enable group sync for fabrikam.com',
  'enable auto redemption from fabrikam.com',
  'enable auto redemption to fabrikam.com',
  'trust mfa from fabrikam.com',
  'trust compliant devices from fabrikam.com',
  'trust hybrid devices from fabrikam.com',
  'trust mfa by default',
  'trust compliant devices by default',
  'trust hybrid devices by default',
];

test.each(LINES)('what is open until an end is not said to be open for good: %s', async (line) => {
  story = await Story.begin({ preview: true });
  await story.change('ada', `${line} for 30 days`);
  const before = story.writes().length;
  const answer = await story.ask('ada', `${line} because it is permanent now`);
  expect(story.words(answer)).toContain('It is so until');
  expect(story.words(answer)).toContain('that end date still counts');
  expect(titlesOf(answer.cards.at(-1))).toContain('Renew');
  await story.press('ada', answer, 'Renew');
  expect(story.words(answer)).toContain('Change when it ends');
  expect(story.writes()).toHaveLength(before);
});

test('of many it is said whose end still counts, and nothing of whoever is closed', async () => {
  story = await Story.begin({ preview: true });
  const opened = await story.change('ada', 'enable sync for fabrikam.com for 30 days');
  const end = `until the end of ${story.changeOn(opened)} alone`;
  const some = story.words(await story.ask('ada', 'enable sync for fabrikam.com, contoso.com, relecloud.com'));
  expect(some).toMatch(new RegExp(`user sync is on already: .*fabrikam.com · \\S+ \\(${end}\\)`));
  expect(some.split(end)).toHaveLength(2);
  const none = story.words(await story.ask('ada', 'enable sync for fabrikam.com, contoso.com'));
  expect(none).toMatch(new RegExp(`fabrikam.com · \\S+: user sync is on already, ${end}`));
  const other = story.words(await story.ask('ada', 'enable auto redemption from contoso.com, fabrikam.com'));
  expect(other).not.toContain(end);
});

test('what has no end, or was opened anew for good, is said to be so, and nothing closes it', async () => {
  story = await Story.begin();
  const line = 'enable sync for fabrikam.com';
  const answer = async (): Promise<string> => story.words(await story.ask('ada', line));
  await story.change('ada', `${line} for 30 days`);
  expect(await answer()).toContain('To remove the end date, close it and open it again');
  await story.change('ada', 'disable sync for fabrikam.com');
  await story.change('ada', line);
  expect(await answer()).toContain('There is nothing to change');
  await story.later(31 * DAY);
  await story.later(1);
  expect(story.partner(fabrikam.tenantId)?.identitySynchronization?.userSyncInbound?.isSyncAllowed).toBe(true);
});
