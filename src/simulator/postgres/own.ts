import pg from 'pg';
import type { Environment } from './programs.ts';
import { startServer, SUPERUSER, type Server } from './server.ts';

/** A real server of one's own, which may be stopped, with an empty database that an ordinary account owns. */
export type OwnServer = Server & { readonly user: string; readonly database: string; readonly ownersPassword: string };

/** @param environment of this process */
export async function ownServer(environment: Environment): Promise<OwnServer> {
  const server = await startServer(environment);
  const [user, database, ownersPassword] = ['bridgekeeper_bot', 'bridgekeeper', 'password-of-the-bot'];
  const { port, password } = server;
  const client = new pg.Client({ host: '127.0.0.1', port, user: SUPERUSER, password, database: 'postgres' });
  try {
    await client.connect();
    await client.query(`CREATE ROLE ${user} LOGIN PASSWORD '${ownersPassword}'`);
    await client.query(`CREATE DATABASE ${database} OWNER ${user}`);
    await client.end();
  } catch (error) {
    await server.remove();
    throw error;
  }
  return { ...server, user, database, ownersPassword };
}
