import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/v4';
import { jsonText } from '../body.ts';
import { change } from '../schema/change.ts';
import { drift } from '../schema/drift.ts';
import { misuse } from '../schema/misuse.ts';
import { partnerState } from '../schema/parts.ts';
import { subscription } from '../schema/subscription.ts';
import type { Beside } from './compare.ts';

const baseline = z.object({ state: jsonText.pipe(partnerState), revision: z.int() }).readonly();

/** All that the store keeps beside the journal and that the journal tells of. */
export function besideJournal(sql: DatabaseSync): Beside {
  const rows = <Value>(query: string, schema: z.ZodType<Value>): ReadonlyMap<string, Value | undefined> => {
    const found = new Map<string, Value | undefined>();
    for (const row of sql.prepare(query).iterate()) {
      const { id, ...rest } = row;
      found.set(String(id), schema.safeParse('body' in rest ? rest['body'] : rest).data);
    }
    return found;
  };
  return {
    changes: rows('SELECT id, body FROM changes', jsonText.pipe(change)),
    drifts: rows('SELECT id, body FROM drifts', jsonText.pipe(drift)),
    baselines: rows('SELECT tenant_id AS id, body AS state, revision FROM baselines', baseline),
    subscriptions: rows('SELECT place AS id, body FROM subscriptions', jsonText.pipe(subscription)),
    misuses: rows('SELECT id, body FROM misuses', jsonText.pipe(misuse)),
  };
}
