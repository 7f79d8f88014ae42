import { afterEach, beforeEach, expect, test } from 'vitest';
import { at, AUDIT, GROUP, postsIn, SECURITY, subscribe } from '../support/channel.ts';
import { titlesOf } from '../support/cards.ts';
import { organizations, Story } from '../support/story.ts';

const { contoso, fabrikam } = organizations;
const DAY_MINUTES = 24 * 60;

let story: Story;
beforeEach(async () => {
  story = await Story.begin();
});
afterEach(() => story.end());

/** A time of day, so many minutes from now, by the bot's clock. */
function timeIn(minutes: number, zone = 'UTC'): string {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
  return format.format(story.now() + minutes * 60_000);
}

const digests = (channel = SECURITY): readonly string[] =>
  postsIn(story, channel)
    .map((post) => story.words(post))
    .filter((words) => words.startsWith('▲ Digest: '));
const arrived = (count: number, channel = SECURITY) =>
  story.until(() => digests(channel).length === count, `digest ${count}`);

test('comes at its time, each day once, with what has changed since the last one', async () => {
  const asked = await story.ask('ada', `digest here daily at ${timeIn(30)}`, at(story, 'channel', SECURITY));
  expect(story.words(asked)).toContain(`every day at ${timeIn(30)} (UTC)`);
  await story.later(10);
  expect(digests()).toEqual([]);
  await story.later(25);
  await arrived(1);
  expect(digests()[0]).toMatch(/^▲ Digest: 6 of 14 partners may sync users here/);
  expect(digests()[0]).toContain('no change through me, and no other');
  expect(digests()[0]).toContain('New since then\nNothing was changed.');

  await story.watch();
  await story.change('ada', 'enable sync for fabrikam.com');
  story.elsewhere('eli', contoso.tenantId, (partner) => {
    if (partner.identitySynchronization) partner.identitySynchronization.displayName = 'Other';
  });
  await story.watch();
  await story.later(DAY_MINUTES - 60);
  expect(digests()).toHaveLength(1);
  await story.later(60);
  await arrived(2);
  expect(digests()[1]).toMatch(/^▲ Digest: 7 of 14/);
  expect(digests()[1]).toContain('1 change through me (1 opened the tenant), 1 not through me.');
  expect(digests()[1]).toMatch(
    new RegExp(`New since then\\nEnable user sync, fabrikam\\.com · ${fabrikam.tenantId.slice(0, 8)}: applied`),
  );
  expect(digests()[1]).toContain(`contoso.com · ${contoso.tenantId.slice(0, 8)}`);
  await story.later(60);
  expect(digests()).toHaveLength(2);
});

test('comes weekly where that was asked for, on Monday morning by the clock of whoever asked', async () => {
  const zone = { ...at(story, 'channel', SECURITY), localTimezone: 'Asia/Tokyo' };
  const asked = await story.ask('ada', 'digest here weekly', zone);
  expect(story.words(asked)).toContain('every Monday at 09:00 (Asia/Tokyo)');
  await story.later(8 * DAY_MINUTES);
  await arrived(1);
  await story.later(6 * DAY_MINUTES);
  const log = story.log.filter(({ event }) => event === 'letter.unsent');
  expect(log).toEqual([]);
  expect(digests().length).toBeLessThanOrEqual(2);
});

test('survives a restart, is not posted twice, and comes late where the bot was down', async () => {
  await story.ask('ada', `digest here daily at ${timeIn(30)}`, at(story, 'channel', SECURITY));
  await story.restart();
  await story.later(35);
  await arrived(1);
  await story.restart();
  await story.later(5);
  expect(digests()).toHaveLength(1);
  await story.stop();
  story.passUnnoticed(3 * DAY_MINUTES);
  await story.start();
  await story.later(1);
  await arrived(2);
  await story.later(5);
  expect(digests()).toHaveLength(2);
});

