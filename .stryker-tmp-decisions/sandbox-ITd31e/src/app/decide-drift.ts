// @ts-nocheck
import { acceptDriftLine } from '../commands/accept-drift.ts';
import { revertDrift as revertCommand, revertDriftLine } from '../commands/revert-drift.ts';
import type { ConversationReference } from '../domain/conversation.ts';
import { isOpenDrift, type Drift } from '../domain/drift.ts';
import type { DriftId } from '../domain/ids.ts';
import type { Person } from '../domain/person.ts';
import { needsPreview, steps, type Plan } from '../domain/plan.ts';
import type { Reply } from '../domain/reply.ts';
import { reverted } from '../domain/revert.ts';
import { live, sameState } from '../domain/snapshot.ts';
import { authorize } from './authorize.ts';
import { refused } from './explain.ts';
import { inWords } from './in-words.ts';
import { keep, type Asked } from './keep.ts';
import type { Ports, Settings } from './ports.ts';
import { unwrap } from './settled.ts';
import { defaultsOrNull } from './show-partner.ts';

export const DRIFT_VERDICTS = ['accept', 'revert'] as const;
export type DriftVerdict = (typeof DRIFT_VERDICTS)[number];

/** Decides a click on a drift's card: anybody's who may change partners right now. Never rejects. */
export function decideDrift(
  ports: Ports,
  settings: Settings,
  click: {
    readonly driftId: DriftId;
    readonly verdict: DriftVerdict;
    /** What was typed on the card; null: nothing. */
    readonly reason: string | null;
    readonly person: Person;
    readonly conversation: ConversationReference;
  },
): Promise<Reply> {
  const { driftId, verdict, reason, person, conversation } = click;
  const asked: Asked = { person, conversation, card: null, command: revertCommand.name };
  return inWords(ports, { command: `${verdict} drift`, person }, () =>
    verdict === 'accept'
      ? acceptDrift(ports, person, driftId, reason)
      : revertDrift(ports, settings, asked, driftId, null),
  );
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
  const why = reason?.trim() ?? '';
  if (why === '') return refused({ kind: 'reasonMissing', say: acceptDriftLine(id) });
  let drift = await store.drift(id);
  while (drift !== undefined && isOpenDrift(drift)) {
    const accepted = await store.moveDrift(drift, { kind: 'accepted', by: person, reason: why, at: clock.now() });
    if (accepted !== undefined) {
      log.info('drift.accepted', { driftId: id, tenantId: drift.partner.tenantId, by: person.objectId });
      return { kind: 'drift', drift: accepted };
    }
    // It has moved on meanwhile, perhaps only because the audit log told who it was.
    drift = await store.drift(id);
  }
  return closed(drift);
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
  if (drift === undefined || !isOpenDrift(drift)) return closed(drift);
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

/** Why there is nothing to decide. */
function closed(drift: Drift | undefined): Reply {
  if (drift === undefined) return refused({ kind: 'driftUnknown' });
  const { id, status } = drift;
  return refused({ kind: 'driftClosed', drift: id, acceptedBy: status.state === 'accepted' ? status.by : null });
}
