import type { Ports } from '../../ports.ts';
import { alarmsLeft } from '../cards/tell-unposted.ts';
import { hearsNoMore } from './hears-no-more.ts';

/** Teams lets the bot speak there no more: those who still hear are told. @param place the conversation's id, at its root */
export async function loseSubscription({ store, clock }: Pick<Ports, 'store' | 'clock'>, place: string): Promise<void> {
  const end = { how: 'refusedByTeams', by: null, at: clock.now() } as const;
  const all = await store.subscriptions();
  const lost = all.find(({ conversation }) => conversation.conversationId === place);
  const gone = new Set([place]);
  const letters = lost === undefined ? [] : await hearsNoMore(store, lost, all, gone, end);
  await store.turnSubscription(place, 'alive', 'lost', end.at, [...letters, ...(await alarmsLeft(store, gone))]);
}
