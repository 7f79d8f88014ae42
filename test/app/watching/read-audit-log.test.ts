import { expect, test } from 'vitest';
import { auditReading } from '../../../src/app/watching/read-audit-log.ts';
import type { PacedAuditLog } from '../../../src/app/watching/paced-audit-log.ts';
import { World } from '../world.ts';

test('what the bot’s own app did is asked for again soon after a start, though nothing else was asked for yet', async () => {
  const world = new World();
  const asked: string[] = [];
  const note = (kind: string) => (): void => void asked.push(kind);
  const audit = {
    isFree: () => true,
    ask: note('other'),
    askAll: note('other'),
    askOwn: note('own'),
    askPage: note('other'),
  } as unknown as PacedAuditLog;
  const lookup = { names: () => Promise.resolve([]) };
  const reading = auditReading(world.ports, world.settings, lookup, audit);
  for (let n = 0; n < 14; n += 1) {
    await reading.readDue();
    world.now += 2_000;
  }
  const [first, second] = asked.flatMap((kind, n) => (kind === 'own' ? [n] : []));
  expect(first).toBe(0);
  expect(second).toBeLessThan(8);
});
