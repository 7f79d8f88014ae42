import { offersOfChange, pageOf } from '../../commands/offers.ts';
import type { Instant } from '../../domain/instant.ts';
import type { History } from '../../domain/replies/reply.ts';
import { words } from '../../words/words.ts';
import { standingEffect } from '../door.ts';
import { pageTurns } from '../page-turns.ts';
import { whomOf } from './change/many.ts';
import { statusWords } from './change/status.ts';
import type { Report } from './report.ts';

/** Changes, newest first: what, whom, who asked, and what became of it. */
export function historyReport(history: History, at: Instant): Report {
  const { partner, changes, page, pages, total } = history;
  const { title, about, became, asked } = words.lists.history;
  return {
    title: title(history),
    style: 'emphasis',
    lines: [about(history)],
    blocks: changes.map((change) => {
      const { plan, id } = change.proposal;
      const { standing, state } = statusWords(change, at);
      return {
        heading:
          partner === null
            ? words.lists.changeOf(words.changes.planTitle(plan), whomOf(change))
            : [{ strong: words.changes.planTitle(plan) }],
        rows: [],
        lines: [[standingEffect(plan, standing)], became(state, change.proposal), [{ code: id }]],
        texts: [asked(change.proposal, at)],
        offers: [offersOfChange.show(id)],
      };
    }),
    footer: total === 0 ? words.common.readOn(at) : words.common.pageReadOn(page, pages, at),
    offers: pageTurns(history, (shown) => pageOf.history(partner?.tenantId ?? null, shown)),
  };
}
