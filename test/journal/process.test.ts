import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { writeJournal } from '../contracts/store-journal.ts';
import { aFolder, opened } from '../store/support.ts';

/** As `npm run journal -- ARGS` does, with nothing in the environment but the store. */
function journal(store: string, ...args: readonly string[]) {
  const [, , ...command] = packageJson.scripts.journal.split(' ');
  return spawnSync(process.execPath, [...command, ...args], {
    cwd: fileURLToPath(new URL('../../', import.meta.url)),
    env: { STORE: store },
    encoding: 'utf8',
  });
}

test('needs no other setting than STORE, and works while a bot holds the store', async () => {
  const path = join(aFolder(), 'store.db');
  await writeJournal(opened(path));
  const { status, stdout, stderr } = journal(`sqlite:${path}`, 'verify');
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^The journal is whole: 9 entries/);
});

// Windows has no such limits.
test.skipIf(process.platform === 'win32')(
  'an export whose last line fits only in part is not called written',
  async () => {
    const folder = aFolder();
    const path = join(folder, 'store.db');
    await writeJournal(opened(path));
    const days = ['export', '--from', '2026-01-05', '--to', '2026-01-05', '--out'];
    expect(journal(`sqlite:${path}`, ...days, join(folder, 'whole')).status).toBe(0);
    const { length } = readFileSync(join(folder, 'whole', 'journal.jsonl'));
    const blocks = Math.floor((length - 1) / 512);
    const [, , ...command] = packageJson.scripts.journal.split(' ');
    const { status, stdout } = spawnSync(
      'sh',
      ['-c', `ulimit -f ${blocks} && exec "$0" "$@"`, process.execPath, ...command, ...days, join(folder, 'part')],
      { cwd: fileURLToPath(new URL('../../', import.meta.url)), env: { STORE: `sqlite:${path}` }, encoding: 'utf8' },
    );
    expect(stdout).toContain('The export could not be written');
    expect(status).toBe(1);
  },
);

test('tells a script by its exit code', () => {
  const { status, stdout, stderr } = journal('mysql://x', 'verify');
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain('STORE must be');
});
