import { bringsBack } from '../../commands/bringing-back.ts';
import { offerLine } from '../../commands/offer.ts';
import { offersOfGlass } from '../../commands/offers.ts';
import { propose as pending, type Change } from '../../domain/change/change.ts';
import type { Ends } from '../../domain/ends/end.ts';
import { doorsLeft } from '../../domain/ends/ending.ts';
import type { Proposal } from '../../domain/change/proposal.ts';
import { approvalFor, approversFor, opens, type Approval } from '../../domain/change/approval.ts';
import type { TenantId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { movesPeople } from '../../domain/change/closing.ts';
import { samePerson } from '../../domain/people/person.ts';
import { steps, type Plan } from '../../domain/policy/plan.ts';
import { isOfDefault } from '../../domain/policy/snapshot.ts';
import type { Reply } from '../../domain/replies/reply.ts';
import type { Given, Proof } from '../authorize.ts';
import type { Counting } from '../finding/presence.ts';
import type { Ports, Settings } from '../ports.ts';
import { approvers } from '../telling/audience.ts';
import { changeCard } from '../telling/cards/change-card.ts';
import { unreachedAdministrators } from '../telling/alone/reach.ts';
import type { Asked } from '../use-case.ts';
import { withoutPast } from './ends/without-past.ts';
import { frozen } from './many/frozen.ts';
import { takePartner } from './take-partner.ts';
import { writingStopped } from './writing-stopped.ts';

/** Where a change is asked for; a card whose button asked becomes the change's card. Who asks is on the proof. */
export type Place = Pick<Asked, 'conversation' | 'card' | 'command'>;

/** What is to be proposed, before it has an id, a time and an owner. */
export type Draft = Pick<Proposal, 'again' | 'partner' | 'plan' | 'reason'> & {
  /** Left out: no button needs more than a click, it follows nothing, nobody looks alike, and no default matters. */
  readonly challenge?: Proposal['challenge'];
  readonly follows?: Proposal['follows'];
  readonly lookalikes?: Proposal['lookalikes'];
  readonly defaults?: Proposal['defaults'];
  /** Whether whoever asks means to decide it alone, whatever the rule. */
  readonly breakGlass?: boolean;
  /** Whether it takes back what somebody opened past the bot. */
  readonly takesBackOpening?: boolean;
  /** Until when what it opens may be open; left out: for good. */
  readonly ends?: Ends | null;
  /** Who of the partner is here already, being counted; left out: nobody counts. */
  readonly here?: Counting | undefined;
};

const NOTHING_BESIDE = { challenge: null, follows: null, lookalikes: [], defaults: null } as const;

/** What is typed where nobody shall confirm by habit: the last four characters of the tenant id. */
export const challengeOf = (tenantId: TenantId): string => tenantId.slice(-4);

/**
 * Stores a pending change, unless somebody has an open one for the same tenant that need not make way for it. Nothing is
 * written to Graph.
 */
export async function keep(
  ports: Ports,
  settings: Pick<Settings, 'confirmWithinMilliseconds' | 'approvals' | 'approvers'>,
  proof: Proof<'change'>,
  { conversation, card, command }: Place,
  { breakGlass = false, takesBackOpening = false, ends = null, here, ...asked }: Draft,
): Promise<Given<Reply>> {
  const { person } = proof;
  const { prolongs, many } = asked.plan;
  if (steps(asked.plan).length === 0 && prolongs !== true && many === undefined)
    throw new Error(`${command}: a goal that changes nothing`);
  const { store, ids, clock } = ports;
  const { plan, shut } = isBack(asked)
    ? await withoutPast(ports, asked, asked.defaults ?? null)
    : { plan: asked.plan, shut: [] };
  if (plan === undefined) {
    return proof.refuse({
      kind: 'endPast',
      partner: asked.partner,
      isOfDefault: isOfDefault(asked.plan.after),
      doors: shut,
    });
  }
  const draft = { ...asked, plan };
  const alarm = await store.openMisuse();
  const stopped = await writingStopped(store, { plan: draft.plan, takesBackOpening });
  if (stopped !== undefined) return proof.refuse(stopped);
  const ice = await frozen(store, draft);
  if (ice !== undefined) return proof.refuse(ice);
  const ruled = approvalFor(settings.approvals, draft.plan);
  if (breakGlass && ruled === 'self')
    return proof.refuse({ kind: 'glassNotNeeded', instead: offersOfGlass.without(draft) });
  if (breakGlass && draft.reason === null) {
    return proof.give({
      kind: 'reasonAsked',
      what: 'breakGlass',
      say: offerLine(draft.again),
      whom: draft.partner,
      moves: draft.plan,
    });
  }
  const approval: Approval = breakGlass ? 'breakGlass' : ruled;
  const needed = approval === 'secondPerson' ? approversFor(settings, draft.plan) : 1;
  const places = approval === 'secondPerson' ? await approvers(store, conversation) : [];
  if (approval === 'secondPerson') {
    // First: a place for approvals would help nobody then.
    const somebody = await ports.roles.anybodyElse(person.objectId, 'securityAdministrator');
    const about = { glass: offersOfGlass.break(draft), partner: draft.partner };
    if (!somebody) return proof.refuse({ kind: 'nobodyElse', ...about });
    if (needed > 1) {
      const holders = await ports.roles.holders('securityAdministrator');
      const others = holders.filter(({ objectId }) => objectId !== person.objectId).length;
      if (others < needed) return proof.refuse({ kind: 'tooFewOthers', ...about, needed, others });
    }
    if (conversation.conversationType === 'personal' && places.length === 0)
      return proof.refuse({ kind: 'noApprovalsChannel' });
  }
  const isHeardFirst = approval === 'breakGlass' && opens(draft.plan);
  const unreached = isHeardFirst ? await unreachedAdministrators(ports, conversation, person.objectId) : [];
  const present = movesPeople(draft.plan) ? await here?.inTime() : null;
  const now = clock.now();
  const change = pending({
    ...NOTHING_BESIDE,
    ...draft,
    approval,
    approvers: needed,
    id: ids.change(),
    command,
    requester: person,
    requestedAt: now,
    // What would have ended by then is not opened any more.
    expiresAt: Math.min(now + settings.confirmWithinMilliseconds, ...endsIn(draft.plan, ends)),
    ends,
    ...(prolongs === true && ends !== null && (await endBefore(ports, draft.plan, ends))),
    ...(shut.length > 0 && { leftShut: shut }),
    endOf: null,
    conversation,
    takesBackOpening,
    alarm: alarm?.id ?? null,
    unreached,
    ...(present && { present }),
  });
  const inserted = await takePartner(ports, change, card, places);
  return inserted.kind === 'inserted'
    ? proof.give(changeCard(change, conversation))
    : occupied(ports, proof, inserted.by, card);
}

/** Whether it brings back, or goes on with, what was decided before; of many that was looked at for each of them. */
const isBack = (asked: Draft): boolean =>
  asked.plan.many === undefined && (bringsBack(asked) || (asked.follows ?? null) !== null);

/** Of several ends the first: that is what is moved. */
async function endBefore(
  { store }: Pick<Ports, 'store'>,
  { tenantId, after }: Plan,
  { doors }: Ends,
): Promise<Pick<Proposal, 'endBefore'>> {
  const all = await store.endings();
  const theirs = all.filter((one) => one.partner.tenantId === tenantId && one.isOfDefault === isOfDefault(after));
  const moved = theirs.filter((one) => doorsLeft(one, theirs).some((door) => doors.includes(door)));
  return moved.length === 0 ? {} : { endBefore: Math.min(...moved.map(({ end }) => end.at)) };
}

/** When what it opens ends, of one partner or of many. */
const endsIn = ({ many }: Plan, own: Ends | null): readonly Instant[] =>
  [own, ...(many?.members ?? []).map(({ ends }) => ends)].flatMap((ends) => (ends ? [ends.at] : []));

/** Somebody has an open change for the partner. One's own whose card was never seen is shown again. */
async function occupied(
  { store }: Ports,
  proof: Proof<'change'>,
  open: Change,
  card: Place['card'],
): Promise<Given<Reply>> {
  const { id, requester } = open.proposal;
  const own = await store.ownCopy(id);
  const onThisCard = card !== null && own?.message?.messageId === card.messageId;
  const isOwn = samePerson(requester, proof.person);
  const shown = proof.give(changeCard(open, open.proposal.conversation));
  if (onThisCard && isOwn) return shown;
  if (own?.message !== null || !isOwn) return proof.refuse({ kind: 'openChange', open, isOwn });
  await store.recordDrawn(own.id, { message: null, revision: 0 });
  return shown;
}
