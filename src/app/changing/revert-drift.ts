import { revertDriftLine } from '../../commands/drift/revert-drift.ts';
import { isOpenDrift } from '../../domain/drift/drift.ts';
import type { DriftId } from '../../domain/ids.ts';
import { needsPreview, steps, type Plan } from '../../domain/policy/plan.ts';
import { reverted } from '../../domain/policy/revert.ts';
import { live, sameState } from '../../domain/policy/snapshot.ts';
import { refused } from '../../domain/replies/notice.ts';
import { undecidable } from '../../domain/replies/refusal.ts';
import type { Reply } from '../../domain/replies/reply.ts';
import { authorize } from '../authorize.ts';
import { defaultsOrNull } from '../finding/defaults.ts';
import type { Ports, Settings } from '../ports.ts';
import { unwrap } from '../promises.ts';
import { keep, type Asked } from './keep.ts';

/** Proposes to take back what was found: an ordinary change, as long as the partner still looks so. */
export async function revertDrift(
  ports: Ports,
  settings: Settings,
  asked: Asked,
  id: DriftId,
  reason: string | null,
): Promise<Reply> {
  const { directory, roles, store, log } = ports;
  const [passed, stored, defaults] = await Promise.allSettled([
    authorize(roles, log, asked.person, 'change'),
    store.drift(id),
    directory.defaults(),
  ]);
  const refusal = unwrap(passed);
  if (refusal !== undefined) return refused(refusal);
  const drift = unwrap(stored);
  if (drift === undefined || !isOpenDrift(drift)) return refused(undecidable(drift));
  const { partner, before, after } = drift;
  const { tenantId } = partner;
  const current = live(await directory.read(tenantId));
  if (!sameState(current, after)) return refused({ kind: 'driftMovedOn', drift: id });
  const plan: Plan = { tenantId, before: current, after: reverted({ tenantId, before, after }, current) };
  if (steps(plan).length === 0) return refused({ kind: 'driftMovedOn', drift: id });
  if (!settings.preview && needsPreview(plan)) return refused({ kind: 'previewOff', command: asked.command });
  return keep(ports, settings, asked, {
    again: revertDriftLine(id),
    partner,
    plan,
    reason,
    challenge: null,
    follows: null,
    lookalikes: [],
    defaults: defaultsOrNull(ports, defaults),
  });
}
