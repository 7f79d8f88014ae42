import { pageOf } from '../../commands/offers.ts';
import type { Instant } from '../../domain/instant.ts';
import type { DriftList } from '../../domain/replies/reply.ts';
import { effectsOf } from '../../domain/change/effect.ts';
import { words } from '../../words/words.ts';
import { pageEnd } from '../page-turns.ts';
import { driftBlock, driftStyle } from './drift-facts.ts';
import { SIGNS } from '../style.ts';
import type { Report } from './report.ts';

/** What waits for a decision, the most dangerous first. */
export function driftListReport(list: DriftList, at: Instant): Report {
  const { drifts } = list;
  const { title, lines } = words.drifts.list;
  const [worst] = drifts;
  return {
    title: title(list),
    style: worst === undefined ? 'emphasis' : driftStyle(worst),
    ...(worst !== undefined && { sign: SIGNS[effectsOf(worst)[0]] }),
    lines: lines(list),
    of: 'changes',
    blocks: drifts.map((drift) => driftBlock(drift, list.addresses, at)),
    ...pageEnd(list, pageOf.drift, at),
  };
}
