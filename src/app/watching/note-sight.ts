import type { TenantId } from '../../domain/ids.ts';
import type { DirectoryProblem } from '../../domain/problem.ts';
import { turnOf, type Sight } from '../../domain/drift/sight.ts';
import { toEveryAdministrator } from '../../domain/telling/letter.ts';
import { listeners } from '../telling/audience.ts';
import type { Ports } from '../ports.ts';

/**
 * Tells once that the policies cannot be read, and once that they can be again, however often the bot is restarted.
 * @param problem null: they can be read
 */
export async function noteSight(
  { store, clock, ids, log }: Pick<Ports, 'store' | 'clock' | 'ids' | 'log'>,
  tenantId: TenantId,
  problem: DirectoryProblem | null,
): Promise<void> {
  const turn = turnOf(await store.sight(), problem);
  if (turn === undefined) return;
  const sight: Sight = { id: ids.sight(), tenantId, at: clock.now(), turn };
  const places = await listeners(store, 'drift');
  const isUnheard = places.length === 0 && turn.kind === 'lost';
  await store.recordSight(
    sight,
    places,
    isUnheard ? [toEveryAdministrator({ kind: 'blindUnheard', sight: sight.id })] : [],
  );
  log.warn(`watch.${turn.kind}`, { sight });
}
