import type { Actor } from '../people/actor.ts';
import type { FieldName } from '../policy/snapshot.ts';
import type { AuditActivity } from './audit.ts';
import { touchesOf, UNTOLD, type Touch, type Trace } from './trace.ts';

/** What one record says of one setting of a partner. */
export type Mark = {
  readonly by: Actor;
  /** What it was from then on. */
  readonly value: Touch['became'];
  /** What it was until then; undefined: the record does not tell. */
  readonly was: Touch['became'] | undefined;
  /** `said`: by a property, or by the activity's name. `follows`: of a deletion, whatever it was before. */
  readonly how: 'said' | 'follows';
};

type Saying = Pick<Mark, 'value' | 'was' | 'how'>;
const came: Saying = { value: 'present', was: 'absent', how: 'said' };
const went: Saying = { value: 'absent', was: 'present', how: 'said' };
const gone = (value: string | null): Saying => ({ value, was: undefined, how: 'follows' });
const SETTINGS = { policyName: gone(null), userSync: gone(null), groupSync: gone(null) };

/** What follows from the name of the activity alone. */
const NAMED: Readonly<Partial<Record<AuditActivity, Readonly<Partial<Record<FieldName, Saying>>>>>> = {
  'Create a partner cross-tenant identity sync setting': { policy: came },
  'Delete a partner cross-tenant identity sync setting': { policy: went, ...SETTINGS },
  'Add a partner to cross-tenant access setting': { partner: came },
  'Delete partner specific cross-tenant access setting': {
    partner: went,
    policy: gone('absent'),
    ...SETTINGS,
    redemptionInbound: gone(null),
    redemptionOutbound: gone(null),
  },
};

/** What is switched on or off is never called anything. */
const readable = (value: Touch['became'], field: FieldName): Touch['became'] =>
  typeof value === 'string' && field !== 'policyName' ? UNTOLD : value;

/** undefined: the record says nothing of it. */
export function markOf(record: Trace & { readonly by: Actor }, field: FieldName): Mark | undefined {
  const { activity, by } = record;
  const mine = touchesOf(record).filter((touch) => touch.field === field);
  const told = mine.find(({ sure }) => sure) ?? mine[0];
  if (told !== undefined) {
    const was = told.sure && told.was !== undefined ? readable(told.was, field) : undefined;
    return { by, value: readable(told.became, field), was, how: 'said' };
  }
  const named = NAMED[activity]?.[field];
  return named && { by, ...named };
}
