import { opens } from '../../domain/change/approval.ts';
import type { WritingStopped } from '../../domain/change/status.ts';
import type { Proposal } from '../../domain/change/proposal.ts';
import type { Store } from '../ports.ts';

/**
 * Why nothing that opens the tenant may be written now; undefined: it may, or the plan opens nothing. Closing goes on, and
 * so does taking back what somebody opened, whatever else of it that opens: what was right before comes back. Rejects with StoreError, and then nothing is written.
 */
export async function writingStopped(
  store: Pick<Store, 'openMisuse'>,
  { plan, takesBackOpening }: Pick<Proposal, 'plan' | 'takesBackOpening'>,
): Promise<WritingStopped | undefined> {
  const open = opens(plan) && !takesBackOpening ? await store.openMisuse() : undefined;
  return open && { kind: 'writingStopped', misuse: open.id };
}
