import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Change } from '../../src/domain/change/change.ts';
import type { ChangeEvent } from '../../src/domain/change/event.ts';
import { standingFreezes } from '../../src/domain/change/frozen.ts';
import { planOfMany } from '../../src/domain/policy/plan.ts';
import { exportProblem } from '../../src/journal/check-export.ts';
import { runJournal } from '../../src/journal/run.ts';
import { hashOf, NO_ENTRY } from '../../src/store/chain.ts';
import {
  aConversation,
  after,
  aDrift,
  aMisuse,
  anEntry,
  aPerson,
  aTenant,
  driftIdOf,
  MINUTE,
  misuseIdOf,
  NOW,
  nthChange,
  objectIdOf,
  tenantIdOf,
  theProposal,
} from '../builders.ts';
import { place } from '../contracts/store-cards.ts';
import { ENTRIES, writeJournal } from '../contracts/store-journal.ts';
import type { SqliteStore } from '../../src/store/sqlite-store.ts';
import { aFolder, opened } from '../store/support.ts';

const DAY = 24 * 60 * MINUTE;
const LATER = NOW + 500 * DAY;

let folder: string;
let path: string;
beforeEach(() => {
  folder = aFolder();
  path = join(folder, 'store.db');
});
const out = () => join(folder, 'archive');
const run = (now: number, ...args: readonly string[]) =>
  runJournal(args, { ok: true, store: path }, now, { ok: true, days: 400 });
const lines = async (now: number, ...args: readonly string[]) => (await run(now, ...args)).lines.join('\n');

test('of a store that there is not is refused, and none is made', async () => {
  const { code, lines: said } = await run(LATER, 'archive', '--out', out());
  expect([code, said.join('\n')]).toEqual([1, expect.stringContaining('There is no store at')]);
  expect([existsSync(path), existsSync(out())]).toEqual([false, false]);
});

/** Ended changes and an accepted drift long ago, a conversation that hears, and what happened since. */
async function life(): Promise<void> {
  const store = opened(path);
  await store.noteApprovals({ rule: 'risk', approvers: 1 }, NOW);
  await store.subscribe({ conversation: place('a'), topics: ['drift'], by: aPerson(), at: NOW, state: 'alive' });
  await store.beginWatch([{ tenantId: tenantIdOf(500), state: null }], NOW);
  await writeJournal(store);
  // The last of them waits yet; it ends, too.
  const waiting = nthChange(2);
  const at = waiting.proposal.expiresAt + 1;
  await store.advance(
    { ...waiting, revision: 2, status: { state: 'expired', at, release: null } },
    { changeId: waiting.proposal.id, event: { kind: 'expired', at }, requestIds: [] },
  );
  await store.insert(
    { ...nthChange(9), proposal: { ...nthChange(9).proposal, requestedAt: NOW + 450 * DAY, expiresAt: NOW + 450 * DAY + 1 } },
    theProposal({ ...nthChange(9), proposal: { ...nthChange(9).proposal, requestedAt: NOW + 450 * DAY, expiresAt: NOW + 450 * DAY + 1 } }),
  );
  store.close();
} // prettier-ignore

