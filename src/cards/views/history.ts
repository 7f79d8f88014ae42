import { offersOfChange, pageOf } from '../../commands/offers.ts';
import type { Instant } from '../../domain/instant.ts';
import type { History } from '../../domain/replies/reply.ts';
import { words } from '../../words/words.ts';
import { standingEffect } from '../door.ts';
import { pageEnd } from '../page-turns.ts';
import { statusWords } from './change/status.ts';
import type { Report } from './report.ts';

/** Changes, newest first: what, whom, who asked, and what became of it. */
export function historyReport(history: History, at: Instant): Report {
  const { partner, changes } = history;
  const { title, about, became, asked } = words.lists.history;
  return {
    title: title(history),
    style: 'emphasis',
    lines: [about(history)],
    of: 'changes',
    blocks: changes.map((change) => {
      const { plan, id } = change.proposal;
      const { standing, state } = statusWords(change, at);
      return {
        heading: partner === null ? words.changes.called(change) : [{ strong: words.changes.planTitle(plan) }],
        rows: [],
        lines: [[standingEffect(change, standing)], became(state, change.proposal), [{ code: id }]],
        texts: [asked(change.proposal, at)],
        offers: [offersOfChange.show(id)],
      };
    }),
    ...pageEnd(history, (shown) => pageOf.history(partner?.tenantId ?? null, shown), at),
  };
}
