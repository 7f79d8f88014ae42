/**
 * What was deleted and can be restored. Graph: kept for 30 days, by the partner's tenant id, then gone for good. The
 * two kinds of items are kept apart, so a partner and its sync policy are restored and purged one by one.
 */

export interface Deleted<Item> {
  readonly item: Item;
  /** ISO 8601 in UTC. */
  readonly deletedDateTime: string;
}

/** By the partner's tenant id, as everything else of a partner. */
export type DeletedItems<Item> = Map<string, Deleted<Item>>;

const KEPT_FOR_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * Graph: soft delete is documented in beta; whether a v1.0 DELETE lands here too, and what becomes of an older item with
 * the same key, is documented nowhere (assumed: it does, and the older item is replaced).
 */
export function keep<Item>(items: DeletedItems<Item>, tenantId: string, item: Item, now: Date): void {
  items.set(tenantId, { item: structuredClone(item), deletedDateTime: now.toISOString() });
}

/** The item, unless its time has passed by `now`. */
export function kept<Item>(items: DeletedItems<Item>, tenantId: string, now: Date): Deleted<Item> | undefined {
  const deleted = items.get(tenantId);
  if (deleted === undefined) return undefined;
  return now.getTime() - Date.parse(deleted.deletedDateTime) < KEPT_FOR_MS ? deleted : undefined;
}
