import { isDue, needsReview } from '../../../domain/change/change.ts';
import type { EndId } from '../../../domain/ends/end.ts';
import { doorsLeft, type Ending } from '../../../domain/ends/ending.ts';
import type { ConversationReference } from '../../../domain/telling/conversation.ts';
import type {
  AdministratorLetter,
  Bulletin,
  DigestLetter,
  DirectMessage,
  Reminder,
  Sendable,
  Word,
} from '../../../domain/telling/letter.ts';
import type { ObjectId } from '../../../domain/ids.ts';
import type { SubjectId } from '../../../domain/telling/subject.ts';
import type { Alone, Notice } from '../../../domain/replies/notice.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { Overview } from '../../../domain/replies/overview.ts';
import { lastDue } from '../../../domain/telling/rhythm.ts';
import type { Ports } from '../../ports.ts';
import { isHeard } from '../../../domain/telling/subscription.ts';
import { someConversation } from '../alone/near.ts';

/** How the organisation stands, and what has changed since then. Rejects where Graph cannot be read. */
export type Digests = (since: Instant) => Promise<Overview>;

/** What a letter says, and where: in somebody's own chat, else in the first of the others where the bot may speak. */
export type Opened = Card | Said;
type Card = { readonly place: ConversationReference; readonly card: Overview };
type Said = { readonly noticeFor: (where: ConversationReference) => Notice } & (
  | { readonly place: ConversationReference }
  | {
      readonly to: ObjectId;
      /** By which Teams finds them; undefined: none is known. */
      readonly near: ConversationReference | undefined;
      readonly others: readonly ConversationReference[];
    }
);

type Desk = Pick<Ports, 'store' | 'clock'> & { readonly channel: Pick<Ports['channel'], 'anywhere'> };

/** undefined: the letter has been overtaken, and says nothing that is still so. Rejects with StoreError. */
export function opened(desk: Desk, digests: Digests, letter: Sendable): Promise<Opened | undefined> {
  switch (letter.kind) {
    case 'direct':
      return direct(desk, letter);
    case 'reminder':
      return reminder(desk, letter);
    case 'head':
      return Promise.resolve({ place: letter.place, noticeFor: () => ({ kind: 'head', head: letter.head }) });
    case 'digest':
      return digest(desk, digests, letter);
    case 'administrator':
      return toAdministrator(desk, letter);
    case 'bulletin':
      return bulletin(desk, letter);
  }
}

/** Whoever does not have the app for themselves is told where they asked. */
async function direct(desk: Desk, { change: id, to, news }: DirectMessage): Promise<Opened | undefined> {
  const change = await desk.store.get(id);
  if (change === undefined) return undefined;
  const { conversation } = change.proposal;
  return {
    to,
    near: conversation,
    others: [conversation],
    noticeFor: ({ conversationType }) => ({ kind: 'news', news, change, alone: conversationType === 'personal' }),
  };
}

async function reminder({ store, clock }: Desk, { change: id, place }: Reminder): Promise<Opened | undefined> {
  const change = await store.get(id);
  const waits = change?.status.state === 'pending' && !isDue(change, clock.now());
  return waits ? { place, noticeFor: () => ({ kind: 'reminder', change }) } : undefined;
}

/** Not where it was stopped since, or a newer one is due. */
async function digest(
  { store, clock }: Desk,
  digests: Digests,
  { place, due, since }: DigestLetter,
): Promise<Card | undefined> {
  const all = await store.subscriptions();
  const known = all.find(({ conversation }) => conversation.conversationId === place.conversationId);
  const isDue = known?.digest !== undefined && lastDue(known.digest, clock.now())?.at === due;
  return isDue ? { place, card: await digests(since) } : undefined;
}

/** Whoever does not have the app, and for whom none may be installed, cannot be told alone; it is nobody else's. */
async function toAdministrator(desk: Desk, { to, word }: AdministratorLetter): Promise<Opened | undefined> {
  const notice = await noticeOf(desk, word);
  return notice && { to, near: await someConversation(desk), others: [], noticeFor: () => notice };
}

