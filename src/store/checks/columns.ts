import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod/v4-mini';
import { jsonText } from '../body.ts';
import type { Row } from '../query.ts';
import { placeOf, type Place } from './verify-chain.ts';

/** Beside an entry stands something else than it tells: it is by those columns that lines are found. */
export type ColumnFault = { readonly kind: 'beside'; readonly entry: Place; readonly columns: readonly string[] };

/** What of a line stands beside it as well. */
const line = z.pipe(
  jsonText,
  z.looseObject({
    of: z.unknown(),
    id: z.unknown(),
    revision: z.unknown(),
    previous: z.unknown(),
    requestIds: z.unknown(),
    event: z.unknown(),
  }),
);

/**
 * Databases compute these columns from a line, and do not once somebody had them stop it.
 * @param row all of it
 * @returns undefined: nothing else; of a line that cannot be read the chain tells
 */
export function otherBeside(row: Row): ColumnFault | undefined {
  const told = line.safeParse(row['line']).data;
  if (told === undefined) return undefined;
  const { of, id, revision, previous, requestIds, event } = told;
  const objectId = (...path: readonly string[]): unknown => member(event, [...path, 'objectId']);
  const must: Readonly<Record<string, unknown>> = {
    previous,
    about: of,
    change_id: of === 'changes' ? id : null,
    drift_id: of === 'drifts' ? id : null,
    revision: of === 'changes' || of === 'drifts' ? revision : null,
    at: member(event, ['at']),
    event: member(event, ['kind']),
    actor: objectId('by') ?? objectId('proposal', 'requester') ?? objectId('subscription', 'by'),
  };
  const columns = Object.keys(must).filter((name) => (row[name] ?? null) !== (must[name] ?? null));
  const asked = jsonText.safeParse(row['request_ids'] ?? 'null').data;
  if (!isDeepStrictEqual(asked, requestIds ?? null)) columns.push('request_ids');
  return columns.length === 0
    ? undefined
    : { kind: 'beside', entry: placeOf({ seq: Number(row['seq']), line: String(row['line']) }), columns };
}

function member(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined) return value;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return null;
  return member(Object.entries(value).find(([key]) => key === name)?.[1], rest);
}
