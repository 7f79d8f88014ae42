import type { ChangeId, TenantId, TransientId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { TenantInformation } from '../partners/tenant.ts';
import type { Actor } from '../people/actor.ts';
import type { FieldName } from '../policy/snapshot.ts';
import { DOOR_FIELDS, type Risk } from './drift.ts';
import type { Touch } from './trace.ts';

/** What others changed and that was as before again when the next look came, as Entra's audit log tells. */
export type Transient = {
  readonly id: TransientId;
  /** The tenant that the bot guards. */
  readonly tenantId: TenantId;
  readonly foundAt: Instant;
  /** The first of them, those that opened a way in before the others. */
  readonly passages: readonly Passage[];
  /** How many there are. */
  readonly total: number;
  /** How many of them opened a way in. */
  readonly openings: number;
  /** Grows by one with every event: the compare-and-swap key. */
  readonly revision: number;
};

/** One setting of a partner that was otherwise for a while. */
export type Passage = {
  readonly partner: TenantInformation;
  readonly field: FieldName;
  /** What it was meanwhile; `untold`: the record says that it was changed, and not to what. */
  readonly meanwhile: Touch['became'];
  /** Who made it so, and when; null: that record could not be read. */
  readonly from: Actor | null;
  /** What ended it; null: that record could not be read. */
  readonly until: PassageEnd | null;
};

export type PassageEnd =
  | { readonly kind: 'record'; readonly by: Actor }
  /** A change of the bot's, which ended then. */
  | { readonly kind: 'change'; readonly change: ChangeId; readonly at: Instant };

/** What has become of it: all that is known by now, in the place of what was known before. */
type Known = Pick<Transient, 'passages' | 'total' | 'openings'>;
export type TransientEvent =
  | { readonly kind: 'found'; readonly transient: Transient; readonly at: Instant }
  | ({ readonly kind: 'learned'; readonly at: Instant } & Known);

/** A card has room for so many. */
const MOST_PASSAGES = 10;

export const opensMeanwhile = ({ field, meanwhile }: Pick<Passage, 'field' | 'meanwhile'>): boolean =>
  meanwhile === true && DOOR_FIELDS.some((door) => door === field);

/** @param passages all of them */
function known(passages: readonly Passage[], before = { total: 0, openings: 0 }): Known {
  const openings = passages.filter(opensMeanwhile);
  const first = [...openings, ...passages.filter((one) => !openings.includes(one))].slice(0, MOST_PASSAGES);
  return {
    passages: first,
    total: Math.max(before.total, passages.length),
    openings: Math.max(before.openings, openings.length),
  };
}

export function transientOf(
  id: TransientId,
  tenantId: TenantId,
  passages: readonly Passage[],
  foundAt: Instant,
): Transient {
  return { id, tenantId, foundAt, ...known(passages), revision: 1 };
}

/** With one passage of which more is known by now, or one more. What its card has no room for is counted. */
export function learned(
  transient: Transient,
  passage: Passage,
  at: Instant,
): Extract<TransientEvent, { kind: 'learned' }> {
  const { passages, total, openings } = transient;
  const index = passages.findIndex((one) => isSamePassage(one, passage));
  if (index >= 0) {
    const all = passages.map((one, n) => (n === index ? passage : one));
    return { kind: 'learned', at, ...known(all, { total, openings }) };
  }
  const more = { total: total + 1, openings: openings + (opensMeanwhile(passage) ? 1 : 0) };
  return { kind: 'learned', at, ...known([...passages, passage], more) };
}

/** Whether both are of the same setting and have a record in common. */
function isSamePassage(a: Passage, b: Passage): boolean {
  const ids = auditIdsOf(a);
  return (
    a.field === b.field && a.partner.tenantId === b.partner.tenantId && auditIdsOf(b).some((id) => ids.includes(id))
  );
}

export function auditIdsOf({ from, until }: Pick<Passage, 'from' | 'until'>): readonly string[] {
  return [...(from === null ? [] : [from.auditId]), ...(until?.kind === 'record' ? [until.by.auditId] : [])];
}

/** The only way it moves on. */
export function nextTransient(
  transient: Transient,
  { passages, total, openings }: Extract<TransientEvent, { kind: 'learned' }>,
): Transient {
  return { ...transient, passages, total, openings, revision: transient.revision + 1 };
}

/** Nothing waits for a decision; but a way in was open. */
export const transientRisk = ({ openings }: Pick<Transient, 'openings'>): Risk => (openings > 0 ? 'red' : 'amber');