async function bulletin(desk: Desk, { place, word }: Bulletin): Promise<Opened | undefined> {
  const notice = await noticeOf(desk, word);
  return notice && { place, noticeFor: () => notice };
}

/** undefined: it is so no more. Rejects with StoreError. */
export async function noticeOf(
  { store, clock }: Pick<Desk, 'store' | 'clock'>,
  word: Word,
): Promise<Notice | undefined> {
  switch (word.kind) {
    case 'reviewDue': {
      const change = await store.get(word.change);
      return change !== undefined && needsReview(change) ? { kind: 'reviewDue', change } : undefined;
    }
    case 'glassBroken':
    case 'storeChanged': {
      const change = await store.get(word.change);
      return change && { kind: word.kind, change };
    }
    case 'ruleChanged':
      return { kind: 'ruleChanged', before: word.before, now: word.now };
    case 'eventsParked': {
      const parked = await store.parked();
      return parked.length === 0 ? undefined : { kind: 'eventsParked', parked };
    }
    case 'certificateEnds':
      return { kind: 'certificateEnds', ends: word.ends, isOver: word.ends <= clock.now() };
    case 'hearsNoMore':
    case 'misuseRewritten':
    case 'syncBurst':
      return word;
    case 'driftRewritten': {
      const drift = await store.drift(word.drift);
      return drift && { ...word, partner: drift.partner };
    }
    case 'watchBegan':
      return { ...word, nobodyHears: !isHeard(await store.subscriptions(), 'drift') };
    case 'nobodyHears':
      return isHeard(await store.subscriptions(), 'drift') ? undefined : { kind: 'nobodyHears' };
    case 'driftUnheard': {
      const drift = await store.drift(word.drift);
      const way = await wayOf({ store }, word.drift);
      return drift && way && { kind: 'driftUnheard', drift, more: word.more, way };
    }
    case 'blindUnheard': {
      const subject = await store.subject(word.sight);
      const way = await wayOf({ store }, word.sight);
      return way && subject?.kind === 'sight' ? { kind: 'blindUnheard', sight: subject.sight, way } : undefined;
    }
    case 'misuse': {
      const misuse = await store.misuse(word.misuse);
      return misuse && { kind: 'misuse', misuse };
    }
    case 'endNears': {
      const ending = await stillToCome({ store }, word.of);
      return ending && { kind: 'endNears', ending, days: word.days };
    }
    case 'endCame':
    case 'endOverdue': {
      const ending = await store.ending(word.of);
      const isSaid = ending !== undefined && (ending.end.came !== null) === (word.kind === 'endCame');
      return isSaid ? { kind: word.kind, ending } : undefined;
    }
    case 'recertify': {
      const { partner, asked } = word;
      const [now] = await store.recertifications([partner.tenantId], clock.now());
      // Somebody has answered, or it has come further.
      const isSo = now?.asked?.at === asked && now.asked.stage === word.stage;
      return isSo ? { ...word, owner: now.owner } : undefined;
    }
    case 'transientUnheard': {
      const transient = await store.transient(word.transient);
      return transient && { kind: 'transientUnheard', transient };
    }
  }
}

/** An end with what is still to end then, as is decided by now; undefined: it has come, or nothing is. */
async function stillToCome({ store }: Pick<Desk, 'store'>, id: EndId): Promise<Ending | undefined> {
  const decided = await store.ending(id);
  const theirs = decided === undefined ? [] : await store.endingsLeft(decided.partner.tenantId);
  const ending = theirs.find((one) => one.id === id);
  if (ending === undefined) return undefined;
  const doors = doorsLeft(ending, theirs);
  return doors.length === 0 && ending.rest === undefined ? undefined : { ...ending, end: { ...ending.end, doors } };
}

/** Why an alarm is said alone; undefined: by now a conversation that hears has its card. */
async function wayOf({ store }: Pick<Desk, 'store'>, id: SubjectId): Promise<Alone | undefined> {
  if (!isHeard(await store.subscriptions(), 'drift')) return 'nobodyHears';
  const copies = await store.copies(id);
  return copies.some(({ message }) => message !== null) ? undefined : 'notTaken';
}
