import type { Change } from '../../domain/change/change.ts';
import type { Stop } from '../../domain/change/stop.ts';
import type { Ports } from '../ports.ts';

/**
 * Why a change may not be carried out as it is stored: the journal has it otherwise, so that nobody decided what would be
 * written. undefined: it is what was proposed, and what happened to it is what the journal tells.
 */
export async function contradicted(
  { store, log }: Pick<Ports, 'store' | 'log'>,
  change: Change,
): Promise<Stop | undefined> {
  const members = await store.contradictions(change);
  if (members.length === 0) return undefined;
  log.error('change.contradicted', new Error('stored otherwise than journaled'), {
    changeId: change.proposal.id,
    members,
  });
  return { kind: 'notAsProposed', members };
}
