import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { organizations } from '../../src/simulator/seed/seed.ts';
import { buttonsOf } from '../support/cards.ts';
import type { BotMessage } from '../support/fake-teams.ts';
import { until } from '../production/chat.ts';
import { inBuilt } from '../production/world.ts';
import { Fleet } from './fleet.ts';

/**
 * Three processes on one PostgreSQL, of which one or another is killed two hundred times, while people ask and confirm, and
 * somebody else changes partners. In the end each change that was applied was written once, each card that is known shows how
 * its change ended, each alarm was told, rather twice than never, and the chain is whole.
 */

const KILLS = 200;
const { adventureWorksCycles, alpineSkiHouse, litware } = organizations;
/** Whoever saw nothing by then asks again. */
const PATIENCE_MS = 4_000;
/** People read an answer before they ask for the next thing; nor need anybody else on this machine wait for these. */
const READ_FOR_MS = 1_000;
/** The one that leads may be killed while another one was about to take over from the one before. */
const ENDS_WITHIN_MS = 300_000;

const idOf = (words: string): string | undefined => /C-[0-9A-Z]{8}/.exec(words)?.[0];
const isWaiting = (message: BotMessage): boolean =>
  buttonsOf(message.cards.at(-1)).some(({ title }) => title === 'Confirm');

test(
  'killed two hundred times: each change is written once, each alarm is told, the chain is whole',
  { timeout: 45 * 60_000 },
  inBuilt(async (world) => {
    const fleet = await Fleet.begin(world);
    const { chat } = fleet;
    const { messages } = world.microsoft.teams;
    let isOver = false;
    const pressed = new Set<string>();
    const cards = (): readonly BotMessage[] =>
      messages.filter((one) => one.conversationId === 'a:ada' && idOf(chat.words(one)) !== undefined);

    /** Asks for something of one partner again and again, and confirms whatever waits; a process that dies answers nobody. */
    const asking = async (domain: string): Promise<void> => {
      for (let turn = 0; !isOver; turn += 1) {
        const line = `${turn % 2 === 0 ? 'disable' : 'enable'} sync for ${domain}`;
        await chat.post(chat.message('ada', line)).catch(() => undefined);
        const mine = (): BotMessage | undefined =>
          cards().findLast((card) => chat.words(card).includes(domain) && isWaiting(card) && !pressed.has(card.id));
        for (let waited = 0; mine() === undefined && waited < PATIENCE_MS; waited += 50) await pause(50);
        const card = mine();
        if (card === undefined) continue;
        const isPressed = await chat.press('ada', card, 'Confirm').then(
          ({ status }) => status === 200,
          () => false,
        );
        if (isPressed) pressed.add(card.id);
        await pause(READ_FOR_MS);
      }
    };

    const changed = [adventureWorksCycles, alpineSkiHouse, litware];
    const acting = async (): Promise<void> => {
      for (let turn = 0; !isOver; turn += 1) {
        const tenant = changed[turn % changed.length];
        if (tenant !== undefined) fleet.act(tenant.tenantId, Math.floor(turn / changed.length) % 2 === 0);
        await pause(15_000);
      }
    };

    try {
      await fleet.subscribe();
      const people = [...['fabrikam.com', 'contoso.com', 'adventure-works.com'].map(asking), acting()];
      for (let kills = 0; kills < KILLS; kills += 1) {
        const place = fleet.places[Math.floor(Math.random() * fleet.places.length)];
        if (place === undefined) throw new Error('nobody');
        await pause(Math.random() * 1_000);
        place.bot.kill('SIGKILL');
        await fleet.replace(place);
      }
      isOver = true;
      await Promise.all(people);
      for (const tenant of changed) fleet.act(tenant.tenantId, true);

      const open = async (): Promise<number> => {
        const { pending = 0, applying = 0, unknown = 0 } = await fleet.states();
        // What waits may wait for a click whose answer was lost.
        for (const card of cards().filter(isWaiting)) await chat.press('ada', card, 'Cancel').catch(() => undefined);
        return pending + applying + unknown;
      };
      await until(async () => (await open()) === 0, 'all has ended', ENDS_WITHIN_MS);
      const alarms = (about: string) => fleet.inChannel('Not through me', about);
      await until(
        () => changed.every(({ displayName }) => alarms(displayName).length > 0),
        'the alarms',
        ENDS_WITHIN_MS,
      );

      const { applied = 0, ...others } = await fleet.states();
      expect(applied).toBeGreaterThan(10);
      expect([fleet.effects(), await fleet.faults()]).toEqual([applied, []]);
      // A card whose posting nobody remembers stands beside the one that is known, and is none of those that were clicked.
      const stale = (): readonly string[] =>
        cards().flatMap((card) => (pressed.has(card.id) && isWaiting(card) ? [chat.words(card)] : []));
      await until(() => stale().length === 0, () => stale().join('\n---\n'), ENDS_WITHIN_MS); // prettier-ignore
      expect(Object.keys(others).filter((state) => ['pending', 'applying', 'unknown'].includes(state))).toEqual([]);
    } finally {
      isOver = true;
      await fleet.end();
    }
  }),
);
