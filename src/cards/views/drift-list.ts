import { acceptDriftLine } from '../../commands/drift/accept-drift.ts';
import { listDriftLine } from '../../commands/drift/list-drift.ts';
import { revertDriftLine } from '../../commands/drift/revert-drift.ts';
import { risk } from '../../domain/drift/drift.ts';
import type { Instant } from '../../domain/instant.ts';
import type { DriftList } from '../../domain/replies/reply.ts';
import type { Line } from '../../words/line.ts';
import { moment } from '../../words/en/moment.ts';
import { differenceRows, originLines, originRows, RISK_STYLES, whatHappened } from '../../words/en/drift.ts';
import { domainOf, nameOf } from '../../words/en/tenant.ts';
import type { Offer, Report } from './report.ts';

/** What waits for a decision, the most dangerous first. */
export function driftListReport(list: DriftList, at: Instant): Report {
  const { drifts, page, pages } = list;
  const [worst] = drifts;
  const turns: Offer[] = [];
  if (page > 1) turns.push({ title: 'Previous', say: listDriftLine(page - 1) });
  if (page < pages) turns.push({ title: 'Next', say: listDriftLine(page + 1) });
  return {
    title: driftListTitle(list),
    style: RISK_STYLES[worst === undefined ? 'green' : risk(worst)],
    lines: listLines(list),
    blocks: drifts.map((drift) => ({
      heading: [{ strong: nameOf(drift.partner) }, `, ${domainOf(drift.partner)}`],
      rows: [{ label: 'What', value: [whatHappened(drift)] }, ...differenceRows(drift), ...originRows(drift)],
      lines: [
        ...originLines(drift),
        ['To take it back, type ', { say: revertDriftLine(drift.id) }, '.'],
        ['To accept it, type ', { say: `${acceptDriftLine(drift.id)} because …` }, '.'],
      ],
    })),
    footer: pages === 1 ? `Read on ${moment(at)}` : `Page ${page} of ${pages}, read on ${moment(at)}`,
    offers: turns,
  };
}

export function driftListTitle({ total }: DriftList): string {
  if (total === 0) return 'Nothing changed behind my back';
  return total === 1 ? '1 change that was not made through me' : `${total} changes that were not made through me`;
}

function listLines({ look, total }: DriftList): readonly Line[] {
  if (look === null) return total === 0 ? [['Nothing waits for a decision.']] : [];
  const compared = `I compared ${look.partners === 1 ? '1 partner' : `${look.partners} partners`} just now`;
  if (look.began) return [[`${compared} for the first time: what is there now is how it should be from here on.`]];
  return [[`${compared} and found ${look.fresh === 0 ? 'nothing' : look.fresh} new.`]];
}
