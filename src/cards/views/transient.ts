import { transientRisk, type Transient } from '../../domain/drift/transient.ts';
import type { Instant } from '../../domain/instant.ts';
import { words } from '../../words/words.ts';
import { RISK_STYLES } from './drift-facts.ts';
import type { Report } from './report.ts';

/** What others changed and changed back between two looks: what, from when to when, and by whom. */
export function transientReport(transient: Transient, at: Instant): Report {
  const { title, lines, heading, rows, more, addressNote, footer } = words.drifts.transient;
  const { passages, total } = transient;
  const hasAddress = passages.some(
    ({ from, until }) => (from?.ip ?? null) !== null || (until?.kind === 'record' && until.by.ip !== null),
  );
  return {
    title: title(transient),
    style: RISK_STYLES[transientRisk(transient)],
    lines: [...lines(transient), ...more(total - passages.length), ...(hasAddress ? [[addressNote]] : [])],
    blocks: passages.map((passage) => ({
      heading: heading(passage),
      rows: [{ label: words.common.tenantId, value: [{ code: passage.partner.tenantId }] }, ...rows(passage)],
    })),
    footer: footer(transient, at),
    offers: [],
  };
}
