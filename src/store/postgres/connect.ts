import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import type { Pool as DriversPool, PoolClient, PoolConfig, QueryResult, QueryResultRow } from 'pg';
import { StoreError } from '../../app/ports.ts';
import type { PostgresAddress } from '../address.ts';
import { closingClient } from './closing-client.ts';
import { isRefusal } from './problems.ts';

/** How long a connection may take to be there: whoever asks whether the bot is ready is told soon. */
const CONNECT_MS = 5_000;
/** How long an answer may take before the connection is given up: a network that lost it says nothing. */
const ANSWER_MS = 8_000;
/** One writes; the others read and note. Some bots and a tool fit beside others into a small server's hundred. */
const CONNECTIONS = 6;
/** A process that beats is not heard of for long enough when an answer takes longer. */
const BEAT_ANSWER_MS = 3_000;
/** Azure and others drop what is idle for minutes without a word. */
const IDLE_MS = 60_000;
const ANSWER_WITHIN_MS = { bot: ANSWER_MS, tool: 10 * 60_000, beats: BEAT_ANSWER_MS };
/** Whole numbers of 64 bits, which the driver leaves as text. */
const WHOLE = 'INT8';

export type { PoolClient };

/** Connections, which are made when they are wanted. What they reject with is the driver's, or StoreError. */
export type Pool = {
  readonly connect: () => Promise<PoolClient>;
  /** Over one of them, whichever is free. */
  readonly query: <Row extends QueryResultRow>(text: string, values?: unknown[]) => Promise<QueryResult<Row>>;
  readonly end: () => Promise<void>;
};

/** Which store it is, for people: without a password. */
export const nameOf = ({ host, port, user, database }: PostgresAddress): string =>
  `postgres://${user}@${host}:${port}/${database}`;

/**
 * Connections to a database. The driver is loaded here, so that whoever keeps the store in a
 * file does without it.
 * @param use a bot's; a tool's, which reads all there is; or one alone, over which a bot is heard of
 */
export async function poolTo(address: PostgresAddress, use: 'bot' | 'tool' | 'beats'): Promise<Pool> {
  const { default: driver } = await import('pg');
  const { types } = driver;
  const { host, port, user, database } = address;
  const proof = proofOf(address);
  const config: PoolConfig = {
    host,
    port,
    user,
    database,
    password: proof.known,
    ssl: address.tls && tlsOf(address),
    max: use === 'beats' ? 1 : CONNECTIONS,
    connectionTimeoutMillis: use === 'beats' ? BEAT_ANSWER_MS : CONNECT_MS,
    idleTimeoutMillis: IDLE_MS,
    query_timeout: ANSWER_WITHIN_MS[use],
    keepAlive: true,
    application_name: 'bridgekeeper',
    Client: closingClient(driver.Client),
    types: {
      getTypeParser: (oid, format) => {
        const usual: unknown = types.getTypeParser(oid, format);
        return oid === types.builtins[WHOLE] ? counted : usual;
      },
    },
  };
  const pool = new driver.Pool(config);
  // One that broke while nobody used it: the next that is wanted is made anew.
  pool.on('error', () => undefined);
  const kept = onlyAfterABreak(pool);
  // One that breaks between two statements: the next one is told.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const proven = async (): Promise<PoolClient> => {
    // Whoever gets one that is there proves nothing.
    if (pool.idleCount === 0) await proof.take();
    const used = proof.known();
    try {
      return await pool.connect();
    } catch (error) {
      if (!isRefusal(error) || !(await proof.renew(used))) throw error;
      return await pool.connect();
    }
  };
  const connect = async (): Promise<PoolClient> => {
    for (;;) {
      const client = await proven();
      if (kept(client)) return client;
      client.release(true);
    }
  };
  return {
    connect,
    query: async (text, values) => {
      const client = await connect();
      try {
        const result = await client.query(text, values);
        client.release();
        return result;
      } catch (error) {
        client.release(true);
        throw error;
      }
    },
    end: () => pool.end(),
  };
}

/**
 * Where one connection is given up, those that were made before lead to the same: a network that lost them, or a server that
 * is no longer the one that takes writes. Each of them would be waited for, one after the other.
 * @returns whether a connection is used on
 */
function onlyAfterABreak(pool: DriversPool): (client: PoolClient) => boolean {
  const madeAfter = new WeakMap<PoolClient, number>();
  let breaks = 0;
  pool.on('connect', (client) => void madeAfter.set(client, breaks));
  pool.on('release', (error: unknown, client) => {
    if (error !== undefined && madeAfter.get(client) === breaks) breaks += 1;
  });
  return (client) => madeAfter.get(client) === breaks;
}

/**
 * What connections are made with. It is had before one is opened: how long an identity takes to give a token is no time of
 * the server's.
 */
function proofOf(address: PostgresAddress) {
  let last = '';
  return {
    known: () => last,
    /** Rejects with StoreError where there is none. */
    take: async (): Promise<void> => {
      try {
        last = (await address.password()) ?? '';
      } catch (error) {
        if (error instanceof StoreError) throw error;
        const [why = ''] = String(error instanceof Error ? error.message : error).split('\n');
        throw new StoreError(
          'away',
          `The store ${nameOf(address)} cannot be used: the bot's identity got no token for it (${why.trim()}).`,
        );
      }
    },
    /** @returns whether there is another one in place of one that was refused */
    renew: async (refused: string): Promise<boolean> => {
      const another = await address.renewed?.(refused);
      last = another ?? last;
      return another !== undefined;
    },
  };
}

/** @throws StoreError for a number that JavaScript cannot count to; the bot writes none */
function counted(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value)) return value;
  throw new StoreError('damaged', `The store is damaged: it holds the number ${text}. Put a backup in its place.`);
}

/** The host's own certificate and nothing weaker (libpq: verify-full). */
function tlsOf({ host, ca }: PostgresAddress): PoolConfig['ssl'] {
  return {
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
    checkServerIdentity: (_: string, certificate: PeerCertificate) => checkServerIdentity(host, certificate),
    ...(ca !== null && { ca }),
  };
}
