import { offersOfChange, pageOf } from '../../commands/offers.ts';
import { missingApprovals, needsReview, type Change } from '../../domain/change/change.ts';
import type { Instant } from '../../domain/instant.ts';
import { isAlike } from '../../domain/partners/lookalike.ts';
import type { OpenList } from '../../domain/replies/reply.ts';
import type { Line } from '../../words/line.ts';
import { words } from '../../words/words.ts';
import { effectView } from '../door.ts';
import { pageTurns } from '../page-turns.ts';
import { statusWords } from './change/status.ts';
import type { Report } from './report.ts';

/** What waits: what, for whom, and until when. */
export function openReport(list: OpenList, at: Instant): Report {
  const { title, none } = words.lists.open;
  const { changes, page, pages, total } = list;
  return {
    title: title(list),
    style: 'emphasis',
    lines: total === 0 ? [[none]] : [],
    blocks: changes.map((change) => block(change, at)),
    footer: pages === 1 ? words.common.readOn(at) : words.common.pageReadOn(page, pages, at),
    offers: pageTurns(list, pageOf.open),
  };
}

function block(change: Change, at: Instant): Report['blocks'][number] {
  const { plan, partner, lookalikes, id } = change.proposal;
  const { forReview, asked } = words.lists.open;
  const isReview = needsReview(change);
  const line = isReview ? forReview : waitsFor(change, at);
  return {
    heading: words.lists.changeOf(words.changes.planTitle(plan), partner, isAlike(lookalikes)),
    rows: [],
    lines: [[effectView(plan, partner).text], line, asked(change.proposal), [{ code: id }]],
    offers: [...(isReview ? [offersOfChange.review(id)] : []), offersOfChange.show(id)],
  };
}

function waitsFor(change: Change, at: Instant): Line {
  const { proposal, status } = change;
  const { forGraph, forRequester, forOthers } = words.lists.open;
  if (status.state !== 'pending') return forGraph(statusWords(change, at).state);
  return proposal.approval === 'secondPerson'
    ? forOthers(proposal, missingApprovals(change), status.looking?.by ?? null)
    : forRequester(proposal);
}
