import { isBeforeRequest, type Proposal } from '../../../domain/change/proposal.ts';
import type { Ended, Failure, Release } from '../../../domain/change/status.ts';
import type { Instant } from '../../../domain/instant.ts';
import { samePerson, type Person } from '../../../domain/people/person.ts';
import { steps } from '../../../domain/policy/plan.ts';
import { sameState } from '../../../domain/policy/snapshot.ts';
import type { Line } from '../../../words/line.ts';
import type { Standing } from '../../../words/standing.ts';
import { words } from '../../../words/words.ts';
import { haltLines, stopLines } from './stops.ts';

/** Where a change stands, and the sentences that say so. */
export type Told = { readonly standing: Standing; readonly lines: readonly Line[] };

const says = words.changes.ended;

/** @param alone whether only whoever asked reads it */
export function toldEnd(proposal: Proposal, status: Ended, alone: boolean): Told {
  const { approval, plan, requester } = proposal;
  switch (status.state) {
    case 'applied': {
      const somethingElse = sameState(status.found, plan.after) ? [] : [says.somethingElse];
      return { standing: 'applied', lines: [says.applied(status.by, approval, status.at), ...somethingElse] };
    }
    case 'failed':
      return toldFailure(proposal, status, alone);
    case 'rejected': {
      const byOther = approval === 'secondPerson' ? 'rejected' : 'endedByOther';
      const standing = samePerson(status.by, requester) ? 'cancelled' : byOther;
      return { standing, lines: [says[standing](status.by, status.at)] };
    }
    case 'superseded':
      return {
        standing: 'superseded',
        lines: [says.superseded(status.by, status.instead, status.at), says.again(proposal)],
      };
    case 'expired':
      return toldExpired(proposal, status.release, status.at);
    case 'stopped':
      return {
        standing: status.stop.kind === 'notAsProposed' ? 'contradicted' : 'stopped',
        lines: stopLines(proposal, status.stop, alone),
      };
    case 'stale':
      return { standing: 'stale', lines: [says.stale(status.by, approval), says.found(proposal, status.at)] };
  }
}

function whyFailed(
  proposal: Proposal,
  by: Person,
  { problem, halt }: Exclude<Failure, { kind: 'diverged' }>,
  alone: boolean,
): readonly Line[] {
  const said = problem === null ? [] : words.errors.problemLines(problem);
  return halt === undefined ? said : [...said, ...haltLines(proposal, by, halt, alone)];
}

/** @param noted when its time was found to be over */
export function toldExpired(proposal: Proposal, release: Release | null, noted: Instant): Told {
  return { standing: 'expired', lines: [whyExpired(proposal, release, noted), says.again(proposal)] };
}

function whyExpired(proposal: Proposal, release: Release | null, noted: Instant): Line {
  if (isBeforeRequest(proposal, noted)) return says.clockSetBack;
  return release === null ? says.nobodyDecided(proposal) : says.clickedInVain(proposal);
}

function toldFailure(
  proposal: Proposal,
  { by, failure, at }: Extract<Ended, { state: 'failed' }>,
  alone: boolean,
): Told {
  const why = 'problem' in failure ? whyFailed(proposal, by, failure, alone) : [];
  switch (failure.kind) {
    case 'notApplied': {
      const neverAnswered = failure.problem?.reached === 'no' ? [] : [says.neverAnswered(proposal)];
      return {
        standing: 'notApplied',
        lines: [says.asBefore(at), ...why, ...neverAnswered, says.again(proposal)],
      };
    }
    case 'partlyApplied': {
      const left = steps(proposal.plan).slice(failure.done.length);
      return {
        standing: 'partlyApplied',
        lines: [says.partly(at), ...failure.done.map(says.done), ...left.map(says.notDone), ...why, says.useButtons],
      };
    }
    case 'diverged':
      return { standing: 'diverged', lines: [says.neither(at), says.somebodyElse(proposal)] };
  }
}
