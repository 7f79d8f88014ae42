import type { Change } from '../../domain/change/change.ts';
import type { Subscription } from '../../domain/telling/subscription.ts';
import type { Told } from './replay.ts';

/** What is stored beside the journal, each by its id; undefined: it cannot be read. */
export type Beside = { readonly [Of in Compared]: ReadonlyMap<string, Item<Told[Of]> | undefined> };

type Compared = Exclude<keyof Told, 'lost' | 'heard' | 'isCut' | 'tree'>;
type Item<All> = All extends ReadonlyMap<string, infer Value> ? Value : never;

/** What people read is not what the journal tells. */
export type Difference = {
  readonly kind: 'differs';
  readonly of: Compared;
  readonly id: string;
  /** Where, as in `proposal.reason`; empty: all of it. */
  readonly field: string;
  /** As JSON; null: there is none. */
  readonly stored: string | null;
  readonly told: string | null;
};

/** Compares all that is stored with all that was told. */
export function compare(told: Told, beside: Beside): readonly Difference[] {
  const lost = (id: string): boolean => told.lost.has(id);
  return [
    ...differences('changes', told.changes, beside.changes, lost, changeOf),
    ...differences('drifts', told.drifts, beside.drifts, lost, (drift) => drift),
    ...differences('baselines', told.baselines, beside.baselines, lost, (baseline) => baseline),
    ...differences('subscriptions', told.subscriptions, beside.subscriptions, lost, subscriptionOf),
    ...differences('misuses', told.misuses, beside.misuses, lost, (misuse) => misuse),
    ...differences('recertifications', told.recertifications, beside.recertifications, lost, (one) => one),
    ...differences('transients', told.transients, beside.transients, lost, (transient) => transient),
  ];
}

/** @param view what is compared of each */
function differences<Value>(
  of: Compared,
  told: ReadonlyMap<string, Value>,
  beside: ReadonlyMap<string, Value | undefined>,
  lost: (id: string) => boolean,
  view: (value: Value, stored: Value | undefined) => unknown,
): readonly Difference[] {
  // Of a change or drift that is on one side only, the number of its steps has told already.
  const counted = of === 'changes' || of === 'drifts';
  const ids = [...new Set([...told.keys(), ...beside.keys()])].filter(
    (id) => !lost(id) && !(counted && (!told.has(id) || !beside.has(id))),
  );
  return ids.flatMap((id) => {
    const stored = beside.get(id);
    const expected = told.get(id);
    const [is, must] = [stored && view(stored, stored), expected && view(expected, stored)].map(leaves);
    const fields = [...new Set([...(is?.keys() ?? []), ...(must?.keys() ?? [])])];
    if (is === undefined || must === undefined) {
      const whole = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));
      return [{ kind: 'differs' as const, of, id, field: '', stored: whole(stored), told: whole(expected) }];
    }
    return fields
      .filter((field) => is.get(field) !== must.get(field))
      .map((field) => ({
        kind: 'differs' as const,
        of,
        id,
        field,
        stored: is.get(field) ?? null,
        told: must.get(field) ?? null,
      }));
  });
}

/** A change from before evidence was awaited was stored without. */
const changeOf = (change: Change, stored: Change | undefined): Change =>
  stored?.evidence === null && change.evidence?.matched.length === 0 ? { ...change, evidence: null } : change;

/** Teams moves the address by which a conversation is spoken to; it leads to Teams' own hosts only. */
const subscriptionOf = ({ conversation: { serviceUrl: _, ...conversation }, ...rest }: Subscription) => ({
  ...rest,
  conversation,
});

/** Every value in it as JSON, by its path; undefined: there is nothing. */
function leaves(value: unknown): ReadonlyMap<string, string> | undefined {
  if (value === undefined) return undefined;
  const found = new Map<string, string>();
  const walk = (part: unknown, path: readonly string[]): void => {
    const inside = typeof part === 'object' && part !== null ? Object.entries(part) : [];
    if (inside.length === 0) found.set(path.join('.'), JSON.stringify(part));
    for (const [name, child] of inside) if (child !== undefined) walk(child, [...path, name]);
  };
  walk(value, []);
  return found;
}