test('what is older is moved out, and the chain goes on: whole, and so is what people read', async () => {
  await life();
  const before = /^Head: (.+) \(entry/m.exec(await lines(LATER, 'verify'))?.[1] ?? '';
  const told = ENTRIES + 4;
  expect(await run(LATER, 'archive', '--out', out())).toMatchObject({
    code: 0,
    lines: [expect.stringContaining(`entries 1 to ${told}`), expect.stringContaining('The chain goes on')],
  });
  expect(readFileSync(join(out(), 'journal.jsonl'), 'utf8').trimEnd().split('\n')).toHaveLength(told);
  const sh = (script: string) => execFileSync('sh', ['-c', script], { cwd: out(), encoding: 'utf8' });
  expect(sh('sha256sum -c SHA256SUMS')).toBe('journal.jsonl: OK\nREADME.txt: OK\n');
  expect(await run(LATER, 'verify', '--head', before)).toMatchObject({ code: 0 });
  const store = opened(path);
  expect((await store.history(null, 10, 0)).changes.map(({ proposal }) => proposal.id)).toEqual(['C-00000009']);
  expect(await store.drift(driftIdOf(1))).toBeUndefined();
  expect(await store.subscriptions()).toHaveLength(1);
  expect((await store.watched()).baselines).toHaveLength(3);
  expect(await store.noteApprovals({ rule: 'risk', approvers: 1 }, LATER)).toEqual({ rule: 'risk', approvers: 1 });
  // The bot goes on with it, and heads that go out stand for all there ever was.
  await writeJournal(store, 20);
  const { hash } = await store.witness(LATER, []);
  store.close();
  expect(await lines(LATER, 'verify')).toMatch(/^The journal is whole/);
  const file = join(folder, 'proof.json');
  expect((await run(LATER, 'prove', 'C-00000039', '--out', file)).code).toBe(0);
  expect(await lines(LATER, 'check', file)).toContain(hash);
  expect(await lines(LATER, 'prove', 'C-00000001', '--out', join(folder, 'x'))).toContain(
    'No entry tells of C-00000001',
  );
});

test('what does not read back as it was written is no archive', async () => {
  await life();
  const { lines: said } = await run(LATER, 'archive', '--out', out());
  expect(said.join()).toContain('Moved out');
  const file = join(out(), 'journal.jsonl');
  const text = readFileSync(file, 'utf8');
  const entries = text.trimEnd().split('\n');
  const last = entries.at(-1) ?? '';
  const span = { first: 1, last: entries.length, before: NO_ENTRY, end: hashOf(last) };
  const problemOf = (written: string) => {
    writeFileSync(file, written);
    return exportProblem(out(), span);
  };
  expect(await problemOf(text)).toBeUndefined();
  expect(await problemOf(text.slice(0, -30))).toMatch(/^entry \d+ is not there|^it ends with/);
  expect(await problemOf(text.replace('Megan', 'Adele'))).toMatch(/^entry \d+ is not there as it was written$/);
  expect(await problemOf(entries.slice(0, -1).join('\n'))).toBe(`it ends with entry ${entries.length - 1}, and not as the journal does`);
  expect(await problemOf('')).toBe('it ends with entry 0, and not as the journal does');
}); // prettier-ignore

test('a second archive goes on where the first one ended', async () => {
  await life();
  await run(LATER, 'archive', '--out', out());
  const store = opened(path);
  const old = { ...nthChange(9), proposal: { ...nthChange(9).proposal, requestedAt: NOW + 450 * DAY, expiresAt: NOW + 450 * DAY + 1 } };
  const at = NOW + 451 * DAY;
  await store.advance({ ...old, revision: 2, status: { state: 'expired', at, release: null } }, { changeId: old.proposal.id, event: { kind: 'expired', at }, requestIds: [] });
  store.close();
  const second = join(folder, 'second');
  expect(await run(LATER + 900 * DAY, 'archive', '--out', second)).toMatchObject({ code: 0, lines: [expect.stringContaining(`entries ${ENTRIES + 5} to`), expect.anything()] });
  expect(await lines(LATER + 900 * DAY, 'verify')).toMatch(/^The journal is whole/);
  opened(path).close();
}); // prettier-ignore

test('what has not ended stays, with all that came after it began, and is named', async () => {
  const store = opened(path);
  const drift = aDrift({ partner: aTenant({ tenantId: tenantIdOf(7) }) });
  await store.insert(nthChange(1), theProposal(nthChange(1)));
  await store.recordLook([{ tenantId: tenantIdOf(7), revision: 0, kind: 'drifted', drift }], NOW);
  store.close();
  const { code, lines: said } = await run(LATER, 'archive', '--out', out());
  expect([code, said[0]]).toEqual([0, expect.stringMatching(/^Nothing was moved out: C-00000001 is told of/)]);
  expect(existsSync(out())).toBe(false);
});

test('an alarm about the bot’s own identity goes with its cards when it is over, and stays with them while it stops', async () => {
  const store = opened(path);
  const over = aMisuse();
  await store.addMisuse(over, ['audit-1'], [aConversation()]);
  await store.moveMisuse(over, { kind: 'resumed', by: aPerson(), reason: 'mended', at: NOW + 2 * MINUTE });
  const open = aMisuse({ id: misuseIdOf(2), foundAt: NOW + 3 * MINUTE });
  await store.addMisuse(open, ['audit-2'], [aConversation()]);
  store.close();
  expect(await run(LATER, 'archive', '--out', out())).toMatchObject({
    code: 0,
    lines: [expect.stringContaining('entries 1 to 2'), expect.stringContaining(open.id), expect.anything()],
  });
  expect(await lines(LATER, 'verify')).toMatch(/^The journal is whole/);
  const after = opened(path);
  expect(await after.misuse(over.id)).toBeUndefined();
  expect(await after.openMisuse()).toEqual(open);
  expect(await after.undrawn()).toMatchObject([{ subject: open.id }]);
  after.close();
});

test('what is young stays, and a journal that is not whole is left alone; so is one that a bot uses', async () => {
  await life();
  expect(await lines(NOW + 300 * DAY, 'archive', '--out', out())).toMatch(
    /^Nothing was moved out: no entry is older than 400 days/,
  );
  const bot = opened(path);
  expect(await run(LATER, 'archive', '--out', out())).toMatchObject({
    code: 1,
    lines: [expect.stringContaining('in use')],
  });
  bot.close();
  const tool = new DatabaseSync(path);
  tool.exec("UPDATE changes SET body = json_set(body, '$.proposal.reason', 'forged') WHERE id = 'C-00000001'");
  tool.close();
  expect(await run(LATER, 'archive', '--out', out())).toMatchObject({ code: 1 });
  expect(await lines(LATER, 'archive', '--out', out())).toContain('Nothing was moved out.');
  expect(existsSync(out())).toBe(false);
});

test('nobody deletes lines that no archive holds, and a beginning that was cut off is missed', async () => {
  await life();
  await run(LATER, 'archive', '--out', out());
  const tool = new DatabaseSync(path, { enableForeignKeyConstraints: false });
  expect(() => { tool.exec('DELETE FROM journal'); }).toThrow('append only'); // prettier-ignore
  tool.exec('DROP TRIGGER journal_is_never_shortened; DELETE FROM journal WHERE seq = (SELECT min(seq) FROM journal)');
  tool.close();
  expect(await lines(LATER, 'verify')).toMatch(/Entries 1 to \d+ are missing/);
});

test('KEEP_DAYS that is wrong is refused in words', async () => {
  const refused = await runJournal(['archive', '--out', out()], { ok: true, store: path }, LATER, {
    ok: false,
    problem: 'KEEP_DAYS must',
  });
  expect(refused).toEqual({ code: 2, lines: ['KEEP_DAYS must'] });
});

describe('what keeps lines from being moved out', () => {
  const endedAt = NOW + 10 * DAY;
  const broken = nthChange(1);
  const glass = { ...broken, proposal: { ...broken.proposal, approval: 'breakGlass' as const } };
  const review = { kind: 'reviewed', by: aPerson({ objectId: objectIdOf(5) }), at: endedAt, finding: 'fine' } as const;

  /** Broken glass that was applied long ago, and whether somebody looked at it since. */
  async function glassLong(reviewed: boolean): Promise<void> {
    const store = opened(path);
    let now: Change = glass;
    await store.insert(now, theProposal(now));
    const by = aPerson();
    const events: ChangeEvent[] = [
      { kind: 'claimed', by, at: NOW + 2 * MINUTE },
      { kind: 'writeStarted', at: NOW + 2 * MINUTE },
      { kind: 'applied', found: glass.proposal.plan.after, at: NOW + 2 * MINUTE },
      ...(reviewed ? [review] : []),
    ];
    for (const event of events) {
      now = after(now, event);
      await store.advance(now, anEntry(now, event));
    }
    store.close();
  }

  test('broken glass that nobody reviewed, and no more than that', async () => {
    await glassLong(false);
    expect(await lines(LATER, 'archive', '--out', out())).toMatch(/^Nothing was moved out: C-00000001 is told of/);
    const store = opened(path);
    const now = await store.get(broken.proposal.id);
    if (now === undefined) throw new Error('gone');
    await store.advance(after(now, review), anEntry(after(now, review), review));
    store.close();
    expect(await lines(LATER, 'archive', '--out', out())).toMatch(/entries 1 to 5/);
  });

  const applied = async (store: SqliteStore, change: Change): Promise<void> => {
    let now = change;
    await store.insert(now, theProposal(now));
    const by = aPerson();
    for (const event of [
      { kind: 'claimed', by, at: NOW + 2 * MINUTE },
      { kind: 'writeStarted', at: NOW + 2 * MINUTE },
      { kind: 'applied', found: change.proposal.plan.after, at: NOW + 3 * MINUTE },
    ] as const) {
      now = after(now, event);
      await store.advance(now, anEntry(now, event));
    }
  };
  const whole = (n: number, kind: 'freeze' | 'thaw'): Change => {
    const change = nthChange(n);
    return { ...change, proposal: { ...change.proposal, plan: planOfMany({ kind, members: [], left: [] }) } };
  };

  test('a freeze that stands, and its parts; no longer once it was thawed', async () => {
    let store = opened(path);
    const part = nthChange(2);
    await applied(store, { ...part, proposal: { ...part.proposal, partOf: nthChange(1).proposal.id } });
    await applied(store, whole(1, 'freeze'));
    store.close();
    expect(await lines(LATER, 'archive', '--out', out())).toMatch(/^Nothing was moved out: C-00000002 is told of/);
    store = opened(path);
    expect(standingFreezes(await store.freezes())).toHaveLength(1);
    await applied(store, whole(3, 'thaw'));
    store.close();
    expect(await lines(LATER, 'archive', '--out', out())).toMatch(/entries 1 to 12/);
  });

  test('what a thaw did not bring back, and its parts, for a year more', async () => {
    const store = opened(path);
    const part = nthChange(2);
    await applied(store, { ...part, proposal: { ...part.proposal, partOf: nthChange(1).proposal.id } });
    await applied(store, whole(1, 'freeze'));
    let thaw = whole(3, 'thaw');
    await store.insert(thaw, theProposal(thaw));
    for (const event of [
      { kind: 'claimed', by: aPerson(), at: NOW + 4 * MINUTE },
      { kind: 'writeStarted', at: NOW + 4 * MINUTE },
      { kind: 'failed', failure: { kind: 'diverged', found: thaw.proposal.plan.before }, at: NOW + 5 * MINUTE },
    ] as const) {
      thaw = after(thaw, event);
      await store.advance(thaw, anEntry(thaw, event));
    }
    store.close();
    expect(await lines(LATER, 'archive', '--out', out())).toMatch(/^Nothing was moved out: C-00000002 is told of/);
    expect(await lines(LATER + 366 * DAY, 'archive', '--out', out())).toMatch(/entries 1 to 12/);
  });

  test('no opening: who answers for the partner, and since when, counts on without it', async () => {
    let store = opened(path);
    const { proposal } = nthChange(1);
    await applied(store, nthChange(1));
    const { tenantId } = proposal.plan;
    const before = await store.recertifications([tenantId], LATER);
    expect(before).toMatchObject([{ owner: proposal.requester, since: NOW + 3 * MINUTE }]);
    store.close();
    expect(await lines(LATER, 'archive', '--out', out())).toMatch(/entries 1 to 4/);
    expect(await lines(LATER, 'verify')).not.toContain('differs');
    store = opened(path);
    expect(await store.get(proposal.id)).toBeUndefined();
    expect(await store.recertifications([tenantId], LATER)).toEqual(before.map((one) => ({ ...one, revision: 1 })));
    expect(await store.recertificationContradictions(tenantId)).toEqual([]);
    store.close();
  });

  test('a review of yesterday: it went on until then', async () => {
    await glassLong(true);
    expect(await lines(endedAt + 399 * DAY, 'archive', '--out', out())).toMatch(/^Nothing was moved out: C-00000001 is told/);
    expect(await lines(endedAt + 401 * DAY, 'archive', '--out', out())).toMatch(/entries 1 to 5/);
  });

  test('what a program outside has yet to hear, as long as there is one', async () => {
    const store = opened(path);
    await store.beginTelling();
    store.close();
    await life();
    const archive = (isTelling: boolean) =>
      runJournal(['archive', '--out', out()], { ok: true, store: path }, LATER, { ok: true, days: 400 }, isTelling);
    expect((await archive(true)).lines[0]).toMatch(/^Nothing was moved out: no entry is older than 400 days .* and told outside/);
    expect((await archive(false)).lines[0]).toMatch(/^Moved out/);
  });

  test('a folder that cannot be written: nothing is moved out', async () => {
    await life();
    // Node alone would try for ever to make a folder there.
    for (const folder of ['/proc/archive/of/2026', '/dev/null/archive', path]) {
      expect(await run(LATER, 'archive', '--out', folder)).toMatchObject({ code: 2, lines: [expect.stringContaining('--out must be')] });
    }
    expect(await lines(LATER, 'verify')).toMatch(/^The journal is whole: 14 entries/);
  });

  test('a file that cannot be written: nothing is moved out, and it is said in words', async () => {
    await life();
    // A path takes 4095 bytes: the folder has room in it, its files have not.
    const deep = join(folder, ...Array.from({ length: 19 }, () => 'x'.repeat(200)));
    const long = join(deep, 'y'.repeat(4090 - deep.length - 1));
    expect(await run(LATER, 'archive', '--out', long)).toMatchObject({
      code: 1,
      lines: [expect.stringContaining('The archive could not be written'), 'Nothing was moved out.'],
    });
    expect(await lines(LATER, 'verify')).toMatch(/^The journal is whole: 14 entries/);
  });

  test('what is written meanwhile', async () => {
    await life();
    const store = opened(path);
    expect(await run(LATER, 'archive', '--out', out())).toMatchObject({ code: 1, lines: [expect.stringContaining('in use')] });
    await store.noteApprovals({ rule: 'self', approvers: 1 }, LATER);
    store.close();
    expect((await run(LATER, 'archive', '--out', out())).code).toBe(0);
    expect(await lines(LATER, 'verify')).toMatch(/^The journal is whole/);
  });
}); // prettier-ignore

test('only this account may read what was moved out', async () => {
  await life();
  const umask = process.umask(0);
  try {
    await run(LATER, 'archive', '--out', join(out(), 'of', '2026'));
  } finally {
    process.umask(umask);
  }
  const mode = (...names: readonly string[]) => (statSync(join(out(), ...names)).mode & 0o777).toString(8);
  expect([mode(), mode('of'), mode('of', '2026')]).toEqual(['700', '700', '700']);
  for (const name of ['journal.jsonl', 'README.txt', 'SHA256SUMS']) expect(mode('of', '2026', name)).toBe('600');
});

test('a head that was noted before it was moved out is not called forged', async () => {
  const store = opened(path);
  await store.noteApprovals({ rule: 'self', approvers: 1 }, NOW);
  const { hash } = await store.witness(NOW, []);
  store.close();
  await life();
  const file = join(folder, 'witness.txt');
  writeFileSync(file, hash);
  expect((await run(LATER, 'verify', '--witness', file)).code).toBe(0);
  await run(LATER, 'archive', '--out', out());
  // It stands where the words say.
  expect(readFileSync(join(out(), 'journal.jsonl'), 'utf8')).toContain(`"previous":"${hash}"`);
  for (const args of [['--witness', file], ['--head', hash]]) {
    const { code, lines: said } = await run(LATER, 'verify', ...args);
    expect([code, said.join()]).toEqual([1, expect.stringContaining('were moved out: if it is older than they are')]);
  }
}); // prettier-ignore

test.each<[string, (store: SqliteStore, at: number) => Promise<unknown>]>([
  ['ended', (store, at) => store.unsubscribe(place('a').conversationId, { how: 'asked', by: aPerson(), at })],
  ['turned', (store, at) => store.turnSubscription(place('a').conversationId, 'alive', 'dead', at)],
  [
    'turned twice and ended',
    async (store, at) => {
      await store.turnSubscription(place('a').conversationId, 'alive', 'dead', at);
      await store.turnSubscription(place('a').conversationId, 'dead', 'alive', at);
      await store.unsubscribe(place('a').conversationId, { how: 'appRemoved', by: null, at });
    },
  ],
  [
    'ended and began anew',
    async (store, at) => {
      await store.unsubscribe(place('a').conversationId, { how: 'asked', by: aPerson(), at });
      await store.subscribe({ conversation: place('a'), topics: ['changes'], by: aPerson(), at, state: 'alive' });
    },
  ],
])('a subscription that %s lately, of which the beginning was moved out, is told rightly by what is left', async (_, lately) => {
  await life();
  const store = opened(path);
  await lately(store, LATER - DAY);
  const hears = await store.subscriptions();
  store.close();
  expect((await run(LATER, 'archive', '--out', out())).code).toBe(0);
  expect(await lines(LATER, 'verify')).toMatch(/^The journal is whole/);
  const tool = new DatabaseSync(path);
  expect(await opened(path).subscriptions()).toEqual(hears);
  // What somebody makes of it beside the journal is found all the same.
  tool.exec(hears.length > 0 ? 'DELETE FROM subscriptions' : `INSERT INTO subscriptions (place, body) VALUES ('${place('a').conversationId}', '${JSON.stringify({ conversation: place('a'), topics: ['drift'], by: aPerson(), at: NOW, state: 'alive' })}')`);
  tool.close();
  expect(await lines(LATER, 'verify')).toContain('The subscription of');
}); // prettier-ignore
