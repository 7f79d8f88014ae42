import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runJournal } from '../../src/journal/run.ts';
import { AUDIT, postsIn, SECURITY, subscribe } from '../support/channel.ts';
import { organizations, Story } from '../support/story.ts';

/** What is older than KEEP_DAYS leaves the store, and the bot goes on as if nothing were missing. */

const DAY = 24 * 60;
const { contoso } = organizations;

let story: Story;
let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bridgekeeper-retention-'));
  story = await Story.begin({ approvals: 'risk' });
});
afterEach(async () => {
  await story.end();
  rmSync(folder, { recursive: true });
});

const journal = (...args: readonly string[]) =>
  runJournal(args, { ok: true, store: story.storePath }, story.now(), { ok: true, days: 90 });
const idIn = (words: string): string => /[CD]-[0-9A-Z]{8}/.exec(words)?.[0] ?? 'no id';

test('ended changes are moved out; how partners should look, who hears and what is proven stay as they were', async () => {
  await subscribe(story, 'ada', 'notify here', SECURITY);
  await subscribe(story, 'ada', 'notify here about evidence', AUDIT);
  await story.watch();
  const old = idIn(story.words(await story.change('ada', 'disable sync for contoso.com')));
  await story.later(2);
  const head = () => postsIn(story, AUDIT).find((post) => story.words(post).includes('head of my journal'));
  await story.until(() => head() !== undefined, 'a head');
  const proof = join(folder, 'proof.json');
  expect((await journal('prove', old, '--out', proof)).code).toBe(0);
  const saved = join(folder, 'head.txt');
  const sent = head();
  writeFileSync(saved, sent === undefined ? '' : story.words(sent));
  const out = join(folder, 'archive');
  expect(await journal('archive', '--out', out)).toMatchObject({ code: 1, lines: [expect.stringContaining('in use')] });

  story.passUnnoticed(100 * DAY);
  const young = await story.ask('ada', 'rename sync policy for contoso.com to "Later"');
  await story.stop();
  expect((await journal('archive', '--out', out)).lines[0]).toContain('Moved out');
  expect(readFileSync(join(out, 'journal.jsonl'), 'utf8')).toContain(old);
  expect((await journal('verify')).lines[0]).toMatch(/^The journal is whole/);
  expect((await journal('check', proof, '--witness', saved)).code).toBe(0);
  expect((await journal('prove', old, '--out', join(folder, 'x'))).lines[0]).toContain('moved out');

  await story.start();
  await story.press('ada', young, 'Confirm');
  await story.seen(young, 'Applied');
  const history = story.words(await story.ask('ada', 'history'));
  expect([history.includes(idIn(story.words(young))), history.includes(old)]).toEqual([true, false]);
  expect(story.words(await story.ask('ada', `undo ${old}`))).toContain('I do not know this change');
  // The baseline is still the one that the change which was moved out has made.
  story.elsewhere('eli', contoso.tenantId, ({ identitySynchronization: policy }) => {
    if (policy) policy.userSyncInbound = { isSyncAllowed: true };
  });
  await story.watch();
  const alerts = () => postsIn(story, SECURITY).filter((post) => /D-[0-9A-Z]{8}, found on/.test(story.words(post)));
  await story.until(() => alerts().length === 1, 'the drift');
  await story.later(2 * DAY);
  expect((await journal('verify')).lines[0]).toMatch(/^The journal is whole/);
});

test('what carries an end stays until that has come, however old it is', async () => {
  await story.restart({ approvals: 'self' });
  const card = await story.change('ada', 'enable sync for fabrikam.com for 120 days');
  story.passUnnoticed(100 * DAY);
  await story.stop();
  expect(await journal('archive', '--out', join(folder, 'archive'))).toMatchObject({ code: 0 });
  await story.start();
  await story.later(21 * DAY);
  await story.seen(card, 'Its end came, and I closed it by myself');
  const of = organizations.fabrikam.tenantId;
  expect(story.partner(of)?.identitySynchronization?.userSyncInbound?.isSyncAllowed).toBe(false);
  story.passUnnoticed(100 * DAY);
  await story.stop();
  expect((await journal('archive', '--out', join(folder, 'later'))).lines[0]).toContain('Moved out');
  expect((await journal('verify')).lines[0]).toMatch(/^The journal is whole/);
});
