import { beforeEach, describe, expect, test } from 'vitest';
import { resumeWriting } from '../../../src/app/changing/resume-writing.ts';
import type { Settings } from '../../../src/app/ports.ts';
import { refused } from '../../../src/domain/replies/notice.ts';
import { aDeed, aMisuse, MINUTE, misuseIdOf, NOW } from '../../builders.ts';
import { ADA, BEN, World } from '../world.ts';

let world: World;
let settings: Settings;
beforeEach(() => {
  world = new World();
  settings = world.settings;
});

const ID = misuseIdOf(1);
const resume = (person = ADA, reason: string | null = 'the secret is new') =>
  world.ask(resumeWriting(world.ports, settings), 'change', { kind: 'resumeWriting', reason }, { person });
const alarm = () => world.store.addMisuse(aMisuse(), ['audit-1'], []);
const status = async () => (await world.store.misuse(ID))?.status;
const RESUMED = { kind: 'notice', notice: { kind: 'writingResumed', misuse: ID } };
const NEEDS_ANOTHER = refused({ kind: 'resumeNeedsAnother', misuse: ID });
const NOT_STOPPED = refused({ kind: 'notStopped' });

describe('that the bot may open again', () => {
  test('is said by one administrator, with the reason, where each decides alone', async () => {
    await alarm();
    expect(await resume()).toEqual(RESUMED);
    expect(await status()).toEqual({
      state: 'resumed',
      by: [{ by: ADA, reason: 'the secret is new', at: NOW }],
      at: NOW,
    });
    expect(world.logged).toMatchObject([{ event: 'misuse.resumed', misuseId: ID, by: ADA.objectId }]);
  });

  test('is not said without a reason, which is asked for', async () => {
    await alarm();
    expect(await resume(ADA, null)).toMatchObject({ kind: 'reasonAsked', what: 'resumeWriting' });
    expect(await status()).toEqual({ state: 'open', asked: [] });
  });

  test.each(['why', null])('is not needed where nothing keeps it from that (%s)', async (reason) => {
    expect(await resume(ADA, reason)).toEqual(NOT_STOPPED);
  });

  test('is not said by somebody without the role', async () => {
    await alarm();
    world.onlyAdministrators(BEN);
    await resume();
    expect(await status()).toEqual({ state: 'open', asked: [] });
  });

  test('is said of what came between, too', async () => {
    await alarm();
    const real = { ...world.store };
    const more = { kind: 'more', deeds: [aDeed({ auditId: 'audit-2' })], at: NOW } as const;
    let between = 0;
    world.store.moveMisuse = async (misuse, ...how) => {
      between += 1;
      if (between === 1) await real.moveMisuse(misuse, more, ['audit-2']);
      return real.moveMisuse(misuse, ...how);
    };
    expect(await resume()).toEqual(RESUMED);
    expect(await world.store.misuse(ID)).toMatchObject({ total: 2, status: { state: 'resumed' } });
  });

  test('was said by somebody else at the same time', async () => {
    settings = { ...settings, approvals: 'risk' };
    await alarm();
    const over = await world.store.moveMisuse(aMisuse(), { kind: 'resumed', by: BEN, reason: 'so it is', at: NOW });
    const real = { ...world.store };
    world.store.openMisuse = () => {
      world.store.openMisuse = () => real.openMisuse();
      return Promise.resolve(over);
    };
    expect(await resume()).toEqual(NOT_STOPPED);
  });
});

test('what somebody rewrote in the store is not resumed: it is said to every administrator, and the log has where', async () => {
  await alarm();
  world.store.misuseContradictions = () => Promise.resolve(['status']);
  expect(await resume()).toEqual(refused({ kind: 'misuseRewritten', misuse: ID, members: ['status'] }));
  expect(await status()).toEqual({ state: 'open', asked: [] });
  expect((await world.store.circulars()).map(({ letter }) => letter.word)).toEqual([
    { kind: 'misuseRewritten', misuse: ID },
  ]);
  expect(world.logged).toMatchObject([{ event: 'misuse.contradicted', misuseId: ID, members: ['status'] }]);
});

describe.each(['second-person', 'risk'] as const)('by the rule %s', (approvals) => {
  beforeEach(async () => {
    settings = { ...settings, approvals };
    await alarm();
  });

  test('one’s word is kept until another gives theirs, and counts once', async () => {
    expect(await resume()).toEqual(NEEDS_ANOTHER);
    expect(await resume(ADA, 'I say so')).toEqual(NEEDS_ANOTHER);
    expect(await status()).toEqual({ state: 'open', asked: [{ by: ADA, reason: 'I say so', at: NOW }] });
    expect(world.logged.map(({ event }) => event)).toEqual(['misuse.resumeAsked', 'misuse.resumeAsked']);
    expect(await resume(BEN)).toEqual(RESUMED);
  });

  test('it takes as many others as the rule says', async () => {
    settings = { ...settings, approvers: 2 };
    expect(await resume()).toEqual(NEEDS_ANOTHER);
    expect(await resume(BEN)).toEqual(NEEDS_ANOTHER);
  });

  test('a word counts as long as a change may be confirmed', async () => {
    await resume();
    world.now += 15 * MINUTE + 1;
    expect(await resume(BEN)).toEqual(NEEDS_ANOTHER);
    world.now += 15 * MINUTE;
    expect(await resume()).toEqual(RESUMED);
  });

  test('a word of somebody who has lost the role counts no more', async () => {
    await resume();
    world.onlyAdministrators(BEN);
    expect(await resume(BEN)).toEqual(NEEDS_ANOTHER);
    expect(await status()).toMatchObject({ state: 'open' });
  });
});
