import { describe, expect, test } from 'vitest';
import { seenLately } from '../../src/app/seen-lately.ts';
import { objectIdOf } from '../builders.ts';

const ADA = objectIdOf(1);
const BEN = objectIdOf(2);

/** Who was seen, and the time that passes meanwhile. */
function somebody() {
  const time = { now: 0 };
  return { time, seen: seenLately({ elapsed: () => time.now }) };
}

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

  test('is called first for as long as nobody saw them without it', () => {
    const { time, seen } = somebody();
    expect(seen.held(ADA)).toBe(false);
    seen.note(ADA, 'change', true);
    time.now += 60 * 60_000;
    expect(seen.held(ADA)).toBe(true);
    seen.note(ADA, 'change', false);
    expect(seen.held(ADA)).toBe(false);
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
