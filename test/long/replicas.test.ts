import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { organizations } from '../../src/simulator/seed/seed.ts';
import { until } from '../production/chat.ts';
import { inBuilt } from '../production/world.ts';
import { Fleet } from './fleet.ts';

/**
 * Three times `npm start` on one PostgreSQL, behind one address, and what can happen to one of them, or to the database: each
 * change is written once, each has one final card, each alarm is told once, and the chain is whole.
 */

const { adventureWorksCycles, alpineSkiHouse, litware } = organizations;
/** Another one leads within a quarter of a minute; a machine that does much else takes longer for all. */
const TAKEN_OVER_MS = 60_000;

const isOver = (words: string): boolean => /(?:\n|· )(?:[^\w\n·]{1,3})?Applied(?= ·|\n)/.test(words);

test(
  'card by one, click at another, twenty clicks over all; a leader killed, one frozen, one cut off, the database restarted',
  inBuilt(async (world) => {
    const fleet = await Fleet.begin(world);
    const { chat } = fleet;
    const alarms = (tenant: { readonly displayName: string }) => fleet.inChannel('Not through me', tenant.displayName);
    const applied = async (about: string): Promise<void> => {
      await until(
        () => fleet.cards(about).some((card) => isOver(chat.words(card))),
        () => fleet.cards(about).map((card) => chat.words(card)).join('\n---\n'),
        TAKEN_OVER_MS,
      ); // prettier-ignore
      expect(fleet.cards(about)).toHaveLength(1);
    };
    try {
      expect(fleet.places.filter(({ bot }) => bot.logged('leader.began').length > 0)).toHaveLength(1);
      await fleet.subscribe();

      // A card by one, twenty clicks over all of them.
      const first = fleet.leader();
      const [second, third] = fleet.others(first);
      if (second === undefined || third === undefined) throw new Error('three');
      fleet.to([second]);
      const card = await fleet.ask('enable sync for fabrikam.com', /fabrikam\.com/);
      fleet.to([third, first, second]);
      const clicks = await Promise.all(Array.from({ length: 20 }, () => chat.press('ada', card, 'Confirm')));
      expect(new Set(clicks.map(({ status }) => status))).toEqual(new Set([200]));
      await applied('fabrikam.com');
      expect(fleet.effects()).toBe(1);
      await until(() => fleet.inChannel('', 'fabrikam.com').some((told) => isOver(chat.words(told))), 'told');
      expect(fleet.inChannel('', 'fabrikam.com')).toHaveLength(1);

      // The leader is killed in the middle of a look: what it was about to tell, another one tells.
      let reads = 0;
      world.microsoft.interrupt((moment, method) => {
        if (moment !== 'before' || method !== 'GET' || reads < 0) return false;
        reads += 1;
        if (reads < 2) return false;
        reads = -1;
        first.bot.kill('SIGKILL');
        return true;
      });
      fleet.act(adventureWorksCycles.tenantId, true);
      await until(() => alarms(adventureWorksCycles).length > 0, 'the alarm', TAKEN_OVER_MS);
      world.microsoft.interrupt(() => false);
      await fleet.replace(first);
      const next = fleet.leader();
      expect(next).not.toBe(first);

      // One is frozen while it leads, and thaws when another one does.
      next.bot.kill('SIGSTOP');
      fleet.to(fleet.others(next));
      fleet.act(alpineSkiHouse.tenantId, true);
      await until(() => alarms(alpineSkiHouse).length > 0, 'the alarm', TAKEN_OVER_MS);
      next.bot.kill('SIGCONT');
      await until(() => next.bot.logged('leader.lost').length > 0, 'it knows', TAKEN_OVER_MS);
      fleet.toAll();

      // The database ends and starts again: it is said meanwhile, and all goes on by itself.
      await fleet.server.stop();
      await fleet.ask('list partners', /could not use my memory|nothing was/i);
      await fleet.server.start();
      await until(async () => (await fetch(`${first.bot.url}/readyz`)).ok, 'ready again', TAKEN_OVER_MS);
      const contoso = await fleet.ask('disable sync for contoso.com', /contoso\.com/);
      await chat.press('ada', contoso, 'Confirm');
      await applied('contoso.com');
      expect(fleet.effects()).toBe(2);

      // The network of the one that leads loses the database; what it is told then is refused in words.
      const cut = fleet.leader();
      cut.way.cut();
      fleet.act(litware.tenantId, true);
      fleet.to(fleet.others(cut));
      const datum = await fleet.ask('disable sync for adatum.com', /adatum\.com/);
      await chat.press('ada', datum, 'Confirm');
      await until(() => alarms(litware).length > 0, 'the alarm', TAKEN_OVER_MS);
      await applied('adatum.com');
      cut.way.mend();
      await until(() => cut.bot.logged('leader.lost').length > 0, 'it knows', TAKEN_OVER_MS);
      fleet.to([cut]);
      await fleet.ask('whoami', /Security Administrator/);

      // Whatever any of them still had to do is done by then.
      await pause(5_000);
      for (const tenant of [adventureWorksCycles, alpineSkiHouse, litware]) expect(alarms(tenant)).toHaveLength(1);
      expect([fleet.effects(), await fleet.states(), await fleet.faults()]).toEqual([3, { applied: 3 }, []]);
    } finally {
      await fleet.end();
    }
  }),
);
