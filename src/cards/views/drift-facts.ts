import { offersOfDrift } from '../../commands/offers.ts';
import { causesOf } from '../../domain/change/causes.ts';
import { effectsOf, weightOf } from '../../domain/change/effect.ts';
import { changedFields, isOpenDrift, openedDoors, risk, type Drift } from '../../domain/drift/drift.ts';
import type { Instant } from '../../domain/instant.ts';
import { widened } from '../../domain/policy/moves.ts';
import type { DefaultConfiguration } from '../../domain/policy/policy.ts';
import type { Fact, Line } from '../../words/line.ts';
import type { Addresses } from '../../domain/replies/reply.ts';
import { words } from '../../words/words.ts';
import { effectText } from '../door.ts';
import { WEIGHT_STYLES, type Style } from '../style.ts';
import { rankOf } from './change/comparison.ts';
import type { Report } from './report.ts';

/** What a drift's own card, the list of drifts and a digest of them have in common. */

/** What opened the tenant past the bot is an alarm; what closed or renamed something has no colour of one. */
export function driftStyle(drift: Drift): Style {
  if (drift.status.state === 'reverted') return 'good';
  // What was accepted stays open: it has to be looked at until it is closed.
  if (isKeptOpen(drift)) return WEIGHT_STYLES[weightOf(effectsOf(drift), drift.partner)];
  switch (risk(drift)) {
    case 'red':
      return 'attention';
    case 'amber':
      return WEIGHT_STYLES[weightOf(effectsOf(drift), drift.partner)];
    case 'green':
      return 'emphasis';
  }
}

const isKeptOpen = (drift: Drift): boolean =>
  drift.status.state === 'accepted' && !drift.end?.came && openedDoors(drift).length > 0;

/** Where nobody knows what applies by default. Graph: for automatic redemption that is false. */
const DEFAULTS = { automaticRedemption: { inbound: false, outbound: false } };

/**
 * @param side `inShort`: as it stands in a line, of which only the first is told
 * @param defaults what applies where the partner sets nothing; left out: that is not known
 */
export function differenceRows(
  drift: Drift,
  side: 'all' | 'inShort' = 'all',
  defaults: DefaultConfiguration = DEFAULTS,
): readonly Fact[] {
  const { before, after } = drift;
  const { fieldLabels, fieldWords } = words.changes;
  // What is back is called by what that did.
  const isBack = drift.status.state === 'reverted';
  const causes = causesOf(isBack ? { before: after, after: before } : drift);
  const wider = widened(before, after);
  const rows = changedFields(drift).map((name) => {
    const [left, right] = [fieldWords(name, before, defaults), fieldWords(name, after, defaults)];
    const rank = rankOf(causes.includes(name), { left, right, opens: wider.includes(name) });
    return { rank, label: fieldLabels[name], left, right };
  });
  // What is back is told the way it went last.
  return rows
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ label, left, right }, nth) => ({
      label,
      value:
        isBack && side === 'inShort' && nth === 0 ? words.drifts.became(right, left) : words.drifts.became(left, right),
    }));
}

/** When it happened and who did it, as far as is known. */
export function originRows(drift: Drift, addresses: Addresses, place: 'card' | 'list'): readonly Fact[] {
  const { when, by, earlier } = words.drifts.origin;
  return [...when(drift), ...by(drift, addresses, place), ...(drift.follows === null ? [] : [earlier(drift.follows)])];
}

/** What must be known to read when it happened and who did it. */
export function originLines({ whileDown, actors }: Drift, place: 'card' | 'list'): readonly Line[] {
  const { notRunning, addressNote } = words.drifts.origin;
  return [
    ...(whileDown ? [[notRunning]] : []),
    ...(place === 'card' && actors.some(({ ip }) => ip !== null) ? [[addressNote]] : []),
  ];
}

/** Who did it, as far as there is room for it. */
export const byInShort = (drift: Drift, place: 'line' | 'list', addresses: Addresses = 'short'): readonly Line[] =>
  words.drifts.origin.by(drift, addresses, place).map(inLine);

/** When those did it who are named in a line. */
function recordedTexts(drift: Drift, at: Instant): readonly string[] {
  const moments = words.drifts.origin.by(drift, 'short', 'list').flatMap(({ when }) => when ?? []);
  return moments.length === 0 ? [] : [words.drifts.origin.recorded(moments, at)];
}

const inLine = ({ label, value }: Fact): Line => [`${label}: `, ...value];

/** One of many: what, who, when, and how to decide it. */
export function driftBlock(drift: Drift, addresses: Addresses, at: Instant): Report['blocks'][number] {
  const { whatHappened, statusLines, times } = words.drifts;
  const isOpen = isOpenDrift(drift);
  const rows = differenceRows(drift);
  return {
    heading: words.tenants.inList(drift.partner),
    rows: rows.length > 1 ? rows : [],
    lines: [
      [`${effectText(effectsOf(drift))}: `, { strong: whatHappened(drift) }],
      // One alone needs no table.
      ...(rows.length > 1 ? [] : rows.map(inLine)),
      ...byInShort(drift, 'list', addresses),
      ...(drift.follows === null ? [] : [inLine(words.drifts.origin.earlier(drift.follows))]),
      ...originLines(drift, 'list'),
      ...(isOpen ? [] : statusLines(drift)),
      [{ code: drift.id }],
    ],
    texts: [times(drift, at), ...recordedTexts(drift, at)],
    offers: isOpen ? [offersOfDrift.revert(drift.id), offersOfDrift.accept(drift.id)] : [],
  };
}
