import type { DatabaseSync } from 'node:sqlite';
import { StoreError, type Delivery } from '../../app/ports.ts';
import type { Instant } from '../../domain/instant.ts';

/**
 * Rows of `deliveries`. Methods are synchronous and throw as node:sqlite does.
 * @param runId another one in every run of the program: tells what this run handles from what a dead run left behind
 */
export function deliveriesTable(sql: DatabaseSync, runId: string) {
  const take = sql.prepare(`
    INSERT INTO deliveries (conversation_id, activity_id, run_id, taken_at) VALUES (?, ?, ?, ?)
    ON CONFLICT (conversation_id, activity_id) DO UPDATE SET run_id = excluded.run_id, taken_at = excluded.taken_at
    WHERE finished = 0 AND run_id <> excluded.run_id
  `);
  const finish = sql.prepare('UPDATE deliveries SET finished = 1 WHERE conversation_id = ? AND activity_id = ?');
  // What a dead run never finished may be taken again, which is what a forgotten delivery may be, too.
  const forget = sql.prepare('DELETE FROM deliveries WHERE taken_at < ? AND (finished = 1 OR run_id <> ?)');

  return {
    take: ({ conversationId, activityId }: Delivery, at: Instant): boolean =>
      take.run(conversationId, activityId, runId, at).changes === 1,

    finish: ({ conversationId, activityId }: Delivery): void => {
      if (finish.run(conversationId, activityId).changes === 1) return;
      throw new StoreError('contradiction', `Message ${activityId} cannot be finished: it was not taken.`);
    },

    /** @param at milliseconds since 1970 (UTC) */
    forget: (at: Instant): void => {
      forget.run(at, runId);
    },
  };
}
