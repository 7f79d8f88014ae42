import type { Change } from '../../domain/change/change.ts';
import type { Instant } from '../../domain/instant.ts';
import type { OpenList } from '../../domain/replies/reply.ts';
import type { Line } from '../../words/line.ts';
import { moment } from '../../words/en/moment.ts';
import { personName } from '../../words/en/person.ts';
import { planTitle } from '../../words/en/changes/plan.ts';
import { calledBy } from '../../words/en/tenant.ts';
import { statusWords } from './change/status.ts';
import type { Report } from './report.ts';

/** A card has room for so many; who has more of them open has other worries. */
const MOST = 15;

/** What waits: what, for whom, and until when. */
export function openReport(list: OpenList, at: Instant): Report {
  const { changes, reviews } = list;
  const all = [
    ...changes.map((change) => block(change, waitsFor(change, at))),
    ...reviews.map((change) => block(change, reviewLine(change))),
  ];
  const left = all.length - MOST;
  return {
    title: openTitle(list),
    style: 'emphasis',
    lines: all.length === 0 ? [['No change waits for anybody, and no review is open.']] : [],
    blocks: all.slice(0, MOST),
    footer: `${left > 0 ? `and ${left} more. ` : ''}Read on ${moment(at)}`,
    offers: [],
  };
}

export function openTitle({ changes, reviews }: OpenList): string {
  const total = changes.length + reviews.length;
  return total === 0 ? 'Nothing is open' : `${total} open`;
}

function block(change: Change, line: Line): Report['blocks'][number] {
  const { plan, partner, requester, requestedAt, id } = change.proposal;
  return {
    heading: [{ strong: planTitle(plan) }, ' for ', { strong: calledBy(partner) }],
    rows: [],
    lines: [line, ['Asked by ', personName(requester), `, ${moment(requestedAt)}.`], [{ say: `show change ${id}` }]],
  };
}

function waitsFor(change: Change, at: Instant): Line {
  const { proposal, status } = change;
  if (status.state !== 'pending') return [`${statusWords(change, at).state}: it waits for Microsoft Graph.`];
  const until = ` until ${moment(proposal.expiresAt)}.`;
  if (proposal.approval !== 'secondPerson') return ['Waits for ', personName(proposal.requester), until];
  const { looking } = status;
  const eyes: Line = looking === null ? [] : [' ', personName(looking.by), ' is looking at it.'];
  return ['Waits for another Security Administrator', until, ...eyes];
}

const reviewLine = ({ proposal }: Change): Line => [
  'The glass was broken for it. Another administrator closes the review: ',
  { say: `close review ${proposal.id} because …` },
];
