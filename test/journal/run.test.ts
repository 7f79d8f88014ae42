import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, test } from 'vitest';
import { runJournal } from '../../src/journal/run.ts';
import { hashOf } from '../../src/store/chain.ts';
import { changeIdOf, MINUTE, NOW, nthChange, theProposal } from '../builders.ts';
import { ENTRIES, writeJournal } from '../contracts/store-journal.ts';
import { aFolder, opened } from '../store/support.ts';

const LATER = NOW + 100 * MINUTE;
const EMPTY = '0'.repeat(64);

let folder: string;
let path: string;
beforeEach(async () => {
  folder = aFolder();
  path = join(folder, 'store.db');
  await writeJournal(opened(path));
});

const run = (...args: readonly string[]) => runJournal(args, { ok: true, store: path }, LATER);
const headOf = (lines: readonly string[]): string => /^Head: ([0-9a-f]{64})/m.exec(lines.join('\n'))?.[1] ?? '';

/** Somebody with a database tool. */
const tamper = (sql: string): void => {
  const tool = new DatabaseSync(path, { enableForeignKeyConstraints: false });
  tool.exec(`DROP TRIGGER journal_is_never_edited; DROP TRIGGER journal_is_never_shortened; ${sql}`);
  tool.close();
};

describe('verify', () => {
  test('says that the journal is whole, and what to note', async () => {
    const { code, lines } = await run('verify');
    expect(code).toBe(0);
    expect(lines[0]).toBe(
      'The journal is whole: 9 entries, from entry 1 (C-00000001, 2026-01-05T09:01:00.000Z) to entry 9 (C-00000002, 2026-01-05T09:02:00.000Z).',
    );
    expect(headOf(lines)).not.toBe('');
    expect(lines.at(-1)).toContain('npm run journal -- verify --head HASH');
  });

  test('knows a head that was noted earlier, and says when that was', async () => {
    const head = headOf((await run('verify')).lines);
    path = join(folder, 'other.db');
    const store = opened(path);
    await writeJournal(store);
    await writeJournal(store, 2);
    const { code, lines } = await run('verify', '--head', head);
    expect([code, lines[1]]).toEqual([
      0,
      'The head that you noted is entry 9 (C-00000002, 2026-01-05T09:02:00.000Z): it and all before it are as they were then.',
    ]);
    expect((await run('verify', '--head', EMPTY)).lines[1]).toContain('every journal begins with it');
  });

  test('a head that it does not have is a fault', async () => {
    const { code, lines } = await run('verify', '--head', 'ab'.repeat(32));
    expect(code).toBe(1);
    expect(lines[1]).toContain(`No entry has the hash ${'ab'.repeat(32)}`);
  });

  test('an empty journal is none that lost something', async () => {
    path = join(folder, 'empty.db');
    opened(path);
    const { code, lines } = await run('verify');
    expect([code, lines[0], headOf(lines)]).toEqual([
      0,
      'The journal is empty, and nothing says that it ever had an entry.',
      EMPTY,
    ]);
  });

  test.each([
    [
      "UPDATE journal SET line = replace(line, 'Megan', 'Adele') WHERE seq = 2",
      '- Entry 2 (C-00000001, 2026-01-05T09:02:00.000Z): it was changed; it does not have the hash that it was written with.',
    ],
    [
      'DELETE FROM journal WHERE seq IN (3, 4, 5)',
      '- Entries 3 to 5 are missing, between entry 2 (C-00000001, 2026-01-05T09:02:00.000Z) and entry 6 (C-00000001, 2026-01-05T09:02:00.000Z).',
    ],
    [
      'DELETE FROM journal WHERE seq IN (8, 9)',
      '- Entries 8 to 9 are missing at the end, after entry 7 (C-00000001, 2026-01-05T09:02:00.000Z).',
    ],
    ['DELETE FROM journal WHERE seq IN (3, 4)', '- D-00000001 has taken 2 steps, and 0 entries tell of it.'],
    [
      "PRAGMA ignore_check_constraints = ON; UPDATE journal SET seq = 10 WHERE seq = 2; UPDATE journal SET seq = 2 WHERE seq = 6; UPDATE journal SET seq = 6 WHERE seq = 10",
      '- Entry 2 (C-00000001, 2026-01-05T09:02:00.000Z): it was written as entry 6, and does not belong here.',
    ],
    [
      "UPDATE journal_head SET hash = printf('%064d', 7)",
      `- The head is that of entry 9 (${'7'.padStart(64, '0')}), which is not what stands last: entry 9 (C-00000002, 2026-01-05T09:02:00.000Z).`,
    ],
  ])('%s: found, and told where', async (sql, words) => {
    tamper(sql);
    const { code, lines } = await run('verify');
    expect(code).toBe(1);
    expect(lines[0]).toMatch(/^The journal is not as it was written\. \d+ faults? in \d+ entries:$/);
    expect(lines).toContain(words);
    expect(lines.at(-1)).toContain('Keep the store as it is');
  }); // prettier-ignore

  test('an entry that was written anew, hash and all, does not fit the next one', async () => {
    const tool = new DatabaseSync(path);
    const line = String(tool.prepare('SELECT line FROM journal WHERE seq = 2').get()?.['line']).replace(
      'Megan',
      'Adele',
    );
    tool.close();
    tamper(`UPDATE journal SET line = '${line.replaceAll("'", "''")}', hash = '${hashOf(line)}' WHERE seq = 2`);
    expect((await run('verify')).lines[1]).toBe(
      '- Entry 3 (D-00000001, 2026-01-05T09:02:00.000Z): it was not written after entry 2 (C-00000001, 2026-01-05T09:02:00.000Z). One of the two was written anew, or something between them was taken away.',
    );
  });

  test('of very many faults the first ones are told', async () => {
    const more = Array.from({ length: 60 }, (_, n) => `('C-${String(n + 100).padStart(8, '0')}')`);
    tamper(`
      INSERT INTO changes (id, body) SELECT id.column1, json_set(body, '$.proposal.id', id.column1, '$.proposal.plan.tenantId', id.column1)
      FROM changes, (VALUES ${more.join()}) AS id WHERE changes.id = '${changeIdOf(1)}'
    `);
    const { lines } = await run('verify');
    expect(lines).toHaveLength(1 + 50 + 1 + 1);
    expect(lines[51]).toBe('- and 10 more.');
  });
});

