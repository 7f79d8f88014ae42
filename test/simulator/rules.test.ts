import { randomUUID } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { startGraph } from '../../src/simulator/graph.ts';
import { manyPartners } from '../../src/simulator/seed/seed.ts';
import { graphRules } from '../contracts/graph-rules.ts';

const READ_LAG_MS = 5_000;
const DAY_MS = 24 * 60 * 60 * 1000;

graphRules('the simulator', async () => {
  let now = Date.parse('2026-03-02T12:00:00Z');
  const tenant = manyPartners(1);
  const graph = await startGraph({ tenant, pageSize: 2, readLagMs: READ_LAG_MS, now: () => new Date(now) });
  onTestFinished(() => graph.close());
  const pass = (ms: number): Promise<void> => {
    now += ms;
    return Promise.resolve();
  };
  return {
    url: graph.url,
    token: 'a-token',
    control: {
      freshTenantId: randomUUID,
      settle: () => pass(READ_LAG_MS),
      passDays: (days) => pass(days * DAY_MS),
      grant: (permissions) => {
        tenant.appPermissions.clear();
        for (const permission of permissions) tenant.appPermissions.add(permission);
        return Promise.resolve();
      },
      allowDeletedItems: (allowed) => {
        tenant.appMayUseDeletedItems = allowed;
        return Promise.resolve();
      },
    },
  };
});
