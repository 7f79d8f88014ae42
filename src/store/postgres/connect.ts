import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import type { Pool, PoolClient, PoolConfig } from 'pg';
import { StoreError } from '../../app/ports.ts';
import type { PostgresAddress } from '../address.ts';

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

export type { Pool, PoolClient };

/** Which store it is, for people: without a password. */
export const nameOf = ({ host, port, user, database }: PostgresAddress): string =>
  `postgres://${user}@${host}:${port}/${database}`;

/**
 * Connections to a database, made when they are wanted. The driver is loaded here, so that whoever keeps the store in a
 * file does without it.
 * @param use a bot's; a tool's, which reads all there is; or one alone, over which a bot is heard of
 */
export async function poolTo(address: PostgresAddress, use: 'bot' | 'tool' | 'beats'): Promise<Pool> {
  const { Pool: Connections, types } = (await import('pg')).default;
  const { host, port, user, database, password } = address;
  const config: PoolConfig = {
    host,
    port,
    user,
    database,
    password: async () => (await password()) ?? '',
    ssl: address.tls && tlsOf(address),
    max: use === 'beats' ? 1 : CONNECTIONS,
    connectionTimeoutMillis: use === 'beats' ? BEAT_ANSWER_MS : CONNECT_MS,
    idleTimeoutMillis: IDLE_MS,
    query_timeout: ANSWER_WITHIN_MS[use],
    keepAlive: true,
    application_name: 'bridgekeeper',
    types: {
      getTypeParser: (oid, format) => {
        const usual: unknown = types.getTypeParser(oid, format);
        return oid === types.builtins[WHOLE] ? counted : usual;
      },
    },
  };
  const pool = new Connections(config);
  // One that broke while nobody used it: the next that is wanted is made anew.
  pool.on('error', () => undefined);
  // One that breaks between two statements: the next one is told.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
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
