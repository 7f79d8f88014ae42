import { afterEach, beforeEach, expect, test } from 'vitest';
import { manyPartners } from '../../src/simulator/seed/seed.ts';
import { settle } from '../support/channel.ts';
import { lived } from '../support/lived.ts';
import { people, Story } from '../support/story.ts';

/** Much that others change at once where no conversation hears: few letters to every administrator, the openings first. */

const ALONE = 'no channel or group chat hears of drift';
let story: Story;
beforeEach(async () => {
  story = await Story.begin({ tenant: manyPartners(3_000), auditDelayMs: 24 * 60 * 60_000 });
  for (const who of ['ada', 'ben'] as const) story.teams.install(people[who].id, `a:${who}`);
  // By whom Teams tells the bot a way to everybody.
  await story.say('dana', 'help');
  await story.watch();
});
afterEach(() => story.end());

const saidTo = (who: string): readonly string[] =>
  story.teams.messages
    .filter(({ conversationId }) => conversationId === `a:${who}`)
    .map((message) => story.words(message))
    .filter((words) => words.includes(ALONE));
/** How many drifts somebody's letters tell of, each with its own words. */
const toldTo = (who: string): readonly number[] =>
  saidTo(who).map(
    (words) => 1 + Number(/The same check found (one|\d+) more/.exec(words)?.[1]?.replace('one', '1') ?? 0),
  );
const ids = (): readonly string[] => [...story.graph.tenant.partners.keys()];
const changeAll = (): void => {
  for (const [n, tenantId] of ids().entries()) {
    story.elsewhere('eli', tenantId, (partner) => {
      // Every third partner synchronises, from the first on.
      const userSyncInbound = n === 2_101 ? { isSyncAllowed: true } : partner.identitySynchronization?.userSyncInbound;
      partner.identitySynchronization = {
        displayName: 'Renamed',
        userSyncInbound: userSyncInbound ?? null,
        groupSyncInbound: null,
      };
    });
  }
};
const drifts = (): number => story.log.filter(({ event }) => event === 'drift.found').length;

test('three thousand changes are two letters to each: the opening while the others are being read, and the rest', async () => {
  changeAll();
  const watching = story.watch();
  while (drifts() < 100) await lived(5);
  await story.later(0.01);
  await story.until(() => saidTo('ada').length > 0, 'the first letter');
  expect(drifts()).toBeLessThan(3_000);
  expect(saidTo('ada')[0]).toContain('user sync was switched on');
  await watching;
  await story.until(() => saidTo('ben').length > 1, 'the rest');
  await story.later(5);
  await settle(story);
  for (const who of ['ada', 'ben']) expect(toldTo(who)).toEqual([16, 2_984]);
});

test('a process that dies in the middle of it leaves nothing untold', async () => {
  changeAll();
  story.graph.fail({ kind: 'slow', delayMs: 0, method: 'GET', path: /identitySynchronization$/, times: 1_000 });
  const mend = story.graph.fail({ kind: 'hang-before', method: 'GET', path: /identitySynchronization$/ });
  const watching = story.watch().catch(() => undefined);
  await story.until(() => drifts() > 900, 'much of it');
  await story.stop(0);
  await watching;
  const first = drifts();
  mend();
  await story.start();
  await story.watch();
  await story.later(1);
  await story.until(() => toldTo('ben').reduce((sum, count) => sum + count, 0) >= 3_000, 'all of it');
  await settle(story);
  expect(first).toBeLessThan(3_000);
  expect(drifts()).toBe(3_000);
  expect(toldTo('ada').reduce((sum, count) => sum + count, 0)).toBe(3_000);
  expect(saidTo('ada').length).toBeLessThan(6);
});
