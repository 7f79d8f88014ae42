import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { KEYS } from '../../src/demo/keys.ts';
import { hear } from '../../src/demo/terminal.ts';

function hears(input: object, ...sent: readonly string[]) {
  const stream = Object.assign(new PassThrough(), input);
  const heard: string[] = [];
  hear(stream, {
    key: ({ name }) => heard.push(name),
    stop: () => heard.push('stop'),
  });
  for (const one of sent) stream.write(one);
  return heard;
}

test('in a terminal each key is heard as it is pressed, Ctrl+C too, and what is no key is not', async () => {
  const modes: boolean[] = [];
  const terminal = { isTTY: true, setRawMode: (mode: boolean) => modes.push(mode) };
  const heard = hears(terminal, '\r', 'f', 'L', 'eo', 'x', '\u001b[A', 'r\n', '\u0003');
  await expect.poll(() => heard).toEqual(['Enter', 'f', 'l', 'e', 'o', 'r', 'Enter', 'stop']);
  expect(modes).toEqual([true]);
});

test('without a terminal whatever comes is Enter', async () => {
  const heard = hears({}, '\n', 'f', '\u0003');
  await expect.poll(() => heard).toEqual(['Enter', 'Enter', 'Enter']);
});

test('no two keys are the same', () => {
  expect(new Set(KEYS.map(({ sends }) => sends)).size).toBe(KEYS.length);
});
