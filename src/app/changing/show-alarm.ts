import type { Change } from '../../domain/change/change.ts';
import type { Subject } from '../../domain/telling/subject.ts';
import type { Store } from '../ports.ts';
import { drawAgain } from '../telling/cards/draw-again.ts';
import { writingStopped } from './writing-stopped.ts';

type ChangeSubject = Extract<Subject, { kind: 'change' }>;

/**
 * A change as its card shows it: one that waits and may be made although the bot's own identity is used by somebody else
 * warns of that also where the alarm came after it was asked for. Rejects with StoreError.
 */
export async function withAlarm(store: Pick<Store, 'openMisuse'>, subject: ChangeSubject): Promise<ChangeSubject> {
  const { change } = subject;
  const { proposal, status } = change;
  if (status.state !== 'pending' || proposal.alarm !== null) return subject;
  const open = await store.openMisuse();
  if (open === undefined || (await writingStopped(store, proposal)) !== undefined) return subject;
  return { ...subject, change: { ...change, proposal: { ...proposal, alarm: open.id } } };
}

/** The alarm has come or gone: the cards of what waits say so. Rejects with StoreError. */
export async function drawWaitingAgain(store: Pick<Store, 'open' | 'copies' | 'recordDrawn'>): Promise<void> {
  const waiting = (await store.open()).filter(isPending);
  for (const { proposal } of waiting) await drawAgain(store, proposal.id);
}

const isPending = ({ status }: Change): boolean => status.state === 'pending';
