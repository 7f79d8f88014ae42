import type { Drift } from '../../domain/drift/drift.ts';
import type { MisuseId } from '../../domain/ids.ts';
import type { Refusal } from '../../domain/replies/refusal.ts';
import { toEveryAdministrator } from '../../domain/telling/letter.ts';
import type { Ports } from '../ports.ts';

/**
 * Why nobody decides on a drift as it is stored: the journal has it otherwise, so that it may not be what was found, or
 * have been accepted by somebody who never did. It is said to every administrator. undefined: it is what was found, and all that happened to it since.
 */
export async function rewritten(
  ports: Pick<Ports, 'store' | 'log'>,
  { id: drift, partner }: Drift,
): Promise<Extract<Refusal, { kind: 'driftRewritten' }> | undefined> {
  const { store, log } = ports;
  const members = await store.driftContradictions(drift);
  if (members.length === 0) return undefined;
  log.error('drift.contradicted', new Error('stored otherwise than journaled'), { driftId: drift, members });
  await store.write(toEveryAdministrator({ kind: 'driftRewritten', drift }));
  return { kind: 'driftRewritten', drift, partner, members };
}

/** The same of what the bot's own app did without the bot, and who said that it may open again. */
export async function rewrittenAlarm(
  ports: Pick<Ports, 'store' | 'log'>,
  misuse: MisuseId,
): Promise<Extract<Refusal, { kind: 'misuseRewritten' }> | undefined> {
  const { store, log } = ports;
  const members = await store.misuseContradictions(misuse);
  if (members.length === 0) return undefined;
  log.error('misuse.contradicted', new Error('stored otherwise than journaled'), { misuseId: misuse, members });
  await store.write(toEveryAdministrator({ kind: 'misuseRewritten', misuse }));
  return { kind: 'misuseRewritten', misuse, members };
}
