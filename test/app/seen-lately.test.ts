import { describe, expect, test } from 'vitest';
import type { Log, Store, Viewer } from '../../src/app/ports.ts';
import type { ObjectId } from '../../src/domain/ids.ts';
import { seenLately } from '../../src/app/seen-lately.ts';
import { objectIdOf } from '../builders.ts';

const ADA = objectIdOf(1);
const BEN = objectIdOf(2);

const PLACE = '19:a@thread.tacv2';

/** Who was seen, the time that passes meanwhile, and what is noted for other processes. */
function somebody(viewers: readonly Viewer[] = []) {
  const time = { now: 0 };
  const noted: [ObjectId, boolean][] = [];
  const lost: unknown[] = [];
  const seen = seenLately({
    clock: { now: () => time.now, elapsed: () => time.now, sleep: () => Promise.resolve() },
    store: {
      noteDecides: (person: ObjectId, decides: boolean) => Promise.resolve(void noted.push([person, decides])),
      viewers: () => (viewers.length > 0 ? Promise.resolve(viewers) : Promise.reject(new Error('no store'))),
    } as Partial<Store> as Store,
    background: { start: (_, work) => void work() },
    log: { error: (event: string) => void lost.push(event) } as Partial<Log> as Log,
  });
  return { time, seen, noted, lost };
}

const viewer = (n: number, decides: boolean): Viewer => ({
  objectId: objectIdOf(n),
  displayName: `Person ${n}`,
  account: `29:${n}`,
  decides,
});

describe('whoever was seen with a role', () => {
  test('is known for what takes it, and for what takes none', () => {
    const { seen } = somebody();
    seen.note(ADA, 'read', true);
    expect((['read', 'self', 'account', 'requester'] as const).every((access) => seen.holds(ADA, access))).toBe(true);
    expect(seen.holds(ADA, 'change')).toBe(false);
    expect(seen.holds(BEN, 'read')).toBe(false);
  });

  test('that changes partners may read them, too', () => {
    const { seen } = somebody();
    seen.note(ADA, 'change', true);
    expect([seen.holds(ADA, 'change'), seen.holds(ADA, 'read')]).toEqual([true, true]);
  });

  test('is unknown after ten minutes', () => {
    const { time, seen } = somebody();
    seen.note(ADA, 'change', true);
    time.now += 10 * 60_000 - 1;
    expect(seen.holds(ADA, 'change')).toBe(true);
    time.now += 1;
    expect(seen.holds(ADA, 'change')).toBe(false);
  });

  test('is noted for other processes and later starts, where that is news or was not looked at for ten minutes', () => {
    const { time, seen, noted } = somebody();
    seen.note(ADA, 'read', true);
    seen.note(ADA, 'change', true);
    seen.note(ADA, 'change', true);
    expect(noted).toEqual([[ADA, true]]);
    time.now += 10 * 60_000;
    seen.note(ADA, 'change', true);
    seen.note(ADA, 'read', false);
    expect(noted.slice(1)).toEqual([
      [ADA, true],
      [ADA, false],
    ]);
  });

  test('comes first in a conversation, by what this process has seen itself, else by what was noted', async () => {
    const { time, seen } = somebody([viewer(3, true), viewer(4, true), viewer(2, false), viewer(1, false)]);
    const order = async () => (await seen.in(PLACE)).map(({ account, decides }) => [account, decides]);
    const noted = [
      ['29:3', true],
      ['29:4', true],
      ['29:2', false],
      ['29:1', false],
    ];
    expect(await order()).toEqual(noted);
    seen.note(ADA, 'change', true);
    seen.note(objectIdOf(3), 'change', false);
    expect(await order()).toEqual([
      ['29:4', true],
      ['29:1', true],
      ['29:3', false],
      ['29:2', false],
    ]);
    time.now += 10 * 60_000;
    expect(await order()).toEqual(noted);
  });

  test('is nobody where the store cannot be read, which is logged', async () => {
    const { seen, lost } = somebody();
    expect(await seen.in(PLACE)).toEqual([]);
    expect(lost).toEqual(['conversation.viewersUnread']);
  });

  test('is unknown as soon as they are seen without it', () => {
    const { seen } = somebody();
    seen.note(ADA, 'change', true);
    seen.note(ADA, 'change', false);
    expect([seen.holds(ADA, 'change'), seen.holds(ADA, 'read')]).toEqual([false, true]);
    seen.note(ADA, 'change', true);
    seen.note(ADA, 'read', false);
    expect([seen.holds(ADA, 'change'), seen.holds(ADA, 'read')]).toEqual([false, false]);
  });

  test('is forgotten where more than twenty thousand others were seen since', () => {
    const { seen } = somebody();
    seen.note(ADA, 'read', true);
    seen.note(BEN, 'read', true);
    for (let n = 3; n <= 20_000; n += 1) seen.note(objectIdOf(n), 'read', true);
    expect(seen.holds(ADA, 'read')).toBe(true);
    seen.note(BEN, 'read', true);
    seen.note(objectIdOf(20_001), 'read', true);
    expect([seen.holds(ADA, 'read'), seen.holds(BEN, 'read')]).toEqual([false, true]);
  });

  test('can do at most what they were seen to be able to do, where it is known that they can do no more', () => {
    const { time, seen } = somebody();
    expect(seen.most(ADA)).toBeUndefined();
    seen.note(ADA, 'read', true);
    expect(seen.most(ADA)).toBeUndefined();
    seen.note(ADA, 'change', false);
    expect(seen.most(ADA)).toBe('read');
    time.now += 10 * 60_000;
    expect(seen.most(ADA)).toBeUndefined();
    seen.note(ADA, 'change', true);
    expect(seen.most(ADA)).toBe('change');
    seen.note(ADA, 'read', false);
    expect(seen.most(ADA)).toBeUndefined();
  });
});
