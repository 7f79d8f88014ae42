import { pageOf } from '../../commands/offers.ts';
import type { Instant } from '../../domain/instant.ts';
import type { DriftList } from '../../domain/replies/reply.ts';
import { words } from '../../words/words.ts';
import { pageTurns } from '../page-turns.ts';
import { driftBlock, driftStyle } from './drift-facts.ts';
import type { Report } from './report.ts';

/** What waits for a decision, the most dangerous first. */
export function driftListReport(list: DriftList, at: Instant): Report {
  const { drifts, alike, page, pages } = list;
  const { title, lines } = words.drifts.list;
  const [worst] = drifts;
  return {
    title: title(list),
    style: worst === undefined ? 'emphasis' : driftStyle(worst),
    lines: lines(list),
    blocks: drifts.map((drift) => driftBlock(drift, list.addresses, alike.includes(drift.partner.tenantId))),
    footer: pages === 1 ? words.common.readOn(at) : words.common.pageReadOn(page, pages, at),
    offers: pageTurns(list, pageOf.drift),
  };
}
