import type { Change } from '../../domain/change/change.ts';
import type { Instant } from '../../domain/instant.ts';
import type { OpenList } from '../../domain/replies/reply.ts';
import { planTitle } from '../../words/en/plan.ts';
import type { Line } from '../../words/line.ts';
import { words } from '../../words/words.ts';
import { statusWords } from './change-status.ts';
import type { Report } from './report.ts';

/** A card has room for so many; who has more of them open has other worries. */
const MOST = 15;

/** What waits: what, for whom, and until when. */
export function openReport(list: OpenList, at: Instant): Report {
  const { title, none, forReview, footer } = words.lists.open;
  const all = [
    ...list.changes.map((change) => block(change, waitsFor(change, at))),
    ...list.reviews.map((change) => block(change, forReview(change.proposal))),
  ];
  return {
    title: title(list),
    style: 'emphasis',
    lines: all.length === 0 ? [[none]] : [],
    blocks: all.slice(0, MOST),
    footer: footer(all.length - MOST, at),
    offers: [],
  };
}

function block({ proposal }: Change, line: Line): Report['blocks'][number] {
  const { plan, partner, id } = proposal;
  return {
    heading: words.lists.changeOf(planTitle(plan), partner),
    rows: [],
    lines: [line, words.lists.open.asked(proposal), [{ say: `show change ${id}` }]],
  };
}

function waitsFor(change: Change, at: Instant): Line {
  const { proposal, status } = change;
  const { forGraph, forRequester, forAnother } = words.lists.open;
  if (status.state !== 'pending') return forGraph(statusWords(change, at).state);
  return proposal.approval === 'secondPerson'
    ? forAnother(proposal, status.looking?.by ?? null)
    : forRequester(proposal);
}
