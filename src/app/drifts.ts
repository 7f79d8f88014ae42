import { acceptDriftLine } from '../commands/accept-drift.ts';
import { revertDriftLine } from '../commands/revert-drift.ts';
import { isOpenDrift, risk, type Drift } from '../domain/drift.ts';
import type { DriftId } from '../domain/ids.ts';
import type { Person } from '../domain/person.ts';
import { needsPreview, steps, type Plan } from '../domain/plan.ts';
import { DirectoryError } from '../domain/problem.ts';
import type { DriftList, Reply } from '../domain/reply.ts';
import { reverted } from '../domain/revert.ts';
import { live, sameState } from '../domain/snapshot.ts';
import { authorize } from './authorize.ts';
import { refused } from './explain.ts';
import { keep, type Asked } from './keep.ts';
import type { Ports, Settings } from './ports.ts';
import { unwrap } from './settled.ts';
import { defaultsOrNull } from './show-partner.ts';
import type { Watcher } from './watch.ts';

/** What waits for a decision. */
export async function listDrift({ roles, store, log }: Ports, person: Person): Promise<Reply> {
  const refusal = await authorize(roles, log, person, 'read');
  if (refusal !== undefined) return refused(refusal);
  return driftList((await store.watched()).drifts, null);
}

/** Looks now, and shows what waits for a decision. */
export async function checkNow(
  { roles, store, log }: Ports,
  { look }: Pick<Watcher, 'look'>,
  person: Person,
): Promise<Reply> {
  const refusal = await authorize(roles, log, person, 'read');
  if (refusal !== undefined) return refused(refusal);
  const outcome = await look();
  if (outcome.kind === 'unreadable') throw new DirectoryError(outcome.problem);
  const { partners } = outcome;
  const began = outcome.kind === 'began';
  return driftList((await store.watched()).drifts, { partners, fresh: began ? 0 : outcome.found.length, began });
}

function driftList(open: readonly Drift[], look: DriftList['look']): DriftList {
  const isRed = (drift: Drift): boolean => risk(drift) === 'red';
  return { kind: 'driftList', drifts: [...open.filter(isRed), ...open.filter((drift) => !isRed(drift))], look };
}

/** Makes what was found the way it should be. */
export async function acceptDrift(
  { roles, store, clock, log }: Ports,
  person: Person,
  id: DriftId,
  reason: string | null,
): Promise<Reply> {
  const refusal = await authorize(roles, log, person, 'change');
  if (refusal !== undefined) return refused(refusal);
  if (reason === null) return refused({ kind: 'reasonMissing', say: acceptDriftLine(id) });
  const drift = await store.drift(id);
  if (drift === undefined) return refused({ kind: 'driftUnknown' });
  const accepted = await store.moveDrift(drift, { kind: 'accepted', by: person, reason, at: clock.now() });
  if (accepted === undefined) return refused({ kind: 'driftClosed', drift: id });
  log.info('drift.accepted', { driftId: id, tenantId: drift.partner.tenantId, by: person.objectId });
  return { kind: 'drift', drift: accepted };
}

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
  if (drift === undefined) return refused({ kind: 'driftUnknown' });
  if (!isOpenDrift(drift)) return refused({ kind: 'driftClosed', drift: id });
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
