import { describe, expect, test } from 'vitest';
import { organizations, people } from '../../src/simulator/seed/seed.ts';
import { HOME, until } from './chat.ts';
import { inHaste, inWorld, type World } from './world.ts';

const { fabrikam } = organizations;
const CHANNEL = '19:security@thread.tacv2';
const LIST = /crossTenantAccessPolicy\/partners$/;
const SECOND = 1_000;

/** Has a channel told about drift. */
async function subscribe(world: World): Promise<void> {
  const conversation = { id: `${CHANNEL};messageid=1`, conversationType: 'channel', tenantId: HOME, isGroup: true };
  const channel = { id: CHANNEL, type: 'standard' };
  const channelData = { tenant: { id: HOME }, team: { id: '19:team@thread.tacv2' }, channel };
  const line = { ...world.chat.message('ada', 'notify here about drift'), conversation, channelData };
  expect((await world.chat.post(line)).status).toBe(200);
  await until(() => world.microsoft.teams.messages.length > 0, 'the answer');
}

const lists = (world: World): number =>
  world.microsoft.graph.requests.filter(({ path }) => path.endsWith('crossTenantAccessPolicy/partners')).length;

/** What a look asks for: all partners, what applies by default, and what is of the tenant as a whole. */
const LOOKED_AT = /crossTenantAccessPolicy(\/(partners|default|templates\/\w+))?$/;

const besidesLooks = (world: World) =>
  world.microsoft.graph.requests.filter(({ path }) => !LOOKED_AT.test(path) && !path.includes('/auditLogs/'));

/** Waits until three looks in a row asked for nothing but the policies. */
async function quietLooks(world: World): Promise<void> {
  let asked = -1;
  let since = 0;
  await until(() => {
    const now = besidesLooks(world).length;
    if (now !== asked) since = lists(world);
    asked = now;
    return lists(world) >= since + 3;
  }, 'three quiet looks');
}

describe.concurrent('with the watch on', { timeout: 120_000 }, () => {
  test(
    'a change made elsewhere is in the channel within the interval and five seconds; nothing is written',
    inWorld(async (world) => {
      await world.start({ WATCH_INTERVAL_SECONDS: '1' });
      await until(() => world.bot.stdout.includes('watch.began'), 'the first look');
      await subscribe(world);
      const { id, displayName, userPrincipalName } = people.eli;
      const actor = { user: { id, displayName, userPrincipalName }, ipAddress: '203.0.113.7' };
      world.microsoft.graph.act(actor, fabrikam.tenantId, (partner) => {
        const policy = partner?.identitySynchronization;
        if (policy) policy.userSyncInbound = { isSyncAllowed: true };
        return partner;
      });
      const posts = () => world.microsoft.teams.messages.filter(({ summary }) => summary.includes('Not through me'));
      const before = lists(world);
      await until(() => posts().length > 0, 'the post');
      // A look is a second, here as on a machine on which each takes longer.
      expect(lists(world) - before).toBeLessThanOrEqual(6);
      const [post] = posts();
      expect(post?.conversationId).toBe(`${CHANNEL};messageid=${post?.id ?? ''}`);
      await until(() => world.chat.words(post ?? never()).includes('Eli Novak ('), 'a name');
      expect(lists(world) - before).toBeLessThanOrEqual(16);
      const named = lists(world);
      await until(() => lists(world) > named + 1, 'more looks');
      expect(posts()).toHaveLength(1);
      expect(world.writes()).toEqual([]);
    }),
  );

  test(
    'showing a partner asks Graph as often as without it, the poll and the reading of the audit log aside',
    inWorld(async (world) => {
      const asked = async (environment: Record<string, string>): Promise<readonly string[]> => {
        await world.start(environment);
        await until(() => world.bot.logged('started').length > 0, 'started');
        const quiet = (): Promise<void> =>
          environment['WATCH_INTERVAL_SECONDS'] === '0' ? Promise.resolve() : quietLooks(world);
        // What it does once is over then: it reads names, and tells the first who writes after a look that nobody hears.
        await quiet();
        await world.chat.ask('ada', 'show fabrikam.com');
        await quiet();
        const before = besidesLooks(world).length;
        await world.chat.ask('ada', 'show fabrikam.com');
        const requests = besidesLooks(world).slice(before);
        world.bot.kill('SIGTERM');
        await world.bot.exit;
        return requests.map(({ method, path }) => `${method} ${path}`).sort();
      };
      const without = await asked({ WATCH_INTERVAL_SECONDS: '0' });
      expect(without.length).toBeGreaterThan(0);
      expect(await asked({ WATCH_INTERVAL_SECONDS: '1' })).toEqual(without);
    }),
  );

  test(
    'a Graph that hangs at the first look delays neither the start, nor an answer, nor the end',
    inWorld(async (world) => {
      world.microsoft.graph.fail({ kind: 'hang-before', path: LIST });
      await world.start({ WATCH_INTERVAL_SECONDS: '60' });
      expect((await fetch(`${world.bot.url}/healthz`)).status).toBe(200);
      await until(() => lists(world) > 0, 'the first look');
      await world.chat.ask('eli', 'help');
      // Answered while the look still hangs: none of its requests has ended.
      expect(
        world.bot.logged('graph.request').filter(({ url }) => String(url).endsWith('crossTenantAccessPolicy/partners')),
      ).toEqual([]);
      const startedAt = performance.now();
      world.bot.kill('SIGTERM');
      expect(await world.bot.exit).toEqual({ code: 0, signal: null });
      expect(performance.now() - startedAt).toBeLessThan(12 * SECOND);
    }),
  );
});

test(
  'an interval of 0 turns it off: nothing is compared before somebody types check now',
  inHaste(async (world) => {
    await world.start({ WATCH_INTERVAL_SECONDS: '0', CONFIRM_WITHIN_MINUTES: '0.05' });
    const card = await world.chat.ask('ada', 'enable sync for fabrikam.com');
    // More time than the first look would take.
    await world.chat.seen(card, 'Nobody confirmed this in time');
    expect(world.bot.logged('watch.began')).toEqual([]);
    expect(world.chat.words(await world.chat.ask('dana', 'check now'))).toContain('for the first time');
  }),
  120_000,
);

function never(): never {
  throw new Error('no post');
}
