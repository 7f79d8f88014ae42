import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore } from '../../../src/store/open-store.ts';
import { ROOT } from '../../docs/documents.ts';
import { emptyDatabase, type TestDatabase } from '../../support/postgres/databases.ts';
import { aFolder } from '../support.ts';
import { writeEverything } from './every-row.ts';

let file: string;
let made: TestDatabase;
beforeEach(async () => {
  file = join(aFolder(), 'store.db');
  made = await emptyDatabase();
});
afterEach(() => made.drop());

/** As npm runs it. */
const copy = (from: string, to: string, env: Readonly<Record<string, string>> = {}) =>
  spawnSync(process.execPath, ['src/launch.mjs', 'src/store.ts', 'copy', '--from', from, '--to', to], {
    cwd: ROOT,
    env,
    encoding: 'utf8',
  });

test('npm run store copies to a database and back, tells no password, and refuses in words with its exit code', async () => {
  const { host, port, user, database, password } = made.address;
  const secret = (await password()) ?? '';
  const url = `postgres://${user}@${host}:${port}/${database}`;
  const store = await openStore(file);
  await writeEverything(store);
  const running = copy(`sqlite:${file}`, url, { PGPASSWORD: secret });
  expect([running.status, running.stdout]).toEqual([1, expect.stringContaining('in use by another process')]);
  await store.close();
  const there = copy(`sqlite:${file}`, url.replace('@', `:${secret}@`));
  expect([there.status, there.stderr]).toEqual([0, '']);
  expect(there.stdout).toContain(`Copied ${file} to ${url}; both have the same rows`);
  expect(`${there.stdout}${running.stdout}`).not.toContain(secret);
  const back = copy(url, `sqlite:${join(aFolder(), 'back.db')}`, { PGPASSWORD: secret });
  expect(back.status).toBe(0);
  const headIn = (said: string) => /head in both: (.+)\.$/m.exec(said)?.[1];
  expect(headIn(back.stdout)).toBe(headIn(there.stdout));
  const wrong = copy('here', 'there');
  expect([wrong.status, wrong.stdout]).toEqual([2, '']);
  expect(wrong.stderr).toMatch(/^--from must be sqlite:.*\n--to must be sqlite:/);
});
