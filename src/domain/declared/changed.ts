import type { Change } from '../change/change.ts';
import type { Drift } from '../drift/drift.ts';
import type { ChangeId, DriftId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { TenantInformation } from '../partners/tenant.ts';
import { isKnownSetting } from '../policy/settings.ts';
import { difference, fieldsOf, otherSettings, type FieldName, type Snapshot } from '../policy/snapshot.ts';

/** One setting that was changed, by the bot or past it. */
export type ChangedRow = {
  readonly at: Instant;
  readonly partner: TenantInformation;
  /** What tells of it: a change of the bot's, or a drift. */
  readonly id: ChangeId | DriftId;
  /** Who asked the bot for it; null: it was changed past the bot. */
  readonly by: string | null;
  readonly setting: string;
  readonly before: string;
  readonly after: string;
};

/** What was changed since a moment, oldest first. */
export function changedSince(
  since: Instant,
  changes: readonly Change[],
  drifts: readonly Drift[],
): readonly ChangedRow[] {
  const own = changes.flatMap((change): readonly ChangedRow[] => {
    const { status, proposal } = change;
    const { id, partner, requester, plan } = proposal;
    if (status.state !== 'applied' && status.state !== 'failed') return [];
    // Of what was not done as asked, what was found then.
    const after = status.state === 'applied' ? plan.after : status.failure.found;
    const about = { at: status.at, partner, id, by: requester.displayName };
    return rowsOf(plan.before, after).map((row) => ({ ...about, ...row }));
  });
  const others = drifts
    .filter((drift) => !isToldByAnother(drift))
    .flatMap(({ detectedAt: at, partner, id, before, after }): readonly ChangedRow[] =>
      rowsOf(before, after).map((row) => ({ at, partner, id, by: null, ...row })),
    );
  return [...own, ...others].filter(({ at }) => at >= since).toSorted((a, b) => a.at - b.at);
}

/** A drift that was taken up by another one, which tells of all of it. */
const isToldByAnother = ({ status }: Drift): boolean =>
  (status.state === 'superseded' || status.state === 'reopened') && status.by !== null;

type Difference = Pick<ChangedRow, 'setting' | 'before' | 'after'>;

function rowsOf(before: Snapshot, after: Snapshot): readonly Difference[] {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  const text = (value: (typeof was)[FieldName]): string => String(value ?? '');
  return difference(before, after).flatMap((setting): readonly Difference[] => {
    if (setting === 'otherSettings') return unknownRows(before, after);
    const values = [before, after].map(
      (snapshot) => otherSettings(snapshot).find(({ name }) => name === setting)?.value,
    );
    const [from = text(was[setting]), to = text(is[setting])] = values;
    return [{ setting, before: from, after: to }];
  });
}

/** Of settings that are known by their names alone. */
function unknownRows(before: Snapshot, after: Snapshot): readonly Difference[] {
  const [was, is] = [unknownOf(before), unknownOf(after)];
  const names = [...new Set([...was.keys(), ...is.keys()])];
  return names.flatMap((setting) => {
    const [from = '', to = ''] = [was.get(setting), is.get(setting)];
    return from === to ? [] : [{ setting, before: from, after: to }];
  });
}

const unknownOf = (snapshot: Snapshot): ReadonlyMap<string, string> =>
  new Map(
    otherSettings(snapshot).flatMap(({ name, value, fingerprint }) =>
      isKnownSetting(name) ? [] : [[name, value ?? fingerprint] as const],
    ),
  );
