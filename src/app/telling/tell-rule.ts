import type { Approvals } from '../../domain/journal/note.ts';
import { toEveryAdministrator, type Word } from '../../domain/telling/letter.ts';
import type { Ports } from '../ports.ts';
import { everybody } from './audience.ts';
import { drawAgain } from './cards/draw-again.ts';

/**
 * Notes which rule of approvals is in force. One that is not that of the last start is told in every conversation that
 * hears of anything, with the note that it is kept by; where there is none, to every administrator. The cards of what waits
 * to be accepted say anew what that takes.
 */
export async function noteRule(ports: Pick<Ports, 'store' | 'clock' | 'log'>, inForce: Approvals): Promise<void> {
  const { store, clock, log } = ports;
  const at = clock.now();
  const places = await everybody(store);
  const wordOf = (before: Approvals): Word => ({ kind: 'ruleChanged', before, now: inForce, at });
  const before = await store.noteApprovals(inForce, at, (was) =>
    places.length === 0
      ? [toEveryAdministrator(wordOf(was))]
      : places.map((place) => ({ kind: 'bulletin', place, word: wordOf(was) })),
  );
  if (before === null || (before.rule === inForce.rule && before.approvers === inForce.approvers)) return;
  log.warn('approvals.changed', { before, inForce });
  for (const { id } of (await store.driftsNow()).drifts) await drawAgain(store, id);
}
