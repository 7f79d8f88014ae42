import { join } from 'node:path';
import { expect, test } from 'vitest';
import { believableTenant, organizations } from '../../src/simulator/seed/seed.ts';
import { titlesOf } from '../support/cards.ts';
import type { BotMessage } from '../support/fake-teams.ts';
import { HOME, until } from '../production/chat.ts';
import type { Moment } from '../production/front.ts';
import { inHaste, type World } from '../production/world.ts';

/**
 * `npm start`, killed (SIGKILL) at every one of its requests to Microsoft - before it has an effect, or when it had one and
 * nobody has heard of it - and another process on the same store. In the end the change was made once or not at all,
 * the card says which, and the channel was told.
 */

const { fabrikam } = organizations;
const LINE = 'enable sync for fabrikam.com';
const CHANNEL = '19:security@thread.tacv2';
const WORLDS = 3;
/** Until all is over, in real time; the processes live five times as fast. */
const ENDS_WITHIN_MS = 120_000;
/** Whoever saw no card by then asks again. */
const ASKS_AGAIN_AFTER_MS = 2_000;

/** There are a hundred starts. */
const BUILT = { runs: 'build' } as const;
/** Whoever is still alive so long after the end is not waited for. */
const STAYS_ALIVE_MS = 1_000;

type Death = { readonly request: number; readonly moment: Moment };

const ending = (words: string): string | undefined =>
  /(?:\n|· )(?:[^\w\n·]{1,3})?(Applied|Not applied)(?= ·|\n)/.exec(words)?.[1];

/** Asks, confirms, and sees what comes of it; resolves to the methods of the first process's requests, and whether it was killed. */
async function play(world: World, name: string, death?: Death) {
  const { microsoft, chat } = world;
  const { graph, teams } = microsoft;
  const start = () => world.start({ STORE: `sqlite:${join(world.folder, `${name}.db`)}` });
  microsoft.interrupt(() => false);
  graph.tenant.partners.clear();
  for (const [id, partner] of believableTenant().partners) graph.tenant.partners.set(id, partner);
  await start();
  await chat.post({
    ...chat.message('ada', 'notify here'),
    conversation: { id: `${CHANNEL};messageid=1`, conversationType: 'channel', tenantId: HOME, isGroup: true },
    channelData: {
      tenant: { id: HOME },
      team: { id: '19:team@thread.tacv2' },
      channel: { id: CHANNEL, type: 'standard' },
    },
  });
  teams.forget();
  graph.clearRequests();

  const requests: string[] = [];
  let isDead = false;
  const first = world.bot;
  microsoft.interrupt((moment, method) => {
    if (isDead) return false;
    if (moment === 'before') requests.push(method);
    if (requests.length !== death?.request || moment !== death.moment) return false;
    isDead = true;
    first.kill('SIGKILL');
    return true;
  });
  /** Whether it was answered; a process that dies answers nobody. */
  const answered = (work: Promise<{ readonly status: number }>): Promise<boolean> =>
    work.then(({ status }) => status === 200).catch(() => false);

  const message = chat.message('ada', LINE);
  let isAsked = await answered(chat.post(message));
  let askedAt = performance.now();
  let isPressed = false;
  let overAt = Infinity;
  /** On a busy machine Graph may be too late for a process that lives in haste: whoever is told so asks again. */
  const cards = (): readonly BotMessage[] =>
    teams.messages.filter(
      (shown) => shown.conversationId === 'a:ada' && !chat.words(shown).includes('I could not check'),
    );
  const step = async (): Promise<boolean> => {
    if (isDead && world.bot === first) {
      expect(await first.exit).toEqual({ code: null, signal: 'SIGKILL' });
      await start();
      // Teams sends a message again whose answer it never got.
      if (!isAsked) isAsked = await answered(chat.post(message));
      askedAt = performance.now();
    }
    if (cards().length === 0 && performance.now() > askedAt + ASKS_AGAIN_AFTER_MS) {
      askedAt = performance.now();
      await answered(chat.post(chat.message('ada', LINE)));
    }
    // Whoever sent the line again may have been told that its card waits already. A click that was answered is never asked for again.
    const card = cards().findLast((shown) => titlesOf(shown.cards.at(-1)).includes('Confirm'));
    // Nor is it lost: on a machine that is busy whoever clicked may be asked to do so again.
    if (card !== undefined && chat.words(card).includes('Press Confirm again')) isPressed = false;
    if (card !== undefined && !isPressed) {
      isPressed = await answered(chat.press('ada', card, 'Confirm'));
    }
    const isTold = teams.messages.some(({ conversationId }) => conversationId.startsWith(CHANNEL));
    const isOver = isTold && cards().some((shown) => ending(chat.words(shown)) !== undefined);
    if (!isOver) overAt = Infinity;
    else if (overAt === Infinity) overAt = performance.now();
    // Not every run has the last of the requests: some are made only when something takes long.
    return isDead ? isOver && world.bot !== first : performance.now() > overAt + STAYS_ALIVE_MS;
  };
  await until(step, () => cards().map((card) => chat.words(card)).join('\n---\n'), ENDS_WITHIN_MS); // prettier-ignore

  const effects = graph.requests.filter(({ method, effect }) => method === 'PATCH' && effect).length;
  const isOn = graph.tenant.partners.get(fabrikam.tenantId)?.identitySynchronization?.userSyncInbound?.isSyncAllowed;
  const endings = cards().flatMap((card) => ending(chat.words(card)) ?? []);
  expect([endings, effects, isOn === true]).toEqual(
    effects === 1 ? [['Applied'], 1, true] : [['Not applied'], 0, false],
  );
  // One whose posting nobody remembers may stand beside it.
  expect(cards().length).toBeLessThanOrEqual(2);
  const { bot } = world;
  bot.kill('SIGKILL');
  await bot.exit;
  return { requests, isDead };
}

test(
  'killed at every request: made once or not at all, and told',
  inHaste(async (one) => {
    const { requests } = await play(one, 'alive');
    expect(requests.length).toBeGreaterThan(15);
    // After a request that only asks is as good as before the next one.
    const deaths = requests.flatMap((method, n): Death[] => [
      { request: n + 1, moment: 'before' },
      ...(method === 'GET' ? [] : [{ request: n + 1, moment: 'after' as const }]),
    ]);
    let killed = 0;
    const hand = (): Promise<void> =>
      inHaste(async (world) => {
        for (let death = deaths.pop(); death !== undefined; death = deaths.pop()) {
          const name = `${death.moment}-${death.request}`;
          const { isDead } = await play(world, name, death).catch((error: unknown) => {
            throw new Error(`killed ${name} of ${requests.length}`, { cause: error });
          });
          killed += isDead ? 1 : 0;
        }
      }, BUILT)();
    await Promise.all(Array.from({ length: WORLDS }, hand));
    expect(killed).toBeGreaterThan(25);
  }, BUILT),
);
