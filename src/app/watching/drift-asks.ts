import type { ApprovalRule } from '../../domain/change/approval.ts';
import { asksOf } from '../../domain/drift/acceptance.ts';
import { isOpenDrift, type Drift } from '../../domain/drift/drift.ts';
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

async function subscribersOf(
  store: Pick<Store, 'subscriptions'>,
  { conversationId }: ConversationReference,
): Promise<readonly Person[]> {
  const all = await store.subscriptions();
  return all
    .filter(({ state, conversation }) => state === 'alive' && conversation.conversationId === rootOf(conversationId))
    .map(({ by }) => by);
}
