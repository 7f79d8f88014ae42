import { StoreError, type Delivery } from '../../app/ports.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Dialect } from '../dialect.ts';
import { one, run, type Query } from '../query.ts';
import { statement } from './statement.ts';

const FINISH = statement('UPDATE deliveries SET finished = 1 WHERE conversation_id = ?1 AND activity_id = ?2');
// What a dead run never finished may be taken again, which is what a forgotten delivery may be, too.
const FORGET = statement('DELETE FROM deliveries WHERE taken_at < ?1 AND (finished = 1 OR run_id <> ?2)');

/**
 * Rows of `deliveries`.
 * @param runId another one in every run of the program: tells what this run handles from what a dead run left behind
 */
export function deliveriesTable({ lives }: Pick<Dialect, 'lives'>, runId: string) {
  const TAKE = `
    INSERT INTO deliveries (conversation_id, activity_id, run_id, taken_at) VALUES (?1, ?2, ?3, ?4)
    ON CONFLICT (conversation_id, activity_id) DO UPDATE SET run_id = excluded.run_id, taken_at = excluded.taken_at
    WHERE deliveries.finished = 0 AND deliveries.run_id <> excluded.run_id AND NOT ${lives('deliveries.run_id')}
  `;
  const OTHERS = 'SELECT 1 FROM deliveries WHERE conversation_id = ?1 AND activity_id = ?2 AND run_id <> ?3';
  const ELSEWHERE = `${OTHERS} AND finished = 0`;

  return {
    /** What is asked for beside what every store is asked. */
    statements: [TAKE, OTHERS, ELSEWHERE],

    /** Whether another run has it that has not finished it. */
    *isElsewhere({ conversationId, activityId }: Delivery): Query<boolean> {
      return (yield* one(ELSEWHERE, conversationId, activityId, runId)) !== undefined;
    },

    /** Whether it is another run's, finished or not. */
    *isTakenOver({ conversationId, activityId }: Delivery): Query<boolean> {
      return (yield* one(OTHERS, conversationId, activityId, runId)) !== undefined;
    },

    *take({ conversationId, activityId }: Delivery, at: Instant): Query<boolean> {
      return (yield* run(TAKE, conversationId, activityId, runId, at)) === 1;
    },

    *finish({ conversationId, activityId }: Delivery): Query<void> {
      if ((yield* run(FINISH, conversationId, activityId)) === 1) return;
      throw new StoreError('contradiction', `Message ${activityId} cannot be finished: it was not taken.`);
    },

    /** @param at milliseconds since 1970 (UTC) */
    *forget(at: Instant): Query<void> {
      yield* run(FORGET, at, runId);
    },
  };
}
