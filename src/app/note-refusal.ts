import type { RefusedCommand } from '../domain/journal/note.ts';
import type { Notice } from '../domain/replies/notice.ts';
import { subjectOf } from '../domain/replies/refusal.ts';
import type { Ports, Telemetry } from './ports.ts';

/**
 * Notes in the journal that somebody asked for a change and was told no; any other notice is none of that. Never rejects:
 * a no is a no also where it cannot be noted.
 */
export async function noteRefusal(
  { store, clock, log }: Pick<Ports, 'store' | 'clock' | 'log'>,
  asked: Pick<RefusedCommand, 'by' | 'command' | 'line' | 'change'>,
  notice: Notice,
): Promise<void> {
  if (notice.kind !== 'refused') return;
  const { refusal } = notice;
  // Nobody has looked at that one.
  if (refusal.kind === 'tooManyAtOnce') return;
  const { change, tenantId } = subjectOf(refusal);
  try {
    await store.noteRefusal({ ...asked, change: change ?? asked.change, tenantId, why: refusal.kind, at: clock.now() });
  } catch (error) {
    log.error('refusal.unnoted', error, { objectId: asked.by.objectId, command: asked.command, why: refusal.kind });
  }
}

/** Counts a refusal of which the journal has nothing: of whoever only wanted to know. What is noted, the store counts. */
export function countRefusal(telemetry: Telemetry, notice: Notice): void {
  if (notice.kind !== 'refused') return;
  telemetry.count('bridgekeeper.refusals', { 'bridgekeeper.refusal.kind': notice.refusal.kind });
}
