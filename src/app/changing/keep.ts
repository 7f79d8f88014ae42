import { isDue, propose as pending, type Change } from '../../domain/change/change.ts';
import type { Proposal } from '../../domain/change/proposal.ts';
import { approvalFor } from '../../domain/change/approval.ts';
import type { ConversationReference, PostedMessage } from '../../domain/telling/conversation.ts';
import type { TenantId } from '../../domain/ids.ts';
import { samePerson, type Person } from '../../domain/people/person.ts';
import { steps } from '../../domain/policy/plan.ts';
import type { Reply } from '../../domain/replies/reply.ts';
import { approvers } from '../telling/audience.ts';
import { changeCard } from '../telling/change-card.ts';
import { refused } from '../../domain/replies/notice.ts';
import { advance } from './lifecycle.ts';
import type { Ports, Settings } from '../ports.ts';

export type Asked = {
  readonly person: Person;
  readonly conversation: ConversationReference;
  /** The card whose button asked; it becomes the change's card. null: somebody typed. */
  readonly card: PostedMessage | null;
  /** The command's name. */
  readonly command: string;
};

/** What is to be proposed, before it has an id, a time and an owner. */
export type Draft = Pick<
  Proposal,
  'again' | 'partner' | 'plan' | 'reason' | 'challenge' | 'follows' | 'lookalikes' | 'defaults'
> & {
  /** Whether whoever asks means to decide it alone, whatever the rule. */
  readonly breakGlass?: boolean;
};

/** What is typed where nobody shall confirm by habit: the last four characters of the tenant id. */
export const challengeOf = (tenantId: TenantId): string => tenantId.slice(-4);

/** Stores a pending change, unless somebody has an open one for the same tenant. Nothing is written to Graph. */
export async function keep(
  ports: Ports,
  settings: Pick<Settings, 'confirmWithinMilliseconds' | 'approvals'>,
  { person, conversation, card, command }: Asked,
  { breakGlass = false, ...draft }: Draft,
): Promise<Reply> {
  if (steps(draft.plan).length === 0) throw new Error(`${command}: a goal that changes nothing`);
  const { store, log, ids, clock } = ports;
  const ruled = approvalFor(settings.approvals, draft.plan);
  if (breakGlass && ruled === 'self') return refused({ kind: 'glassNotNeeded' });
  const approval = breakGlass ? 'breakGlass' : ruled;
  const places = approval === 'secondPerson' ? await approvers(store, conversation) : [];
  if (approval === 'secondPerson') {
    // First: a place for approvals would help nobody then.
    const somebody = await ports.roles.anybodyElse(person.objectId, 'securityAdministrator');
    if (!somebody) return refused({ kind: 'nobodyElse', command });
    if (conversation.conversationType === 'personal' && places.length === 0)
      return refused({ kind: 'noApprovalsChannel' });
  }
  const now = clock.now();
  const change = pending({
    ...draft,
    approval,
    id: ids.change(),
    command,
    requester: person,
    requestedAt: now,
    expiresAt: now + settings.confirmWithinMilliseconds,
    conversation,
  });
  const { proposal } = change;
  const entry = {
    changeId: proposal.id,
    event: { kind: 'proposed', proposal, at: proposal.requestedAt },
    requestIds: [],
  } as const;
  let inserted = await store.insert(change, entry, card, places);
  if (inserted.kind === 'occupied' && isDue(inserted.by, clock.now())) {
    await advance(ports, inserted.by, { kind: 'expired', at: clock.now() });
    inserted = await store.insert(change, entry, card, places);
  }
  if (inserted.kind === 'occupied') return occupied(ports, inserted.by, proposal.requester, card);
  log.info('change.proposed', {
    changeId: proposal.id,
    command: proposal.command,
    tenantId: proposal.partner.tenantId,
    requester: proposal.requester.objectId,
  });
  return changeCard(change, conversation);
}

/** Somebody has an open change for the partner. One's own whose card was never seen is shown again. */
async function occupied({ store }: Ports, open: Change, person: Person, card: PostedMessage | null): Promise<Reply> {
  const { id, requester } = open.proposal;
  const own = await store.ownCopy(id);
  const onThisCard = card !== null && own?.message?.messageId === card.messageId;
  if (onThisCard && samePerson(requester, person)) return changeCard(open, open.proposal.conversation);
  if (own?.message !== null || !samePerson(requester, person)) return refused({ kind: 'openChange', open });
  await store.recordDrawn(own.id, { message: null, revision: 0 });
  return changeCard(open, open.proposal.conversation);
}
