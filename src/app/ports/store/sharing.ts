import { byRights, type Right } from '../rights.ts';

/** Which of the processes that share a store this one is among them. */
export interface Leadership {
  /** Whether it looks after what nobody asks for, as far as it knows by its own clock. */
  leads(): boolean;
  /** Grows with each process that takes over; the last one that this process has heard of. */
  epoch(): number;
  /** What it leads by; undefined: another one leads. */
  term(): Right | undefined;
  /** `leads`: from now on this process does. `written`: another one has written what the leader may have to look after. */
  hear(listener: (what: 'leads' | 'written') => void): void;
}

/** Something that this process does and no other meanwhile. */
export type Held = {
  readonly right: Right;
  /** Lets others have it at once; a process that ends without it is no longer heard of soon. */
  readonly release: () => void;
};

/** What can be held: a change that is carried out, a copy that is drawn, or a look at all partners. */
export type Holdable = `change:${string}` | `copy:${number}` | 'look';

/** What processes agree on that share a store. */
export interface SharingStore {
  readonly leadership: Leadership;
  /**
   * Holds something until it is let go of, or this process is not heard of for too long. What this process holds already it
   * gets again. @returns undefined: another process has it
   */
  hold(what: Holdable): Promise<Held | undefined>;
}

const OWN: Right = { kind: 'term', epoch: 0, demand: () => undefined };

/** Of a store that lets one process in: it leads, nobody ever takes over, and whatever it does no other does. */
export const ALONE: SharingStore = {
  leadership: { leads: () => true, epoch: () => OWN.epoch, term: () => OWN, hear: () => undefined },
  hold: () => Promise.resolve({ right: OWN, release: () => undefined }),
};

/** Does the work where this process leads, and only as long as it does. */
export async function asLeader(
  { leadership }: Pick<SharingStore, 'leadership'>,
  work: () => Promise<void>,
): Promise<void> {
  const term = leadership.term();
  if (term !== undefined) await byRights([term], work);
}
