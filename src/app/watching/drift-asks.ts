import type { ApprovalRule } from '../../domain/change/approval.ts';
import { asksOf } from '../../domain/drift/acceptance.ts';
import { isOpenDrift, type Drift } from '../../domain/drift/drift.ts';
import type { Presence } from '../../domain/partners/presence.ts';
import type { Person } from '../../domain/people/person.ts';
import { rootOf, type ConversationReference } from '../../domain/telling/conversation.ts';
import type { Subject } from '../../domain/telling/subject.ts';
import type { Store } from '../ports.ts';
import { partsOf } from './parts-of-drift.ts';

type DriftSubject = Extract<Subject, { kind: 'drift' }>;

/**
 * A drift with what it takes to accept it by the rule in force, as the decision goes by: all parts of it count.
 * @param shownIn where its card is shown: whoever has that conversation told is called; left out: nobody is
 */
export async function withAsks(
  store: Pick<Store, 'drift' | 'subscriptions'>,
  rule: ApprovalRule,
  drift: Drift,
  shownIn?: ConversationReference,
): Promise<DriftSubject> {
  if (!isOpenDrift(drift)) return { kind: 'drift', drift };
  const asks = asksOf(rule, await partsOf(store, drift));
  const called = shownIn === undefined ? [] : await subscribersOf(store, shownIn);
  return { kind: 'drift', drift, asks, ...(called.length > 0 && { called }) };
}

/**
 * What was found, with whoever has that conversation told of it: as long as somebody is to look at it, they are called. Of a
 * drift, with what it takes to accept it by the rule in force.
 */
export async function withSubscribers(
  store: Pick<Store, 'drift' | 'subscriptions'>,
  rule: ApprovalRule,
  subject: Exclude<Subject, { kind: 'change' }>,
  shownIn: ConversationReference,
): Promise<Subject> {
  if (subject.kind === 'drift') {
    return { ...subject, ...(await withAsks(store, rule, subject.drift, shownIn)) };
  }
  // It says itself when it is over, and there is nothing to decide.
  if (subject.kind === 'sight' || !isToBeSeen(subject)) return subject;
  const called = await subscribersOf(store, shownIn);
  return called.length === 0 ? subject : { ...subject, called };
}

/** Of a drift, with who is here already, as far as that has been counted. */
export function withPresence(
  subject: Exclude<Subject, { kind: 'change' }>,
  presence: (drift: Drift) => Presence | undefined,
): Exclude<Subject, { kind: 'change' }> {
  if (subject.kind !== 'drift') return subject;
  const present = presence(subject.drift);
  return present === undefined ? subject : { ...subject, present };
}

function isToBeSeen(subject: Exclude<Subject, { kind: 'change' | 'drift' | 'sight' }>): boolean {
  switch (subject.kind) {
    case 'digest':
      return subject.digest.counts.open > 0;
    case 'misuse':
      return subject.misuse.status.state !== 'resumed';
    case 'transient':
      return subject.transient.openings > 0;
  }
}

async function subscribersOf(
  store: Pick<Store, 'subscriptions'>,
  { conversationId }: ConversationReference,
): Promise<readonly Person[]> {
  const all = await store.subscriptions();
  return all
    .filter(({ state, conversation }) => state === 'alive' && conversation.conversationId === rootOf(conversationId))
    .map(({ by }) => by);
}
