import { held, IS_ALONE, LEASE, TIMES_ALONE } from './lease.ts';

/**
 * Renews that a process is there, what it holds, and that it leads; and tells who does. By its run (`$1`), its tokens (`$2`),
 * its number (`$3`), how many tools it knows of (`$4`), and its name (`$5`): where a standby took over that had not heard of
 * the last terms, their numbers come twice.
 */
export const BEAT = `
  WITH here AS (
    UPDATE holds SET until = clock_timestamp() + ${LEASE}
    WHERE what = 'process ' || $1::text AND NOT ${IS_ALONE} AND ${TIMES_ALONE} = $4::text RETURNING what
  ), kept AS (
    UPDATE holds SET until = clock_timestamp() + ${LEASE} WHERE token = ANY($2::text[]) RETURNING token
  ), led AS (
    UPDATE lease SET until = clock_timestamp() + ${LEASE} WHERE epoch = $3::bigint AND holder = $5::text RETURNING epoch
  )
  SELECT EXISTS (SELECT 1 FROM here) AS here, ARRAY(SELECT token FROM kept) AS kept, EXISTS (SELECT 1 FROM led) AS led,
    ${TIMES_ALONE} AS times, epoch, NOT (${held('until')}) AS free FROM lease
`;
export type Beat = { here: boolean; kept: string[]; led: boolean; times: string; epoch: number; free: boolean };
