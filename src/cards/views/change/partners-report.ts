import { offersOfChange } from '../../../commands/offers.ts';
import { isWaiting, type Change } from '../../../domain/change/change.ts';
import type { MemberRow } from '../../../domain/change/member-rows.ts';
import { isCarriedOn } from '../../../domain/change/progress.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { ChangePartners } from '../../../domain/replies/reply.ts';
import type { Line } from '../../../words/line.ts';
import { words } from '../../../words/words.ts';
import { standingEffect } from '../../door.ts';
import { pageEnd } from '../../page-turns.ts';
import type { Report } from '../report.ts';
import { compared, rowLine } from './comparison.ts';
import { manyRules } from './many-rules.ts';
import { whomOf } from './many.ts';
import { statusWords } from './status.ts';

const says = words.changes.many;

/** Everybody whom a change of many is about, with all that is set, and what became of it. */
export function changePartnersReport(reply: ChangePartners, at: Instant): Report {
  const { change, rows } = reply;
  const { id, plan } = change.proposal;
  const { standing, state, sign, style, lines, texts } = statusWords(change, at);
  const isAsked = isWaiting(change, at);
  return {
    title: words.changes.details.title(words.changes.planTitle(plan), state),
    style,
    sign,
    lines: [
      whomOf(change),
      [{ strong: standingEffect(change, standing) }, ' · ', { code: id }],
      ...(isAsked ? manyRules(change) : lines),
    ],
    texts: isAsked ? [] : texts,
    of: 'partners',
    blocks: rows.map((row) => block(row, change, at)),
    ...pageEnd(reply, (page) => offersOfChange.partners(id, page), at),
  };
}

function block(row: MemberRow, change: Change, at: Instant): Report['blocks'][number] {
  if (row.kind === 'left') {
    const { left } = row;
    const name = 'text' in left ? words.tenants.typed(left.text) : words.tenants.short(left.partner);
    const { ending } = 'ending' in left ? left : {};
    const rows = ending === undefined ? [] : [{ label: says.endingLabel, value: [ending.id], when: ending.at }];
    return { heading: [{ strong: name }], rows, lines: [says.leftAsItIs(left)] };
  }
  const { partner, plan, ends, endBefore } = row.member;
  return {
    heading: [{ strong: words.tenants.short(partner) }],
    rows: [],
    lines: [...compared(plan, change.proposal.defaults).map(rowLine), ...became(row, change)],
    texts: ends === undefined ? [] : [words.changes.ends.until(ends, endBefore === undefined ? [] : [endBefore], at)],
  };
}

/** Nothing, as long as nothing was begun of any. */
function became({ end }: Extract<MemberRow, { kind: 'member' }>, { status }: Change): readonly Line[] {
  if (end !== null) return [says.became(end)];
  if (isCarriedOn(status)) return [says.waits];
  return ['applied', 'failed'].includes(status.state) ? [says.untouched] : [];
}