test('tells all that has changed since the last one, however many were missed', async () => {
  await story.ask('ada', `digest here daily at ${timeIn(30)}`, at(story, 'channel', SECURITY));
  await story.later(35);
  await arrived(1);
  await story.change('ada', 'enable sync for fabrikam.com');
  await story.stop();
  story.passUnnoticed(3 * DAY_MINUTES);
  await story.start();
  await story.later(1);
  await arrived(2);
  expect(digests()[1]).toContain('1 change through me (1 opened the tenant)');
  // Asked for once more, it goes on from there.
  await story.change('ada', 'disable sync for fabrikam.com');
  await story.ask('ada', `digest here daily at ${timeIn(30)}`, at(story, 'channel', SECURITY));
  await story.later(35);
  await arrived(3);
  expect(digests()[2]).toContain('1 change through me, and no other');
});

test('tells also what took effect in part, and what may have; not what did not', async () => {
  await story.ask('ada', `digest here daily at ${timeIn(30)}`, at(story, 'channel', SECURITY));
  const mend = story.graph.fail({ kind: 'status', status: 403, code: 'Forbidden', method: 'PATCH' });
  await story.change('ada', 'enable sync for fabrikam.com', 'Not applied');
  mend();
  const half = story.graph.fail({ kind: 'status', status: 403, code: 'Authorization_RequestDenied', method: 'PUT' });
  await story.change('ada', 'enable sync for relecloud.com', 'Partly');
  half();
  const card = await story.ask('ada', 'enable sync for fabrikam.com');
  story.graph.fail({ kind: 'reset-after', method: 'PATCH', times: 1 });
  // Read right before the write, and not any more after it.
  story.graph.fail({ kind: 'slow', delayMs: 0, method: 'GET', path: /identitySynchronization$/, times: 1 });
  story.graph.fail({ kind: 'status', status: 500, method: 'GET', path: /identitySynchronization$/ });
  await story.press('ada', card, 'Confirm');
  await story.seen(card, 'not know');
  await story.later(35);
  await arrived(1);
  expect(digests()[0]).toContain('2 changes through me (2 may have opened the tenant)');
});

test('waits until Graph can be read', async () => {
  await story.ask('ada', `digest here daily at ${timeIn(30)}`, at(story, 'channel', SECURITY));
  const mend = story.graph.fail({ kind: 'status', status: 403, path: /partners/ });
  await story.later(35);
  await story.until(() => story.log.some(({ event }) => event === 'letter.unsent'), 'a try that failed');
  expect(digests()).toEqual([]);
  mend();
  await story.later(10);
  await arrived(1);
});

test('is stopped alone, and what is told there otherwise goes on; either ends with the last of both', async () => {
  const here = at(story, 'channel', SECURITY);
  expect(story.words(await story.ask('ada', 'stop digest here', here))).toContain('There was no digest here anyway');
  await subscribe(story, 'ada', 'notify here about drift', SECURITY);
  await story.ask('ada', 'digest here weekly', here);
  await story.ask('ada', 'notify here about changes', here);
  expect(story.words(await story.ask('dana', 'list subscriptions', here))).toContain(
    'changes; drift; a digest, every Monday at 09:00 (UTC)',
  );
  expect(story.words(await story.ask('ada', 'stop digest here', here))).toContain('No more digests here');
  await story.later(8 * DAY_MINUTES);
  expect(digests()).toEqual([]);
  const list = story.words(await story.ask('dana', 'list subscriptions', here));
  expect(list).toContain('changes, drift');
  expect(list).not.toContain('digest');

  const other = at(story, 'channel', AUDIT);
  await story.ask('ada', 'digest here daily', other);
  expect(story.words(await story.ask('dana', 'list subscriptions', other))).toContain('2 subscriptions');
  await story.ask('ada', 'stop digest here', other);
  expect(story.words(await story.ask('dana', 'list subscriptions', other))).toContain('1 subscription');
});

test('takes what notify here takes', async () => {
  expect(story.words(await story.ask('dana', 'digest here weekly', at(story, 'group', GROUP)))).toContain(
    'Security Administrator',
  );
  const alone = story.words(await story.ask('ada', 'digest here weekly'));
  expect(alone).toContain('I notify channels and group chats only');
  const wrong = await story.ask('ada', 'digest here daily at 25:00', at(story, 'channel', SECURITY));
  expect(story.words(wrong)).toContain('09:00');
  expect(story.words(wrong)).toContain('I cannot read that as “digest here”');
  const kept = await story.ask('ada', 'digest here daily', at(story, 'channel', SECURITY));
  expect(titlesOf(kept.cards[0])).toEqual(['Show overview', 'Stop digest here']);
});
