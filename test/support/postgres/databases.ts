import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import * as z from 'zod/v4';
import type { PostgresAddress } from '../../../src/store/address.ts';
import { openLone } from '../../../src/store/postgres/database.ts';
import { SUPERUSER } from '../../../src/simulator/postgres/server.ts';

/** The bot's account: an ordinary one, which owns its database. */
const OWNER = 'bridgekeeper_bot';
const PASSWORD = 'password-of-the-bot';

const whereItIs = z.object({ port: z.number(), password: z.string() });
let asked: Promise<z.infer<typeof whereItIs>> | undefined;

/** The one server of the run. */
function server(): Promise<z.infer<typeof whereItIs>> {
  return (asked ??= (async () => {
    const answer = await fetch(inject('postgres'));
    if (!answer.ok) throw new Error(await answer.text());
    return whereItIs.parse(await answer.json());
  })());
}

/** Has the superuser do something. */
export async function asSuperuser<Result>(
  database: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const { port, password } = await server();
  const client = new pg.Client({ host: '127.0.0.1', port, user: SUPERUSER, password, database });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const addressOf = async (database: string): Promise<PostgresAddress> => ({
  host: '127.0.0.1',
  port: (await server()).port,
  user: OWNER,
  database,
  tls: false,
  ca: null,
  password: () => Promise.resolve(PASSWORD),
});

/** As the server's superuser. */
export async function superusersAddress(address: PostgresAddress): Promise<PostgresAddress> {
  const { password } = await server();
  return { ...address, user: SUPERUSER, password: () => Promise.resolve(password) };
}

export type TestDatabase = { readonly address: PostgresAddress; readonly drop: () => Promise<void> };

const aName = (): string => `bk_${randomUUID().replaceAll('-', '').slice(0, 16)}`;

async function created(template: string | null): Promise<TestDatabase> {
  const name = aName();
  await asSuperuser('postgres', async (client) => {
    await client.query(
      `DO $$ BEGIN CREATE ROLE ${OWNER} LOGIN PASSWORD '${PASSWORD}';
       EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`,
    );
    await client.query(`CREATE DATABASE ${name} OWNER ${OWNER} TEMPLATE ${template ?? 'template0'}`);
  });
  return {
    address: await addressOf(name),
    drop: async () => {
      await asSuperuser('postgres', (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}

/** An empty database. */
export const emptyDatabase = (): Promise<TestDatabase> => created(null);

let template: Promise<string> | undefined;

/** A database of a store that was never written to: a copy of one that was made once, which is much quicker. */
export async function storeDatabase(): Promise<TestDatabase> {
  template ??= (async () => {
    const { address } = await emptyDatabase();
    await (await openLone(address, { waitMs: 0 })).close();
    return address.database;
  })();
  return created(await template);
}

/** Has the bot's own account do something, past the bot. */
export const asOwner = asClient;

/** Has an account do something. */
export async function asClient<Result>(
  address: PostgresAddress,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const { host, port, user, database } = address;
  const client = new pg.Client({ host, port, user, database, password: (await address.password()) ?? '' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
