import type { Change } from '../../domain/change/change.ts';
import type { Stop } from '../../domain/change/stop.ts';
import { toEveryAdministrator } from '../../domain/telling/letter.ts';
import type { Ports } from '../ports.ts';

/**
 * Why a change may not be carried out as it is stored: the journal has it otherwise, so that nobody decided what would be
 * written. It is said to every administrator. undefined: it is what was proposed, and what happened to it is what the journal tells.
 */
export async function contradicted(ports: Ports, change: Change): Promise<Stop | undefined> {
  const { store, log } = ports;
  const members = await store.contradictions(change);
  if (members.length === 0) return undefined;
  log.error('change.contradicted', new Error('stored otherwise than journaled'), {
    changeId: change.proposal.id,
    members,
  });
  // Whatever becomes of the change: it is about the store.
  await store.write(toEveryAdministrator({ kind: 'storeChanged', change: change.proposal.id }));
  return { kind: 'notAsProposed', members };
}
