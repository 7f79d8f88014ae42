import { openedDoors } from '../drift/drift.ts';
import { widened } from '../policy/moves.ts';
import { removesPartner } from '../policy/plan.ts';
import { difference, fieldsOf, type FieldName } from '../policy/snapshot.ts';
import { effectsOf, type Difference, type Effect } from './effect.ts';

/** The fields for which a difference is called what it is called first: whoever reads that looks for them beside it. */
export function causesOf(of: Difference): readonly FieldName[] {
  const wider = widened(of.before, of.after);
  const [first] = effectsOf(of);
  const found = CAUSES[first](of, wider);
  // What is open on the way alone is in neither of both sides.
  return found.length > 0 ? found : wider;
}

type Causes = (of: Difference, wider: readonly FieldName[]) => readonly FieldName[];

/** What is there now and was not, by which something may come to be open. */
const MADE: readonly FieldName[] = ['partner', 'policy', 'deletedPolicy', 'deletedPartner'];

const CAUSES: Readonly<Record<Effect, Causes>> = {
  opens: (of, wider) => [...openedDoors(of), ...wider.filter((name) => name === 'templateSync')],
  cannotBeUndone: () => ['deletedPolicy'],
  notAllUndone: () => ['partner'],
  mayOpen: (of, wider) => (removesPartner(of) ? ['partner'] : [...made(of), ...wider]),
  closes: (of, wider) =>
    difference(of.before, of.after).filter((name) => name !== 'policyName' && !wider.includes(name)),
  renames: () => ['policyName'],
  opensNothing: () => [],
};

function made({ before, after }: Difference): readonly FieldName[] {
  const is = fieldsOf(after);
  return difference(before, after).filter((name) => MADE.includes(name) && is[name] !== 'absent');
}
