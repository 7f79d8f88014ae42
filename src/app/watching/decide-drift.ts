import { acceptDriftLine } from '../../commands/drift/accept-drift.ts';
import { revertDrift as revertCommand } from '../../commands/drift/revert-drift.ts';
import type { ConversationReference } from '../../domain/telling/conversation.ts';
import { isOpenDrift } from '../../domain/drift/drift.ts';
import type { DriftId } from '../../domain/ids.ts';
import type { Person } from '../../domain/people/person.ts';
import type { Reply } from '../../domain/replies/reply.ts';
import { authorize } from '../authorize.ts';
import { undecidable } from '../../domain/replies/refusal.ts';
import { revertDrift } from '../changing/revert-drift.ts';
import { refused } from '../../domain/replies/notice.ts';
import { inWords } from '../in-words.ts';
import { type Asked } from '../changing/keep.ts';
import type { Ports, Settings } from '../ports.ts';

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
  return refused(undecidable(drift));
}
