import type { Asks } from '../../domain/drift/acceptance.ts';
import { risk, type Drift } from '../../domain/drift/drift.ts';
import type { Instant } from '../../domain/instant.ts';
import { words } from '../../words/words.ts';
import { effectView } from '../door.ts';
import { differenceRows, originLines, originRows, RISK_STYLES } from './drift-facts.ts';
import type { Report } from './report.ts';

/** What somebody else has changed: before, after, when, who, and what became of it. */
export function driftReport(drift: Drift, at: Instant, asks?: Asks): Report {
  const { id, partner, status } = drift;
  const { title, riskLines, statusLines, whenAndWho, footer } = words.drifts;
  return {
    title: title(drift),
    style: RISK_STYLES[risk(drift)],
    lines: [
      [effectView(drift, partner).text],
      ...words.tenants.supportLines(partner),
      ...riskLines(drift),
      ...statusLines(drift, asks),
    ],
    blocks: [
      {
        heading: words.tenants.heading(partner),
        rows: [{ label: words.common.tenantId, value: [{ code: partner.tenantId }] }, ...differenceRows(drift)],
      },
      {
        heading: [{ strong: whenAndWho }],
        rows: originRows(drift, 'short', 'card'),
        lines: originLines(drift, 'card'),
      },
    ],
    footer: footer(drift, at),
    offers: [],
    ...(status.state === 'open' && { undecided: id }),
  };
}
