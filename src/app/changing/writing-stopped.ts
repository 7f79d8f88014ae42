import { opens } from '../../domain/change/approval.ts';
import type { WritingStopped } from '../../domain/change/status.ts';
import type { Plan } from '../../domain/policy/plan.ts';
import type { Store } from '../ports.ts';

/**
 * Why nothing that opens the tenant may be written now; undefined: it may, or the plan opens nothing. Closing, and taking
 * back what opened, goes on. Rejects with StoreError, and then nothing is written.
 */
export async function writingStopped(
  store: Pick<Store, 'openMisuse'>,
  plan: Plan,
): Promise<WritingStopped | undefined> {
  const open = opens(plan) ? await store.openMisuse() : undefined;
  return open && { kind: 'writingStopped', misuse: open.id };
}
