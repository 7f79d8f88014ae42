import type { Change } from '../../domain/change/change.ts';
import { next } from '../../domain/change/next.ts';
import type { Proposal } from '../../domain/change/proposal.ts';
import type { Moved, Ports } from '../ports.ts';
import { audience } from '../telling/audience.ts';

/** An open change as it ends because another one takes its place; undefined: it is no wish any more, it is being carried out. */
export async function superseded(
  store: Pick<Ports['store'], 'subscriptions'>,
  open: Change,
  { id: instead, requester: by, requestedAt: at }: Proposal,
): Promise<Moved | undefined> {
  const event = { kind: 'superseded', by, instead, at } as const;
  const change = next(open, event);
  if (change === undefined) return undefined;
  const entry = { changeId: open.proposal.id, event, requestIds: [] };
  return { change, entry, tell: await audience(store, change, event) };
}
