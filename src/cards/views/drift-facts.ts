import { effectsOf, weightOf } from '../../domain/change/effect.ts';
import { changedFields, isOpenDrift, risk, type Drift } from '../../domain/drift/drift.ts';
import type { Fact, Line } from '../../words/line.ts';
import type { Addresses } from '../../domain/replies/reply.ts';
import { words } from '../../words/words.ts';
import { WEIGHT_STYLES, type Style } from '../style.ts';
import type { Report } from './report.ts';

/** What a drift's own card, the list of drifts and a digest of them have in common. */

/** What opened the tenant past the bot is an alarm; what closed or renamed something has no colour of one. */
export function driftStyle(drift: Drift): Style {
  if (drift.status.state === 'reverted') return 'good';
  switch (risk(drift)) {
    case 'red':
      return 'attention';
    case 'amber':
      return WEIGHT_STYLES[weightOf(effectsOf(drift), drift.partner)];
    case 'green':
      return 'emphasis';
  }
}

/** Graph: the default for automatic redemption is false, always. */
const DEFAULTS = { automaticRedemption: { inbound: false, outbound: false } };

export function differenceRows(drift: Drift): readonly Fact[] {
  const { before, after } = drift;
  const { fieldLabels, fieldWords } = words.changes;
  return changedFields(drift).map((name) => ({
    label: fieldLabels[name],
    value: words.drifts.became(fieldWords(name, before, DEFAULTS), fieldWords(name, after, DEFAULTS)),
  }));
}

/** When it happened and who did it, as far as is known. */
export function originRows(drift: Drift, addresses: Addresses, place: 'card' | 'list'): readonly Fact[] {
  const { when, by, earlier } = words.drifts.origin;
  return [when(drift), ...by(drift, addresses, place), ...(drift.follows === null ? [] : [earlier(drift.follows)])];
}

/** What must be known to read when it happened and who did it. */
export function originLines({ whileDown, actors }: Drift, place: 'card' | 'list'): readonly Line[] {
  const { notRunning, addressNote } = words.drifts.origin;
  return [
    ...(whileDown ? [[notRunning]] : []),
    ...(place === 'card' && actors.some(({ ip }) => ip !== null) ? [[addressNote]] : []),
  ];
}

/** One of many: what, when, who, and how to decide it. */
export function driftBlock(drift: Drift, addresses: Addresses, isAlike: boolean): Report['blocks'][number] {
  const { what, whatNext } = words.drifts.list;
  return {
    heading: words.tenants.inList(drift.partner, isAlike),
    rows: [
      { label: what, value: [words.drifts.whatHappened(drift)] },
      ...differenceRows(drift),
      ...originRows(drift, addresses, 'list'),
    ],
    lines: [
      ...originLines(drift, 'list'),
      ...(isOpenDrift(drift) ? whatNext(drift.id) : words.drifts.statusLines(drift)),
    ],
  };
}
