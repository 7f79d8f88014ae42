import { opens } from '../../../domain/change/approval.ts';
import type { Proposal } from '../../../domain/change/proposal.ts';
import { freezesAfter, isThaw, standingFreezes } from '../../../domain/change/frozen.ts';
import type { Frozen } from '../../../domain/change/status.ts';
import { opensNothingByDefault } from '../../../domain/change/removal.ts';
import { removesPartner } from '../../../domain/policy/plan.ts';
import type { Store } from '../../ports.ts';

/**
 * Why nothing that opens may be asked for or written now: everything is frozen; undefined: it is not, or the plan opens
 * nothing, as a removal where the default allows nothing more. What a thaw brings back is no opening of its own, unless
 * there was another freeze after it. Rejects with StoreError, and then nothing is written.
 * @param wanted without an id it is being asked for
 */
export async function frozen(
  store: Pick<Store, 'freezes'>,
  { plan, partOf, id, defaults = null }: Pick<Proposal, 'plan' | 'partOf'> & Partial<Pick<Proposal, 'id' | 'defaults'>>,
): Promise<Frozen | undefined> {
  const isThawing = plan.many?.kind === 'thaw';
  if (!opens(plan) || (isThawing && id === undefined)) return undefined;
  if (removesPartner(plan) && opensNothingByDefault(plan.before, defaults)) return undefined;
  const carriedOut = await store.freezes();
  const whole = isThawing ? id : partOf;
  const thaw = carriedOut.find((change) => change.proposal.id === whole && isThaw(change));
  const [freeze] = thaw === undefined ? standingFreezes(carriedOut) : freezesAfter(thaw.proposal.id, carriedOut);
  if (freeze === undefined) return undefined;
  const { id: by, requester, reason } = freeze.proposal;
  return { kind: 'frozen', freeze: by, by: requester, reason, ...(removesPartner(plan) && { removes: true }) };
}
