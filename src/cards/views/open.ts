import { offersOfChange, pageOf } from '../../commands/offers.ts';
import { isWaiting, missingApprovals, needsReview, type Change } from '../../domain/change/change.ts';
import { isDecidedAlready } from '../../domain/change/proposal.ts';
import type { Instant } from '../../domain/instant.ts';
import type { OpenList } from '../../domain/replies/reply.ts';
import type { Line } from '../../words/line.ts';
import { words } from '../../words/words.ts';
import { standingEffect } from '../door.ts';
import { pageEnd } from '../page-turns.ts';
import { statusWords } from './change/status.ts';
import type { Report } from './report.ts';

/** What waits: what, for whom, and until when. */
export function openReport(list: OpenList, at: Instant): Report {
  const { title, none } = words.lists.open;
  const { changes, total } = list;
  return {
    title: title(list),
    style: 'emphasis',
    lines: total === 0 ? [[none]] : [],
    of: 'changes',
    blocks: changes.map((change) => block(change, at)),
    ...pageEnd(list, pageOf.open, at),
  };
}

function block(change: Change, at: Instant): Report['blocks'][number] {
  const { id } = change.proposal;
  const { forReview, asked, askedOn, until } = words.lists.open;
  const isReview = needsReview(change);
  const isUndecided = isWaiting(change, at);
  const line = isReview ? forReview : waitsFor(change, at);
  return {
    heading: words.changes.called(change),
    rows: [],
    lines: [[standingEffect(change, statusWords(change, at).standing)], line, asked(change.proposal), [{ code: id }]],
    texts: [(isUndecided ? until : askedOn)(change.proposal, at)],
    offers: [...(isReview ? [offersOfChange.review(id)] : []), offersOfChange.show(id)],
  };
}

function waitsFor(change: Change, at: Instant): Line {
  const { proposal, status } = change;
  const { forBot, forGraph, forRequester, forOthers } = words.lists.open;
  if (status.state !== 'pending') return forGraph(statusWords(change, at).state);
  if (isDecidedAlready(proposal)) return forBot;
  return proposal.approval === 'secondPerson'
    ? forOthers(missingApprovals(change), status.looking?.by ?? null)
    : forRequester(proposal);
}
