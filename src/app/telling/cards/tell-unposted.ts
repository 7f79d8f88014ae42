import { isOpenDrift } from '../../../domain/drift/drift.ts';
import { toEveryAdministrator, type Letter, type Word } from '../../../domain/telling/letter.ts';
import { stateOf, type Subject } from '../../../domain/telling/subject.ts';
import type { Ports } from '../../ports.ts';

/** So long a card may fail, for whatever reason, before it is said in another way. */
const LATE_MS = 5 * 60_000;

/** What came of a card so far. */
type Tries = {
  /** Since the first that failed, in milliseconds. */
  readonly failingMs: number;
  /** Whether Teams has refused it often, or it is not tried any more. */
  readonly isHopeless: boolean;
};

/**
 * A conversation that is subscribed and takes no card hears nothing: an alarm that has arrived in none goes by letter to
 * every administrator, as where nobody is subscribed.
 */
export function unpostedAlarms({ store }: Pick<Ports, 'store'>) {
  const told = new Set<string>();

  const tell = async (subject: Subject): Promise<void> => {
    const word = wordOf(subject);
    const { id } = stateOf(subject);
    if (word === undefined || told.has(id)) return;
    const copies = await store.copies(id);
    if (copies.some(({ message }) => message !== null)) return;
    await store.write(toEveryAdministrator(word));
    told.add(id);
  };

  return {
    /** A card of it could not be posted. Rejects with StoreError. */
    unposted: async (subject: Subject, { failingMs, isHopeless }: Tries): Promise<void> => {
      if (isHopeless || failingMs >= LATE_MS) await tell(subject);
    },
  };
}

/**
 * What every administrator is told because conversations hear no more: of each alarm that was yet to be posted there, and is
 * neither posted nor waits anywhere else. Kept in the transaction that ends it, so that nobody silences an alarm by being
 * faster than its card.
 * @param gone the ids, at their root, of the conversations
 */
export async function alarmsLeft(
  store: Pick<Ports['store'], 'unposted' | 'copies' | 'subject'>,
  gone: ReadonlySet<string>,
): Promise<readonly Letter[]> {
  const waiting = (await Promise.all([...gone].map((place) => store.unposted(place)))).flat();
  const letters: Letter[] = [];
  for (const id of new Set(waiting.map((copy) => copy.subject))) {
    const copies = await store.copies(id);
    const isElsewhere = copies.some(
      ({ message, conversation }) => message !== null || !gone.has(conversation.conversationId),
    );
    const subject = isElsewhere ? undefined : await store.subject(id);
    const word = subject && wordOf(subject);
    if (word !== undefined) letters.push(toEveryAdministrator(word));
  }
  return letters;
}

/** undefined: it is no alarm, it is over, or every administrator is told of it anyway. */
function wordOf(subject: Subject): Word | undefined {
  switch (subject.kind) {
    case 'drift':
      return isOpenDrift(subject.drift)
        ? { kind: 'driftUnheard', drift: subject.drift.id, more: 0, from: null }
        : undefined;
    case 'digest': {
      const { shown, counts } = subject.digest;
      const [worst] = shown;
      return worst && { kind: 'driftUnheard', drift: worst.id, more: counts.all - 1, from: null };
    }
    case 'sight':
      return subject.sight.turn.kind === 'lost' ? { kind: 'blindUnheard', sight: subject.sight.id } : undefined;
    case 'transient':
      return { kind: 'transientUnheard', transient: subject.transient.id };
    case 'change':
    case 'misuse':
      return undefined;
  }
}
