import { cameWithMore, decidersOf, isShutAgain, type Change } from '../../../domain/change/change.ts';
import { agreementOf, isBeforeRequest, type Proposal } from '../../../domain/change/proposal.ts';
import type { Ended, Failure, Release } from '../../../domain/change/status.ts';
import type { Instant } from '../../../domain/instant.ts';
import { samePerson, type Person } from '../../../domain/people/person.ts';
import type { Line } from '../../../words/line.ts';
import type { Standing } from '../../../words/standing.ts';
import { words } from '../../../words/words.ts';
import { haltLines, stopLines } from './stops.ts';

/** Where a change stands, and the sentences that say so. */
export type Told = {
  readonly standing: Standing;
  readonly lines: readonly Line[];
  /** Sentences of ours that tell a time. */
  readonly texts: readonly string[];
};

const says = words.changes.ended;

/** @param alone whether only whoever asked reads it */
export function toldEnd(change: Change, status: Ended, alone: boolean): Told {
  const { proposal } = change;
  const { approval, requester, endOf } = proposal;
  switch (status.state) {
    case 'applied': {
      const somethingElse = cameWithMore(change) ? [says.somethingElse] : [];
      const how = endOf === null ? says.applied(decidersOf(change, status.by), approval) : says.endedByItself;
      // What was read back then is as it was no more.
      if (isShutAgain(change)) return { standing: 'cameToEnd', lines: [agreed(change, status.by)], texts: [] };
      return { standing: 'applied', lines: [how, ...somethingElse], texts: [] };
    }
    case 'failed':
      return toldFailure(change, status, alone);
    case 'rejected': {
      const byOther = approval === 'secondPerson' ? 'rejected' : 'endedByOther';
      const standing = samePerson(status.by, requester) ? 'cancelled' : byOther;
      const why = status.reason === null ? [] : [says.whyNot(status.reason)];
      return { standing, lines: [says[standing](status.by), ...why], texts: [] };
    }
    case 'superseded':
      return {
        standing: 'superseded',
        lines: [says.superseded(status.by, status.instead)],
        texts: [],
      };
    case 'expired':
      return toldExpired(proposal, status.release, status.at);
    case 'stopped':
      return {
        standing: status.stop.kind === 'notAsProposed' ? 'contradicted' : 'stopped',
        lines: stopLines(proposal, status.stop, alone),
        texts: [],
      };
    case 'stale':
      return {
        standing: 'stale',
        lines: [says.stale(status.by, agreementOf(proposal)), says.found(proposal)],
        texts: [],
      };
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
  return { standing: 'expired', lines: [whyExpired(proposal, release, noted)], texts: [] };
}

function whyExpired(proposal: Proposal, release: Release | null, noted: Instant): Line {
  if (isBeforeRequest(proposal, noted)) return says.clockSetBack;
  return release === null ? says.nobodyDecided(proposal) : says.clickedInVain;
}

const agreed = (change: Change, last: Person): Line =>
  words.changes.status.agreed(decidersOf(change, last), agreementOf(change.proposal));

function toldFailure(change: Change, { by, failure }: Extract<Ended, { state: 'failed' }>, alone: boolean): Told {
  const { proposal } = change;
  const agreedAnd = (line: Line): Line => [...agreed(change, by), ' ', ...line];
  const why = 'problem' in failure ? whyFailed(proposal, by, failure, alone) : [];
  switch (failure.kind) {
    case 'notApplied': {
      const neverAnswered = failure.problem?.reached === 'no' ? [] : [says.neverAnswered(proposal)];
      return {
        standing: 'notApplied',
        lines: [agreedAnd(says.asBefore), ...why, ...neverAnswered],
        texts: [],
      };
    }
    case 'partlyApplied':
      return { standing: 'partlyApplied', lines: [agreedAnd(says.partly), ...why], texts: [] };
    case 'diverged':
      return { standing: 'diverged', lines: [agreedAnd(says.neither), says.somebodyElse(proposal)], texts: [] };
  }
}
