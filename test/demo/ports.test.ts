import { expect, test } from 'vitest';
import { atFreePorts } from '../../src/demo/ports.ts';

/** Somebody else has these. */
const opening =
  (...taken: readonly number[]) =>
  (first: number, second: number) =>
    taken.some((port) => port === first || port === second)
      ? Promise.reject(Object.assign(new Error('listen'), { code: 'EADDRINUSE' }))
      : Promise.resolve([first, second]);

test('the usual two, or else the next two that are both free', async () => {
  expect(await atFreePorts(null, opening())).toEqual([56150, 56151]);
  expect(await atFreePorts(null, opening(56151, 56152))).toEqual([56154, 56155]);
});

test('those that were asked for, and no others', async () => {
  expect(await atFreePorts(8000, opening())).toEqual([8000, 8001]);
  expect(await atFreePorts(0, opening())).toEqual([0, 0]);
  await expect(atFreePorts(8000, opening(8001))).rejects.toThrow(
    /^port 8000 or 8001 is taken: another program listens there, perhaps another demo\. Name another one with --port/,
  );
});

test('where all are taken, that is said', async () => {
  const all = Array.from({ length: 40 }, (_, n) => 56150 + n);
  await expect(atFreePorts(null, opening(...all))).rejects.toThrow('port 56150 and all others up to 56189 are taken');
});

test('what else goes wrong is said as it is', async () => {
  await expect(atFreePorts(80, () => Promise.reject(new Error('permission denied')))).rejects.toThrow(
    /^permission denied$/,
  );
});
