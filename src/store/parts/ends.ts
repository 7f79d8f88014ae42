import { bringsBack } from '../../commands/bringing-back.ts';
import type { EndStore } from '../../app/ports.ts';
import type { Change } from '../../domain/change/change.ts';
import type { Drift } from '../../domain/drift/drift.ts';
import { endingOfChange, endingOfDrift, withoutAnew, type Ending, type Later } from '../../domain/ends/ending.ts';
import { isDriftId, type TenantId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Access } from '../access.ts';
import type { Query } from '../query.ts';
import type { Tables } from '../tables/tables.ts';

type Carriers = Pick<Tables, 'changes' | 'watch'>;

export function endsPart({ read }: Access, tables: Tables): EndStore {
  const { changes, watch } = tables;
  return {
    endings: () => read(() => endingsIn(tables, null)),
    endingsLeft: (tenantId) => read(() => endingsLeft(tables, tenantId ?? null)),
    laterThan: (ending) =>
      read(function* (): Query<Later> {
        return laterThan(ending, yield* pastOf(tables, ending.partner.tenantId));
      }),
    decided: (tenantId) =>
      read(function* (): Query<Later> {
        return decidedIn(yield* pastOf(tables, tenantId));
      }),
    ending: (id) =>
      read(function* (): Query<Ending | undefined> {
        if (isDriftId(id)) {
          const drift = yield* watch.drifts.get(id);
          return drift && endingOfDrift(drift);
        }
        const change = yield* changes.get(id);
        return change && endingOfChange(change);
      }),
  };
}

function* endingsIn({ changes, watch }: Carriers, of: TenantId | null): Query<readonly Ending[]> {
  const carriers = [
    ...(yield* changes.ending(of)).map(endingOfChange),
    ...(yield* watch.drifts.ending(of)).map(endingOfDrift),
  ];
  const found = carriers.filter((ending) => ending !== undefined);
  return found.toSorted((a, b) => a.decidedAt - b.decidedAt);
}

/** All that are still to come, but for what was opened anew since. @param of null: of every partner */
export function* endingsLeft(tables: Carriers, of: TenantId | null): Query<readonly Ending[]> {
  const pasts = new Map<TenantId, Later>();
  const found: Ending[] = [];
  for (const ending of yield* endingsIn(tables, of)) {
    const { tenantId } = ending.partner;
    const past = pasts.get(tenantId) ?? (yield* pastOf(tables, tenantId));
    pasts.set(tenantId, past);
    const left = withoutAnew(ending, laterThan(ending, past));
    if (left !== undefined) found.push(left);
  }
  return found;
}

const PAGE = 50;

/** Of all that were ever asked for: one that was asked for before an end may have been decided after. */
function* pastOf({ changes, watch }: Carriers, tenantId: TenantId): Query<Later> {
  const drifts = yield* watch.drifts.last(tenantId, PAGE);
  const found: Change[] = [];
  for (let offset = 0; ; offset += PAGE) {
    const page = yield* changes.history(tenantId, PAGE, offset);
    found.push(...page.changes);
    if (offset + PAGE >= page.total) return { changes: found, drifts };
  }
}

/** What was decided, by whom ever; not what only came back. */
const decidedIn = ({ changes, drifts }: Later): Later => ({
  changes: changes.filter(({ proposal }) => !bringsBack(proposal)),
  drifts,
});

/** Of that, what was decided after an end. */
function laterThan({ decidedAt }: Ending, past: Later): Later {
  const { changes, drifts } = decidedIn(past);
  return {
    changes: changes.filter((change) => isSince(change, decidedAt)),
    drifts: drifts.filter((drift) => saidAt(drift) > decidedAt),
  };
}

/** When it was last said that it is so: by whoever changed it, or by whoever accepted that for good. */
const saidAt = ({ detectedAt, status, end }: Drift): Instant =>
  status.state === 'accepted' && end === null ? status.at : detectedAt;

const isSince = ({ status }: Change, since: Instant): boolean => 'at' in status && status.at > since;
