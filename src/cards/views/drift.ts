import type { DriftCard } from '../../domain/replies/reply.ts';
import type { DrawnTenant } from '../../domain/partners/tenant.ts';
import type { Instant } from '../../domain/instant.ts';
import { unsettable } from '../../domain/policy/moves.ts';
import type { Line } from '../../words/line.ts';
import { words } from '../../words/words.ts';
import { effectView } from '../door.ts';
import { beside } from '../style.ts';
import type { Alert } from './alert.ts';
import { movesMeaning } from './change/meaning.ts';
import { byInShort, differenceRows, driftStyle, originLines, originRows } from './drift-facts.ts';

/** What somebody else has changed: before, after, when, who, and what became of it. */
export function driftAlert(
  { drift, asks, present, defaults, isOnlooker = false, called }: DriftCard,
  at: Instant,
): Alert {
  const { id, partner, status } = drift;
  const { isAlike }: DrawnTenant = partner;
  const { title, riskLines, statusLines, state, unsettable: cannot, times, whenAndWho, footer, caveats } = words.drifts;
  const isDone = ['reverted', 'superseded', 'reopened', 'accepted'].includes(status.state);
  // What is back is told by what that did to the door.
  const isBack = status.state === 'reverted';
  const isGone = status.state === 'superseded' && status.by === null;
  const moved = isBack ? { before: drift.after, after: drift.before } : drift;
  const effect = effectView(moved, partner, isDone).text;
  const differences = differenceRows(drift, 'all', defaults);
  const origins = originRows(drift, 'short', 'card');
  const first = [
    ...(isAlike === true && status.state === 'open' ? [words.tenants.lookTwice] : []),
    ...inShort(differenceRows(drift, 'inShort', defaults), isGone ? words.drifts.forAWhile : ''),
    // Beside what is back it would read as if they had done that.
    ...(isBack ? [] : byInShort(drift, 'line')),
    ...riskLines(drift, isOnlooker),
    ...(status.state === 'open' ? caveats(drift) : []),
  ];
  return {
    style: driftStyle(drift),
    title: title(drift),
    whom: [words.tenants.partner(partner)],
    // What is back counts more than what it was.
    door: beside(isBack ? [state(drift), effect] : [effect, state(drift)]),
    lines: [
      ...first,
      ...(status.state === 'open' ? cannot(unsettable(drift)) : []),
      ...statusLines(drift, asks),
      ...(present === undefined ? [] : [[words.changes.presence.ahead(present)]]),
      ...words.tenants.supportLines(partner),
    ],
    needed: first.length,
    texts: [times(drift, at)],
    offers: [],
    links: ['partnerAccess'],
    ...(status.state === 'open' && !isOnlooker && { undecided: id }),
    ...(status.state === 'open' && called && { called }),
    isOnlooker,
    blocks: [
      {
        heading: [{ strong: words.changes.compared.sides.applied.heading }],
        rows: differences,
        lines: movesMeaning(drift),
      },
      { heading: [{ strong: whenAndWho }], rows: origins, lines: originLines(drift, 'card') },
      { heading: [], rows: [{ label: words.common.tenantId, value: [{ code: partner.tenantId }] }] },
    ],
    footer: footer(drift, at),
  };
}

/** What matters most, in a line. */
function inShort([first, ...more]: ReturnType<typeof differenceRows>, lead: string): readonly Line[] {
  if (first === undefined) return [];
  return [
    [
      `${lead}${first.label}: `,
      ...first.value,
      ...(more.length === 0 ? [] : [words.changes.compared.more(more.length)]),
    ],
  ];
}
