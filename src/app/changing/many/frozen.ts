import { opens } from '../../../domain/change/approval.ts';
import type { Proposal } from '../../../domain/change/proposal.ts';
import { standingFreezes } from '../../../domain/change/frozen.ts';
import type { Frozen } from '../../../domain/change/status.ts';
import type { Store } from '../../ports.ts';

/**
 * Why nothing that opens may be asked for or written now: everything is frozen; undefined: it is not, or the plan opens
 * nothing. What a thaw brings back is no opening of its own. Rejects with StoreError, and then nothing is written.
 */
export async function frozen(
  store: Pick<Store, 'freezes' | 'get'>,
  { plan, partOf }: Pick<Proposal, 'plan' | 'partOf'>,
): Promise<Frozen | undefined> {
  if (!opens(plan) || plan.many?.kind === 'thaw') return undefined;
  const [freeze] = standingFreezes(await store.freezes());
  if (freeze === undefined) return undefined;
  const whole = partOf && (await store.get(partOf));
  if (whole?.proposal.plan.many?.kind === 'thaw') return undefined;
  const { id, requester, reason } = freeze.proposal;
  return { kind: 'frozen', freeze: id, by: requester, reason };
}
