import { createHash } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { runJournal } from '../../src/journal/run.ts';
import { MINUTE, NOW } from '../builders.ts';
import { writeJournal } from '../contracts/store-journal.ts';
import { aFolder, opened } from '../store/support.ts';

const CHANGE = 'C-00000003';

let folder: string;
let path: string;
let witness: string;
let file: string;
beforeEach(async () => {
  folder = aFolder();
  path = join(folder, 'store.db');
  witness = join(folder, 'saved.txt');
  file = join(folder, 'proof.json');
  const store = opened(path);
  for (const round of [1, 2, 3]) await writeJournal(store, round);
  const { hash } = await store.witness(NOW + 60 * MINUTE, []);
  writeFileSync(witness, `Head: ${hash}`);
  await writeJournal(store, 4);
});

const run = (...args: readonly string[]) => runJournal(args, { ok: true, store: path }, NOW);
const stranger = (...args: readonly string[]) => runJournal(args, { ok: false, problem: 'there is no store' }, NOW);
type Proof = { entries: { line: string; path: string[] }[]; witness: string };
const proof = (): Proof => JSON.parse(readFileSync(file, 'utf8')) as Proof;
const rewritten = (edit: (proof: Proof) => void): string => {
  const changed = proof();
  edit(changed);
  const other = join(folder, 'changed.json');
  writeFileSync(other, JSON.stringify(changed));
  return other;
};

test('one change is shown to a stranger who has the head that was sent out, and nothing of any other', async () => {
  expect(await run('prove', CHANGE, '--out', file)).toMatchObject({ code: 0 });
  expect(statSync(file).mode & 0o777).toBe(process.platform === 'win32' ? 0o666 : 0o600);
  const { entries } = proof();
  expect(entries).toHaveLength(4);
  const text = readFileSync(file, 'utf8');
  for (const other of ['C-00000001', 'C-00000002', 'C-00000004', 'D-0000000']) expect(text).not.toContain(other);
  const { code, lines } = await stranger('check', file, '--witness', witness);
  expect(code).toBe(0);
  expect(lines[0]).toMatch(/^C-00000003, as the journal has it up to entry 28/);
  expect(lines.join('\n')).toMatch(/1\. \S+ proposed by .+: enable sync\n2\. \S+ claimed by .+\n3\. .+\n4\. \S+ applied/);
  expect(lines.at(-1)).toContain('word for word');
  expect(await stranger('check', file)).toMatchObject({ code: 0, lines: expect.arrayContaining([expect.stringContaining('Compare the head')]) as unknown });
}); // prettier-ignore

test('it can be checked with nothing but SHA-256 and what the file says', async () => {
  await run('prove', CHANGE, '--out', file);
  const sha = (...parts: readonly Uint8Array[]) => {
    const sum = createHash('sha256');
    for (const part of parts) sum.update(part);
    return sum.digest();
  };
  const { entries, witness: line } = proof();
  const { event } = JSON.parse(line) as { event: { entries: number; root: string } };
  for (const entry of entries) {
    // RFC 9162, 2.1.3.2.
    let fn = (JSON.parse(entry.line) as { seq: number }).seq - 1;
    let sn = event.entries - 1;
    let r = sha(Uint8Array.of(0), sha(Buffer.from(entry.line)));
    for (const hex of entry.path) {
      const p = Buffer.from(hex, 'hex');
      if (fn % 2 === 1 || fn === sn) {
        r = sha(Uint8Array.of(1), p, r);
        while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn / 2, Math.floor(sn / 2)];
      } else {
        r = sha(Uint8Array.of(1), r, p);
      }
      [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
    }
    expect([sn, r.toString('hex')]).toEqual([0, event.root]);
  }
  expect(readFileSync(witness, 'utf8')).toContain(sha(Buffer.from(line)).toString('hex'));
});

test.each<[string, (proof: Proof) => void, RegExp]>([
  ['a word was changed', ({ entries: [first] }) => { if (first) first.line = first.line.replace('Megan', 'Adele'); }, /Line 1 of the proof does not lead/],
  ['one was left out', ({ entries }) => entries.splice(1, 1), /Line 2 of the proof cannot follow/],
  ['two were exchanged', ({ entries }) => entries.reverse(), /Line 1 of the proof cannot follow/],
  ['all were left out', ({ entries }) => entries.splice(0), /Line 1 of the proof does not lead/],
  ['the path was cut', ({ entries: [first] }) => first?.path.pop(), /Line 1 of the proof does not lead/],
  ['the root was another', (it) => { it.witness = it.witness.replace(/"root":"./, '"root":"0'); }, /does not lead|other heads/],
  ['the witness was none', (it) => { it.witness = it.entries[0]?.line ?? ''; }, /it shows nothing/],
  ['the witness was no line', (it) => { it.witness = 'x'; }, /it shows nothing/],
])('a proof in which %s proves nothing', async (_, edit, words) => {
  await run('prove', CHANGE, '--out', file);
  const { code, lines } = await stranger('check', rewritten(edit), '--witness', witness);
  expect(code).toBe(1);
  expect(lines.join('\n')).toMatch(words);
}); // prettier-ignore

test('a proof of a journal that was written anew leads to another head', async () => {
  const other = join(folder, 'forged.db');
  const store = opened(other);
  for (const round of [1, 2, 3, 4]) await writeJournal(store, round);
  await store.witness(NOW, []);
  expect((await runJournal(['prove', CHANGE, '--out', file], { ok: true, store: other }, NOW)).code).toBe(0);
  expect(await stranger('check', file, '--witness', witness)).toMatchObject({ code: 1 });
});

test('what no head stands for yet is not proven, and what there is not neither', async () => {
  expect(await run('prove', 'C-00000007', '--out', file)).toMatchObject({
    code: 1,
    lines: [expect.stringContaining('No head that was sent out stands for C-00000007 yet')],
  });
  expect(await run('prove', 'C-99999999', '--out', file)).toMatchObject({
    code: 1,
    lines: [expect.stringContaining('No entry tells of C-99999999')],
  });
  writeFileSync(file, 'mine');
  expect((await run('prove', CHANGE, '--out', file)).code).toBe(2);
  expect((await stranger('check', file)).code).toBe(1);
  expect((await stranger('check', join(folder, 'none'))).code).toBe(2);
});
