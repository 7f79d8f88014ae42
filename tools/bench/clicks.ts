import { manyPartners } from '../../src/simulator/seed/seed.ts';
import type { BotMessage } from '../../test/support/fake-teams.ts';
import { Stage } from './stage.ts';

/** How long the last of so many clicks at once waits, in milliseconds, each on a card of its own, while Graph answers nobody. */
export async function longestClick(count: number): Promise<number> {
  // Every third one of these synchronises already, so there are more than enough.
  const stage = await Stage.set(manyPartners(count * 2));
  try {
    stage.graph.setLatency(0);
    const offs = [...stage.graph.tenant.partners.values()].filter(
      ({ identitySynchronization: policy }) => policy?.userSyncInbound?.isSyncAllowed === false,
    );
    const cards: BotMessage[] = [];
    for (const { tenantId } of offs.slice(0, count)) {
      cards.push(await stage.chat.ask('ada', `enable sync for ${tenantId}`));
    }
    stage.graph.fail({ kind: 'hang-before' });
    const startedAt = performance.now();
    await Promise.all(cards.map((card) => stage.chat.press('ada', card, 'Confirm')));
    return performance.now() - startedAt;
  } finally {
    await stage.clear();
  }
}
