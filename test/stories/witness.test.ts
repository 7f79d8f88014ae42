import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runJournal } from '../../src/journal/run.ts';
import { AUDIT, postsIn, SECURITY, subscribe } from '../support/channel.ts';
import { Story } from '../support/story.ts';

const DAY_MINUTES = 24 * 60;

let story: Story;
let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bridgekeeper-witness-'));
  story = await Story.begin();
});
afterEach(async () => {
  await story.end();
  rmSync(folder, { recursive: true });
});

const journal = (...args: readonly string[]) => runJournal(args, { ok: true, store: story.storePath }, Date.now());
const heads = (channel: string): readonly string[] =>
  postsIn(story, channel)
    .map((post) => story.words(post))
    .filter((words) => words.includes('head of my journal'));
const hashIn = (words = ''): string => /[0-9a-f]{64}/.exec(words.replaceAll('\u200b', ''))?.[0] ?? '';

/** A file with what was posted, as somebody saves it. */
function saved(words: string): string {
  const file = join(folder, 'saved.txt');
  writeFileSync(file, `Copied from Teams, Monday\n\n${words}\n`);
  return file;
}

test('the head goes out daily where somebody keeps it, and nowhere else', async () => {
  await subscribe(story, 'ada', 'notify here', SECURITY);
  await subscribe(story, 'ada', 'notify here about evidence', AUDIT);
  await story.later(2);
  await story.until(() => heads(AUDIT).length === 1, 'the first head');
  await story.later(60);
  expect(heads(AUDIT)).toHaveLength(1);
  await story.later(DAY_MINUTES);
  await story.until(() => heads(AUDIT).length === 2, 'the second head');
  expect(new Set(heads(AUDIT).map(hashIn)).size).toBe(2);
  expect(heads(SECURITY)).toEqual([]);
  expect((await journal('verify')).lines[0]).toMatch(/^The journal is whole/);
});

test('where nobody keeps it, none is made', async () => {
  await subscribe(story, 'ada', 'notify here', SECURITY);
  await story.later(2 * DAY_MINUTES);
  expect(story.log.filter(({ event }) => event === 'journal.witnessed')).toEqual([]);
});

test('a saved one shows that a journal was written anew, or its end cut off', async () => {
  await subscribe(story, 'ada', 'notify here about evidence', AUDIT);
  await story.change('ada', 'enable sync for fabrikam.com');
  await story.later(2);
  await story.until(() => heads(AUDIT).length === 1, 'the head');
  const file = saved(heads(AUDIT)[0] ?? '');
  expect(await journal('verify', '--witness', file)).toMatchObject({
    code: 0,
    lines: [expect.stringMatching(/^The witness has the head of entry \d+ \(head, /), expect.anything(), expect.anything(), expect.anything(), expect.anything()],
  });
  await story.stop();
  // All that stands for the end is taken away as well: the head, and what people read.
  const tool = new DatabaseSync(story.storePath, { enableForeignKeyConstraints: false });
  tool.exec(`
    DROP TRIGGER journal_is_never_shortened;
    DELETE FROM journal WHERE seq > 2;
    UPDATE journal_head SET seq = 2, hash = (SELECT hash FROM journal WHERE seq = 2);
    DELETE FROM changes; DELETE FROM baselines;
  `);
  tool.close();
  expect((await journal('verify')).code).toBe(0);
  const { code, lines } = await journal('verify', '--witness', file);
  expect([code, lines[0]]).toEqual([1, expect.stringContaining('which is that of no entry')]);
  await story.start();
}); // prettier-ignore

test('a saved head is found however it was saved, and none is found in what is not one', async () => {
  await subscribe(story, 'ada', 'notify here about evidence', AUDIT);
  await story.later(2);
  await story.until(() => heads(AUDIT).length === 1, 'the head');
  const words = heads(AUDIT)[0] ?? '';
  const hash = hashIn(words);
  const codes = async (bytes: Buffer | string) => {
    writeFileSync(join(folder, 'as.saved'), bytes);
    return (await journal('verify', '--witness', join(folder, 'as.saved'))).code;
  };
  const utf16 = Buffer.from(`Copied\r\n${words}\r\n`, 'utf16le');
  const other = hash.replace(/^./, (digit) => (digit === '0' ? '1' : '0'));
  const saved: readonly (readonly [string, Buffer | string, number])[] = [
    ['with line ends of Windows', words.replaceAll('\n', '\r\n'), 0],
    ['with line ends of old Macs', words.replaceAll('\n', '\r'), 0],
    ['with a mark of UTF-8', `\ufeff${words}`, 0],
    ['as PowerShell writes', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]), 0],
    ['the same without its mark', utf16, 0],
    ['the same the other way round', Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()]), 0],
    ['in capitals', hash.toUpperCase(), 0],
    ['the hash and nothing else', hash, 0],
    ['in quotes', `> "${hash}"`, 0],
    ['as the event of the webhook', JSON.stringify({ type: 'journal.witnessed', data: { head: hash, entry: 3 } }), 0],
    ['twice', `${words}\n${words}`, 0],
    ['cut off', hash.slice(0, -1), 2],
    ['with one digit too many', `${hash}0`, 2],
    ['cut in two by a line end', `${hash.slice(0, 32)}\r\n${hash.slice(32)}`, 2],
    ['as a part of a word', `x${hash}`, 2],
    ['nothing', '', 2],
    ['of another store', other, 1],
    ['one of its own and one of another', `${hash}\n${other}`, 1],
  ];
  const told: unknown[] = [];
  for (const [how, bytes] of saved) told.push([how, await codes(bytes)]);
  expect(told).toEqual(saved.map(([how, , code]) => [how, code]));
});

test('a file without a head is none', async () => {
  expect(await journal('verify', '--witness', saved('nothing'))).toMatchObject({
    code: 2,
    lines: [expect.stringContaining('holds no head')],
  });
  expect(await journal('verify', '--witness', join(folder, 'none.txt'))).toMatchObject({
    code: 2,
    lines: [expect.stringContaining('cannot be read')],
  });
  await story.later(0.1);
});
