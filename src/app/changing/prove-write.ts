import { needsMore } from '../../domain/change/approval.ts';
import type { Change } from '../../domain/change/change.ts';
import type { Halt, Release } from '../../domain/change/status.ts';
import { samePerson } from '../../domain/people/person.ts';
import { needsPreview } from '../../domain/policy/plan.ts';
import { DirectoryError } from '../../domain/problem.ts';
import { writingStopped } from './writing-stopped.ts';
import { authorizeWith, type WriteProof } from '../authorize.ts';
import type { Ports, Settings } from '../ports.ts';
import { contradicted } from './as-proposed.ts';
import { isEndId } from '../../domain/ends/end.ts';
import { proveUnanswered } from './recertify/prove-unanswered.ts';
import { frozen } from './many/frozen.ts';
import { provePart } from './many/prove-part.ts';
import { proveEnd } from './ends/prove-end.ts';
import { opensPast } from './ends/without-past.ts';

/** What of the settings says whether something may be written. */
export type MayWrite = Pick<Settings, 'preview' | 'approvals' | 'approvers' | 'recertifyUnanswered'>;

/** As it stands in the log, where nobody has a name. */
export function logged(halt: Halt | Release): object {
  return halt.kind === 'refused' && halt.of !== undefined ? { ...halt, of: halt.of.objectId } : halt;
}

/**
 * The proof that everyone whose word counts for a change - whoever asked for it, and whoever approved or confirmed it - may have it
 * written right now, or why not. It is asked for before each write.
 */
export async function proveWrite(ports: Ports, settings: MayWrite, change: Change): Promise<WriteProof | Halt> {
  const { proposal, status } = change;
  if (status.state !== 'applying') throw new Error('only a claimed change has somebody who confirmed it');
  const stop = await contradicted(ports, change);
  if (stop !== undefined) return { kind: 'stopped', stop };
  const { endOf } = proposal;
  if (endOf !== null) {
    return isEndId(endOf)
      ? proveEnd(ports, change, endOf, status.by)
      : proveUnanswered(ports, settings, change, endOf, status.by);
  }
  const whole = proposal.partOf === undefined ? change : await provePart(ports, change, proposal.partOf);
  if ('kind' in whole) return whole;
  // The setting may have been switched off since the card was drawn.
  if (!settings.preview && needsPreview(proposal.plan)) {
    return { kind: 'refused', refusal: { kind: 'previewOff', command: proposal.command } };
  }
  const stopped = (await writingStopped(ports.store, proposal)) ?? (await frozen(ports.store, proposal));
  if (stopped !== undefined) return { kind: 'refused', refusal: stopped };
  if (await opensPast(ports, proposal, whole.proposal.defaults)) return { kind: 'stopped', stop: { kind: 'endPast' } };
  // What was confirmed before a restart may be under another rule now.
  if (needsMore(settings, whole.proposal)) return { kind: 'stopped', stop: { kind: 'ruleStricter' } };
  const { requester } = proposal;
  const others = [requester, ...whole.approvals.map(({ by }) => by)].filter((person) => !samePerson(person, status.by));
  try {
    const { others: refused, ...passing } = await authorizeWith(ports, status.by, 'change', others);
    const [first] = refused;
    if (first !== undefined) {
      const { person, refusal } = first;
      if (!samePerson(person, requester)) return { kind: 'refused', refusal, of: person };
      return { kind: 'stopped', stop: { kind: 'requesterMayNot', refusal } };
    }
    return passing.kind === 'proven' ? passing.proof : passing;
  } catch (error) {
    if (!(error instanceof DirectoryError)) throw error;
    return { kind: 'unreadable', problem: error.problem };
  }
}

/** For how long a proof that was had beside something slow is as good as a new one, in milliseconds. */
const FRESH_MS = 1_000;

/**
 * The proof, and what is read beside it so that nobody waits for both. Where Graph took its time with either, everyone is
 * looked at once more after it: whoever lost the role or the account meanwhile must not be written for.
 */
export async function proveWriteBeside<Read>(
  ports: Ports,
  settings: MayWrite,
  change: Change,
  reading: () => Promise<Read>,
): Promise<readonly [WriteProof | Halt, Read]> {
  const since = ports.clock.elapsed();
  const [proof, read] = await Promise.all([proveWrite(ports, settings, change), reading()]);
  const isFresh = 'kind' in proof || ports.clock.elapsed() - since < FRESH_MS;
  return [isFresh ? proof : await proveWrite(ports, settings, change), read];
}
