import { offers } from '../../commands/offers.ts';
import { digestRisk, type Digest } from '../../domain/drift/digest.ts';
import type { Instant } from '../../domain/instant.ts';
import { titled } from '../../domain/replies/offer.ts';
import { words } from '../../words/words.ts';
import { driftBlock, RISK_STYLES } from './drift-facts.ts';
import type { Report } from './report.ts';

/** What one look found where that was much: what opened something on top, the rest behind a button. */
export function digestReport(digest: Digest, at: Instant): Report {
  const { title, lines, footer } = words.drifts.digest;
  return {
    title: title(digest),
    style: RISK_STYLES[digestRisk(digest)],
    lines: lines(digest),
    blocks: digest.shown.map((drift) => driftBlock(drift, 'short')),
    footer: footer(digest, at),
    offers: digest.counts.open === 0 ? [] : [titled(offers.listDrift, 'showAll')],
  };
}
