import type { ApprovalRule } from '../../domain/change/approval.ts';
import { asksOf } from '../../domain/drift/acceptance.ts';
import { isOpenDrift, type Drift } from '../../domain/drift/drift.ts';
import type { Subject } from '../../domain/telling/subject.ts';
import type { Store } from '../ports.ts';
import { partsOf } from './parts-of-drift.ts';

type DriftSubject = Extract<Subject, { kind: 'drift' }>;

/** A drift with what it takes to accept it by the rule in force, as the decision goes by: all parts of it count. */
export async function withAsks(store: Pick<Store, 'drift'>, rule: ApprovalRule, drift: Drift): Promise<DriftSubject> {
  if (!isOpenDrift(drift)) return { kind: 'drift', drift };
  return { kind: 'drift', drift, asks: asksOf(rule, await partsOf(store, drift)) };
}