describe('export', () => {
  const out = () => join(folder, 'exports', 'january');
  const exported = (from = '2026-01-05', to = '2026-01-05') =>
    run('export', '--from', from, '--to', to, '--out', out());
  const read = (name: string) => readFileSync(join(out(), name), 'utf8');
  const sh = (script: string) => execFileSync('sh', ['-c', script], { cwd: out(), encoding: 'utf8' });
  /** The shell commands that the page gives to somebody who checks the chain. */
  const recipe = () => / {4}before=[\s\S]*?echo "\$before"\n/.exec(read('README.txt'))?.[0] ?? '';

  test('writes what a stranger can check with nothing but a shell and the page', async () => {
    expect((await exported()).code).toBe(0);
    expect(read('journal.jsonl').split('\n')).toHaveLength(ENTRIES + 1);
    expect(sh('sha256sum -c SHA256SUMS')).toBe('journal.jsonl: OK\nREADME.txt: OK\n');
    const head = headOf((await run('verify')).lines);
    expect(sh(recipe())).toBe(`${head}\n`);
    expect(read('README.txt')).toContain(`It must print nothing but the hash of the last line:\n\n    ${head}\n`);
    // A Mac has no sha256sum.
    expect(sh(recipe().replace('sha256sum', 'shasum -a 256'))).toBe(`${head}\n`);
    expect(read('README.txt').match(/on a Mac/g)).toHaveLength(2);
    expect(read('README.txt')).toContain('Period    2026-01-05 to 2026-01-05');
  });

  test('the page’s commands find a changed line, and a missing one', async () => {
    await exported();
    const lines = read('journal.jsonl').split('\n');
    const write = (changed: readonly string[]) => {
      writeFileSync(join(out(), 'journal.jsonl'), changed.join('\n'));
    };
    write(lines.map((line, n) => (n === 1 ? line.replace('Megan', 'Adele') : line)));
    expect(sh(recipe())).toMatch(/^This line does not follow the one before it: \{"seq":3,/);
    write(lines.filter((_, n) => n !== 0));
    expect(sh(recipe())).toMatch(/^This line does not follow the one before it: \{"seq":2,/);
    write(lines.filter((_, n) => n !== ENTRIES - 1));
    expect(sh(recipe())).not.toContain(headOf((await run('verify')).lines));
    expect(() => sh('sha256sum -c --quiet SHA256SUMS 2>&1')).toThrow();
  });

  test('takes the days that were asked for and no other; the chain of a part goes on from before it', async () => {
    const store = opened(join(folder, 'long.db'));
    path = join(folder, 'long.db');
    for (let day = 0; day < 5; day += 1) {
      const { proposal, ...rest } = nthChange(day + 1);
      const change = { ...rest, proposal: { ...proposal, requestedAt: NOW + day * 24 * 60 * MINUTE } };
      await store.insert(change, theProposal(change));
    }
    expect((await exported('2026-01-06', '2026-01-07')).lines[0]).toMatch(/: 2 entries of 2026-01-06 to 2026-01-07\./);
    expect(read('journal.jsonl')).toMatch(/^\{"seq":2,.*\n\{"seq":3,.*\n$/);
    const last = read('journal.jsonl').split('\n')[1] ?? '';
    expect(sh(recipe())).toBe(`${hashOf(last)}\n`);
  });

  test('of a period without entries says so', async () => {
    expect(await exported('2025-01-01', '2025-12-31')).toMatchObject({ code: 0 });
    expect(read('journal.jsonl')).toBe('');
    expect(read('README.txt')).toContain('none: nothing was written to the journal in this period');
    expect(sh('sha256sum -c SHA256SUMS')).toContain('README.txt: OK');
  });

  test('a folder that holds something is refused, and left alone', async () => {
    mkdirSync(out(), { recursive: true });
    writeFileSync(join(out(), 'journal.jsonl'), 'mine');
    expect(await exported()).toEqual({ code: 2, lines: [`--out must be a new or an empty folder; ${out()} is not.`] });
    expect(read('journal.jsonl')).toBe('mine');
  });

  test('so is what is no folder', async () => {
    writeFileSync(join(folder, 'exports'), '');
    expect(await exported()).toMatchObject({
      code: 2,
      lines: [expect.stringContaining('--out must be a folder that can be written')],
    });
  });

  test('nothing is exported of a journal that is not whole', async () => {
    tamper('DELETE FROM journal WHERE seq = 2');
    const { code, lines } = await exported();
    expect([code, lines.at(-1)]).toEqual([1, 'Nothing was exported.']);
    expect(existsSync(out())).toBe(false);
  });
});

test('options that are wrong are refused in words, with how to write them', async () => {
  const { code, lines } = await run('verfiy');
  expect(code).toBe(2);
  expect(lines[0]).toBe('There is no command verfiy.');
  expect(lines.join('\n')).toContain('Usage: npm run journal -- verify [--head HASH] [--witness FILE]');
});

test('a setting that is wrong is refused in words', async () => {
  const problem = 'STORE must be sqlite: and a path of a file, as in sqlite:data/bridgekeeper.db';
  expect(await runJournal(['verify'], { ok: false, problem }, LATER)).toEqual({ code: 2, lines: [problem] });
});

test('a store that is not there is no journal that is whole', async () => {
  path = join(folder, 'none.db');
  expect(await run('verify')).toMatchObject({ code: 1, lines: [expect.stringContaining('There is no store at')] });
});
