import type { Instant } from '../../domain/instant.ts';
import type { History } from '../../domain/replies/reply.ts';
import type { Line } from '../../words/line.ts';
import { moment } from '../../words/en/moment.ts';
import { personName } from '../../words/en/person.ts';
import { planTitle } from '../../words/en/changes/plan.ts';
import { calledBy } from '../../words/en/tenant.ts';
import { statusWords } from './change/status.ts';
import type { Offer, Report } from './report.ts';

/** Changes, newest first: what, whom, who asked, and what became of it. */
export function historyReport(history: History, at: Instant): Report {
  const { partner, changes, page, pages, total } = history;
  const line = (shown: number): string => {
    const whom = partner === null ? 'history' : `history ${partner.tenantId}`;
    return shown === 1 ? whom : `${whom} page ${shown}`;
  };
  const turns: Offer[] = [];
  if (page > 1) turns.push({ title: 'Previous', say: line(page - 1) });
  if (page < pages) turns.push({ title: 'Next', say: line(page + 1) });
  return {
    title: historyTitle(history),
    style: 'emphasis',
    lines: [subtitle(history)],
    blocks: changes.map((change) => {
      const { plan, partner: whom, requester, requestedAt, id } = change.proposal;
      return {
        heading: [{ strong: planTitle(plan) }, ...(partner === null ? [' for ', { strong: calledBy(whom) }] : [])],
        rows: [],
        lines: [
          [`${statusWords(change, at).state}. Asked by `, personName(requester), `, ${moment(requestedAt)}.`],
          [{ say: `show change ${id}` }],
        ],
      };
    }),
    footer: total === 0 ? `Read on ${moment(at)}` : `Page ${page} of ${pages}, read on ${moment(at)}`,
    offers: turns,
  };
}

export function historyTitle({ total }: History): string {
  return total === 0 ? 'No changes yet' : total === 1 ? '1 change' : `${total} changes`;
}

function subtitle({ partner, total }: History): Line {
  if (partner === null) return ['Everything that was asked of me, the newest first.'];
  return total === 0
    ? ['Nobody has asked me to change ', { strong: calledBy(partner) }, '.']
    : ['What was asked of me for ', { strong: calledBy(partner) }, ', the newest first.'];
}
