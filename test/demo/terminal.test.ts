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

test('without a terminal each key is heard, too: an empty line is Enter, what ends another is none', async () => {
  const heard = hears({}, '\n', 'f', '\n', 'L\r\n', '\r\n', 'e\n\no\n', 'x\n', '\u0003\n', 'r');
  await expect.poll(() => heard).toEqual(['Enter', 'f', 'l', 'Enter', 'e', 'Enter', 'o', 'r']);
});

test('no two keys are the same', () => {
  expect(new Set(KEYS.map(({ sends }) => sends)).size).toBe(KEYS.length);
});
