import type { ChangeId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import { offBy } from '../period.ts';
import type { Actor } from '../people/actor.ts';
import type { PartnerState } from '../policy/policy.ts';
import { SETTING_FIELDS } from '../policy/settings.ts';
import { fieldsOf, live, PARTNER_FIELDS, type FieldName, type Fields } from '../policy/snapshot.ts';
import { changedFields, type Drift } from './drift.ts';
import { markOf, type Mark } from './mark.ts';
import { unsaidMeanwhile } from './meanwhile-unsaid.ts';
import { sameValue, UNTOLD, type Trace } from './trace.ts';
import { opensMeanwhile, type Passage, type PassageEnd } from './transient.ts';

/** What is known of one partner: what others' records say, and what the bot saw and wrote. */
export type Doings = {
  readonly records: readonly (Trace & { readonly by: Actor })[];
  readonly drifts: readonly Drift[];
  /** What the bot's own changes left, each when it ended: of the settings that they touched. */
  readonly writes: readonly {
    readonly change: ChangeId;
    readonly at: Instant;
    readonly names: readonly FieldName[];
    readonly left: Fields;
  }[];
  /** As looks see it now. */
  readonly now: PartnerState;
};

/** `waits`: until when its other half may still come; null: it is told at once. */
export type Found = Omit<Passage, 'partner'> & { readonly waits: Instant | null };

type Ends = Pick<Found, 'from' | 'until'>;
/** Each setting that looks compare by its name. */
const WATCHED = [...PARTNER_FIELDS, ...SETTING_FIELDS] as const;
type Watched = (typeof WATCHED)[number];

/** Graph may go on showing the old settings for so long. */
const LAG_MS = 10_000;
/** The clocks of Entra and of the bot need not agree. */
const SKEW_MS = 2 * 60_000;
/** For how long the other half of what was switched there and back is waited for. */
const HALF_MS = 30 * 60_000;

/**
 * What was otherwise for a while and is not any more, of which no drift tells.
 * @param ready records from after that may be of something that a look has yet to find
 */
export function meanwhile(doings: Doings, ready: Instant): readonly Found[] {
  const is = fieldsOf(live(doings.now));
  const found = [
    ...WATCHED.flatMap((field) => (is[field] === 'unknown' ? [] : ofField(doings, field, is[field], ready))),
    ...unsaidMeanwhile(doings, ready),
  ].map((one) => ({ ...one, opened: opensMeanwhile(one, doings.now) }));
  // What came and went with its policy or partner is said with it, but for what opened the tenant.
  const whole = found.filter(({ field }) => field === 'policy' || field === 'partner');
  return found.filter((one) => whole.includes(one) || one.opened || !whole.some((other) => sharesRecord(one, other)));
}

const sharesRecord = (a: Ends, b: Ends): boolean =>
  (a.from !== null && a.from.auditId === b.from?.auditId) ||
  (a.until?.kind === 'record' && b.until?.kind === 'record' && a.until.by.auditId === b.until.by.auditId);

/** A moment at which the bot knew what a setting was. `before`: what it was until then; undefined: that is not known. */
type Point = {
  readonly at: Instant;
  readonly value: Fields[Watched];
  readonly before: Fields[Watched] | undefined;
  readonly change: ChangeId | null;
};

function ofField(
  doings: Doings,
  field: Watched,
  is: Fields[Watched],
  ready: Instant,
): readonly (Stretch & { readonly field: Watched })[] {
  // It is as it was at the last of them, or has been so ever since.
  const now = { at: Infinity, value: is, before: is, change: null };
  const marks = doings.records
    .flatMap((record) => markOf(record, field) ?? [])
    // Of the same moment, what is so now came last.
    .sort((a, b) => a.by.at - b.by.at || Number(isSame(a.value, now.value)) - Number(isSame(b.value, now.value)));
  const points = pointsOf(doings, field, marks);
  return marks.flatMap((mark) => {
    if (mark.by.at > ready || mark.how === 'follows' || isTold(doings, mark, marks, field)) return [];
    const end = points.find(({ at }) => at >= mark.by.at) ?? now;
    const begin = points.findLast(({ at }) => at < mark.by.at);
    const within = marks.filter(({ by: { at } }) => at > (begin?.at ?? -Infinity) && at <= end.at);
    const found = ofMark(mark, within, end, begin);
    return found === undefined ? [] : [{ field, ...found }];
  });
}

type Stretch = Omit<Found, 'field' | 'opened'>;

/** @param within all marks between two moments at which the bot knew the setting, `begin` and `end` */
function ofMark(mark: Mark, within: readonly Mark[], end: Point, begin: Point | undefined): Stretch | undefined {
  const index = within.indexOf(mark);
  const [earlier, later] = [within.slice(0, index), within.slice(index + 1)];
  const usual = begin?.value ?? end.before ?? within[0]?.was;
  const { value: is } = mark;
  if (is === UNTOLD) return ofUntold(mark, within, usual === undefined || isSame(usual, end.value));
  const ender = later.find(({ value }) => !isSame(value, is));
  const isOver = ender !== undefined || !isSame(is, end.value);
  if (!isOver || (usual !== undefined && isSame(is, usual))) return ofClosing(mark, earlier, usual);
  const last = earlier.at(-1);
  if (last !== undefined && isSame(last.value, is)) return undefined;
  return { meanwhile: is, from: mark.by, until: endedBy(ender, end), waits: null };
}

/** What is as usual again, and says that it was not: whatever made it so may not be in the log yet. */
function ofClosing(mark: Mark, earlier: readonly Mark[], usual: Point['value'] | undefined): Stretch | undefined {
  const { was } = mark;
  if (was === undefined || isSame(was, mark.value) || usual === undefined || isSame(was, usual)) return undefined;
  const last = earlier.at(-1);
  if (last !== undefined && last.value !== UNTOLD && isSame(last.value, was)) return undefined;
  const from = last?.value === UNTOLD ? last.by : null;
  const waits = from === null ? mark.by.at + HALF_MS : null;
  return { meanwhile: was, from, until: { kind: 'record', by: mark.by }, waits };
}

/** Records that only say that it was changed: the first and the last of them, where no other says more. */
function ofUntold(mark: Mark, within: readonly Mark[], isAsBefore: boolean): Stretch | undefined {
  const isAlone = within.every(({ value }) => value === UNTOLD);
  if (within[0] !== mark || !isAlone || !isAsBefore) return undefined;
  const last = within.findLast(({ value, by }) => value === UNTOLD && by.auditId !== mark.by.auditId);
  return {
    meanwhile: UNTOLD,
    from: mark.by,
    until: last === undefined ? null : { kind: 'record', by: last.by },
    waits: mark.by.at + HALF_MS,
  };
}

function endedBy(ender: Mark | undefined, end: Point): PassageEnd | null {
  if (ender !== undefined) return { kind: 'record', by: ender.by };
  return end.change === null ? null : { kind: 'change', change: end.change, at: end.at };
}

const isSame = (a: Mark['value'], b: Mark['value']): boolean => a !== UNTOLD && b !== UNTOLD && sameValue(a, b);

/** When the bot knew the setting: found by a look, gone again, written by itself. */
function pointsOf(
  { drifts, writes }: Pick<Doings, 'drifts' | 'writes'>,
  field: Watched,
  marks: readonly Mark[],
): readonly Point[] {
  const points = drifts.flatMap((drift): readonly Point[] => {
    const { detectedAt: at, status } = drift;
    const { fields, before } = partOf(drift, drifts);
    const value = fieldsOf(drift.after)[field];
    const found: Point = { at, value, before: before[field], change: null };
    const isOfIt = fields.includes(field);
    const first = isMovedOn(drift, writes, field) ? seenBy(drift, marks) : isOfIt ? [found] : [];
    const isGone = isOfIt && status.state === 'superseded' && status.by === null;
    return isGone
      ? [...first, { at: status.at, value: fieldsOf(drift.before)[field], before: value, change: null }]
      : first;
  });
  const written = writes
    .filter(({ names }) => names.includes(field))
    .map(({ at, left, change }): Point => ({ at, value: left[field], before: undefined, change }));
  return [...points, ...written].sort((a, b) => a.at - b.at);
}

/** Whether a change of the bot's, which is on both sides of the difference since, has hidden what was found of the setting. */
function isMovedOn({ detectedAt, status }: Drift, writes: Doings['writes'], field: Watched): boolean {
  const end = 'at' in status ? status.at : Infinity;
  return writes.some(({ names, at }) => names.includes(field) && at >= detectedAt && at < end);
}

/** What the look that found a drift saw is what was made of the setting last, if a record tells. */
function seenBy({ detectedAt: at, lastSeenAt }: Drift, marks: readonly Mark[]): readonly Point[] {
  const last = marks.findLast(({ by }) => offBy({ from: lastSeenAt - LAG_MS, until: at }, by.at) === 0);
  return last === undefined || last.value === UNTOLD
    ? []
    : [{ at, value: last.value, before: undefined, change: null }];
}

/** The last part of a drift: what came before is told of by the one that it follows. */
function partOf(drift: Drift, drifts: readonly Drift[]) {
  const before = drifts.find(({ id }) => id === drift.follows)?.after ?? drift.before;
  return { before: fieldsOf(before), fields: changedFields({ before, after: drift.after }) };
}

/** Whether a drift tells of it, or may: it was found with it, or it is how that was gone again. */
function isTold({ drifts, writes }: Doings, { by, value }: Mark, marks: readonly Mark[], field: Watched): boolean {
  return drifts.some((drift) => {
    const { actors, lastSeenAt, detectedAt, status } = drift;
    // Also where a change of the bot's has moved on since what was found then.
    const isNamed = actors.some(({ auditId, did, may }) => auditId === by.auditId && [...did, ...may].includes(field));
    if (isNamed) return true;
    // The last that was made of it before a look is what the look saw; a change of the bot's has moved it on since.
    const isMoved = writes.some((write) => write.names.includes(field) && write.at >= detectedAt);
    const isLast = !marks.some((mark) => mark.by.at > by.at && mark.by.at <= detectedAt);
    if (isMoved && isLast && offBy({ from: lastSeenAt - LAG_MS, until: detectedAt }, by.at) === 0) return true;
    const { fields, before } = partOf(drift, drifts);
    if (!fields.includes(field)) return false;
    const made = fieldsOf(drift.after)[field];
    // From nothing to off tells nothing of what was on in between.
    const isOwnWay = value === true && made !== true && before[field] !== true;
    if (!isOwnWay && offBy({ from: lastSeenAt - LAG_MS, until: detectedAt }, by.at) === 0) return true;
    // By clocks that do not agree, where nobody else's record is of that time.
    const isOthers =
      actors.some(({ did }) => did.includes(field)) ||
      marks.some(
        (mark) => isSame(mark.value, made) && offBy({ from: lastSeenAt, until: detectedAt }, mark.by.at) === 0,
      );
    const isNear = offBy({ from: lastSeenAt, until: detectedAt }, by.at) <= SKEW_MS;
    if (isNear && !isOthers && isSame(value, made)) return true;
    const isGone = status.state === 'superseded' && status.by === null && isSame(value, fieldsOf(drift.before)[field]);
    return isGone && offBy({ from: detectedAt, until: status.at }, by.at) <= SKEW_MS;
  });
}
