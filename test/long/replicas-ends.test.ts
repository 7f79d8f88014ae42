import { expect, test } from 'vitest';
import { organizations } from '../../src/simulator/seed/seed.ts';
import { until } from '../production/chat.ts';
import { inBuilt } from '../production/world.ts';
import { Fleet } from './fleet.ts';

/**
 * What was opened until an end, by three production processes on one PostgreSQL: the one that leads is killed right before
 * the end, and the one that takes over closes it, once, and tells.
 */

const { fabrikam } = organizations;
const TAKEN_OVER_MS = 60_000;
/** Long enough to ask, to confirm and to see it applied on a machine that does much else. */
const OPEN_FOR_MS = 40_000;

test(
  'an end comes while another one takes over: it is closed once, at its time, and told',
  { timeout: 5 * 60_000 },
  inBuilt(async (world) => {
    const fleet = await Fleet.begin(world);
    const { chat } = fleet;
    const isOn = (): boolean | null | undefined =>
      world.microsoft.graph.tenant.partners.get(fabrikam.tenantId)?.identitySynchronization?.userSyncInbound
        ?.isSyncAllowed;
    try {
      await fleet.subscribe();
      const end = Math.ceil((Date.now() + OPEN_FOR_MS) / 1000) * 1000;
      const line = `enable sync for fabrikam.com until ${new Date(end).toISOString().replace('.000', '')}`;
      const card = await fleet.ask(line, /fabrikam\.com/);
      await chat.press('ada', card, 'Confirm');
      await until(() => isOn() === true, 'it is open');
      await until(async () => (await fleet.states())['applied'] === 1, 'it is applied');
      expect(Date.now()).toBeLessThan(end);

      await until(() => Date.now() > end - 1_500, 'nearly the end', OPEN_FOR_MS);
      const first = fleet.leader();
      first.bot.kill('SIGKILL');
      expect(isOn()).toBe(true);
      fleet.to(fleet.others(first));
      await until(() => isOn() === false, 'it is closed', TAKEN_OVER_MS);
      expect(Date.now()).toBeGreaterThanOrEqual(end);
      await fleet.replace(first);

      await until(async () => (await fleet.states())['applied'] === 2, 'the closing is applied', TAKEN_OVER_MS);
      const told = () => fleet.inChannel('', 'fabrikam.com').map((message) => chat.words(message));
      await until(() => told().some((words) => /sync off|switched off|Closed/i.test(words)), () => told().join('\n---\n'), TAKEN_OVER_MS); // prettier-ignore
      expect([fleet.effects(), await fleet.states(), await fleet.faults()]).toEqual([2, { applied: 2 }, []]);
    } finally {
      await fleet.end();
    }
  }),
);
