import { setTimeout as pause } from 'node:timers/promises';
import { rightsNow, type Right } from '../../app/ports.ts';
import type { Query, Runner } from '../query.ts';
import { answer } from './answering.ts';
import type { Pool, PoolClient } from './connect.ts';
import { demandNoStandby, demandStanding, STANDBY, STANDING, type Writer } from './fence.ts';
import { CALL } from './presence.ts';
import { isAway, isBroken, isTakenBack } from './problems.ts';

/** So often a transaction is tried that others had the server take back. */
const TRIES = 6;
const PAUSE_MS = 15;

export type Limits = {
  /** How long one statement may take, and how long a lock is waited for. */
  readonly statementMs: number;
  readonly lockMs: number;
  /** How long a transaction may be left alone: a process that was frozen must not keep everybody from the journal. */
  readonly idleMs: number;
};

/** A process that is frozen in the middle is waited for by others, and has lost its lock before they give up. */
export const BOT: Limits = { statementMs: 7_000, lockMs: 6_500, idleMs: 5_000 };
// Between two of its statements a tool hashes or reads a page of rows, which takes it a second at the most.
export const TOOL: Limits = { statementMs: 600_000, lockMs: 4_000, idleMs: 60_000 };

/** What begins a transaction; nothing of it outlasts it, so that a proxy may give the connection to others between two. */
const beginning = (how: string, { statementMs, lockMs, idleMs }: Limits): string =>
  [
    `BEGIN ${how}`,
    `SET LOCAL statement_timeout = ${statementMs}`,
    `SET LOCAL lock_timeout = ${lockMs}`,
    `SET LOCAL idle_in_transaction_session_timeout = ${idleMs}`,
    '',
  ].join('; ');

/** The row that everybody who writes the journal locks first: there is one writer at a time, in whichever process. */
const LOCK_HEAD = 'SELECT seq FROM journal_head FOR UPDATE';

export type Transactions = {
  readonly read: Runner;
  readonly durable: Runner;
  readonly light: Runner;
};

/**
 * @param writer refuses what it writes where that is another's to write by now
 * @param keeps whether the server waits for its disk at a commit unless told otherwise
 */
export function transactionsOver(pool: Pool, limits: Limits, writer: Writer, keeps: boolean): Transactions {
  const read = `${beginning('ISOLATION LEVEL REPEATABLE READ READ ONLY', limits)}${STANDBY}`;
  const write = beginning('ISOLATION LEVEL READ COMMITTED', limits);
  // Asked for after the lock is there, in a statement of its own: it sees what came before.
  const durable = `${write}${keeps ? '' : 'SET LOCAL synchronous_commit = on; '}${LOCK_HEAD}; ${STANDING}`;
  const light = `${write}SET LOCAL synchronous_commit = off; ${STANDING}`;
  // It does not lock the head, so who leads has to stay as it is until it ends.
  const lightOfLeader = `${light} FOR SHARE`;
  // Others hear of it when it is there, and not where it is taken back.
  const callOthers = 'caller' in writer ? `NOTIFY ${CALL}, '${writer.caller}'; ` : '';
  const endOf = (begin: string): string => (begin === durable ? `${callOthers}COMMIT` : 'COMMIT');

  /** Once, by one connection. */
  const once = async <Result>(
    begin: string,
    work: () => Query<Result>,
    rights: readonly Right[],
    tried: { committing: boolean },
  ): Promise<Result> => {
    const client = await pool.connect();
    try {
      const begun: unknown = await client.query(begin);
      if (begin === read) demandNoStandby(begun);
      else await demandStanding(client, begun, writer, rights);
      const result = await answer(client, work());
      tried.committing = true;
      const ended: unknown = await client.query(endOf(begin));
      if (!isCommitted(ended)) throw new Error('the transaction was taken back');
      client.release();
      return result;
    } catch (error) {
      await undo(client, error);
      throw error;
    }
  };

  const transaction =
    (begin: string): Runner =>
    async (work) => {
      const rights = rightsNow();
      const isOfLeader = rights.some(({ kind }) => kind === 'term');
      const begins = begin === light && isOfLeader ? lightOfLeader : begin;
      for (let attempt = 1; ; attempt += 1) {
        const tried = { committing: false };
        try {
          return await once(begins, work, rights, tried);
        } catch (error) {
          // What was lost at the commit may be there: only reading tells.
          const mayBeTriedAgain = isTakenBack(error) || (isBroken(error) && !tried.committing && attempt === 1);
          if (!mayBeTriedAgain || attempt >= TRIES) throw error;
          await pause(PAUSE_MS * attempt);
        }
      }
    };

  return { read: transaction(read), durable: oneByOne(transaction(durable)), light: transaction(light) };
}

/** Of one statement, or of the last of several: a transaction that failed is taken back whatever ends it. */
function isCommitted(ended: unknown): boolean {
  const last: unknown = Array.isArray(ended) ? ended.at(-1) : ended;
  return typeof last === 'object' && last !== null && 'command' in last && last.command === 'COMMIT';
}

/** Leaves nothing of a transaction behind; a connection that does not answer is not used again. */
async function undo(client: PoolClient, error: unknown): Promise<void> {
  try {
    if (isAway(error)) throw error;
    await client.query('ROLLBACK');
    client.release();
  } catch (failure) {
    client.release(failure instanceof Error ? failure : true);
  }
}

/**
 * Writers of this process wait for each other here, and not for the lock, each by a connection of its own. Where the server
 * is away, those that wait are not kept waiting one after the other.
 */
function oneByOne(transaction: Runner): Runner {
  let last: Promise<unknown> = Promise.resolve();
  let failed: { readonly nth: number; readonly error: unknown } | undefined;
  let asked = 0;
  return (work) => {
    const nth = (asked += 1);
    const run = async () => {
      if (failed !== undefined && nth <= failed.nth) throw failed.error;
      try {
        return await transaction(work);
      } catch (error) {
        if (isAway(error)) failed = { nth: asked, error };
        throw error;
      }
    };
    const mine = last.then(run, run);
    last = mine;
    return mine;
  };
}
