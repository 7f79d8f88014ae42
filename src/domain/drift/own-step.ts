import { difference, fieldsOf, type Snapshot } from '../policy/snapshot.ts';
import { sameValue, type Trace } from './trace.ts';

/**
 * Whether a record can be that of a step, by what it says was changed: one that proves changes of which the step made
 * none is of somebody else. @param before,after around the step
 */
export function mayBeOf({ touches }: Pick<Trace, 'touches'>, before: Snapshot, after: Snapshot): boolean {
  // The template belongs to the tenant as a whole; what its records name is not documented.
  if (after.kind === 'template') return true;
  const proven = touches.filter(({ sure }) => sure);
  if (proven.length === 0) return true;
  const changed = difference(before, after);
  const is = fieldsOf(after);
  // A partner that comes or goes is told of with its other settings, which no plan of the bot's sets.
  const isWhole = changed.includes('partner');
  return proven.some(
    // Graph may write a name otherwise than it was sent.
    ({ field, became }) =>
      (isWhole && field === 'otherSettings' && became !== true) ||
      (changed.includes(field) && (typeof became === 'string' || sameValue(became, is[field]))),
  );
}
