import { changedFields, type Drift, type Risk } from '../../domain/drift/drift.ts';
import { FIELD_LABELS, fieldWords } from '../../words/en/settings.ts';
import type { Fact, Line } from '../../words/line.ts';
import { words } from '../../words/words.ts';
import type { Style } from '../style.ts';

/** What a drift's own card and the list of drifts have in common. */

export const RISK_STYLES = { red: 'attention', amber: 'warning', green: 'good' } as const satisfies Record<Risk, Style>;

/** Graph: the default for automatic redemption is false, always. */
const DEFAULTS = { automaticRedemption: { inbound: false, outbound: false } };

export function differenceRows(drift: Drift): readonly Fact[] {
  const { before, after } = drift;
  return changedFields(drift).map((name) => ({
    label: FIELD_LABELS[name],
    value: words.drifts.became(fieldWords(name, before, DEFAULTS), fieldWords(name, after, DEFAULTS)),
  }));
}

/** When it happened and who did it, as far as is known. */
export function originRows(drift: Drift): readonly Fact[] {
  const { when, by, earlier } = words.drifts.origin;
  return [when(drift), by(drift), ...(drift.follows === null ? [] : [earlier(drift.follows)])];
}

/** What must be known to read when it happened and who did it. */
export function originLines({ whileDown }: Drift): readonly Line[] {
  return whileDown ? [[words.drifts.origin.notRunning]] : [];
}
