import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { speakInLog } from '../../src/runtime/console.ts';
import { createLog } from '../../src/runtime/log.ts';

/** A console of its own, what it printed, and the log that it should speak in. */
function aConsole() {
  const printed: string[] = [];
  const lines: Record<string, unknown>[] = [];
  const stream = new Writable({
    write: (chunk, _, done) => {
      printed.push(String(chunk));
      done();
    },
  });
  const console = new Console(stream, stream);
  speakInLog(console, createLog('info', { write: (line) => void lines.push(JSON.parse(line) as (typeof lines)[0]) }));
  return { console, printed, lines };
}

describe('a console that speaks in the log', () => {
  test.each([
    ['error', 'warn'],
    ['warn', 'warn'],
    ['trace', 'warn'],
    ['log', 'info'],
    ['info', 'info'],
    ['debug', 'info'],
  ] as const)('%s is a line of the level %s, and nothing is printed', (name, level) => {
    const { console, printed, lines } = aConsole();
    console[name]('Something is wrong', new TypeError('jwt expired'));
    expect(lines).toMatchObject([{ level, event: 'console', text: 'Something is wrong TypeError: jwt expired' }]);
    expect(printed).toEqual([]);
  });

  test('shows no members of anything, for they may hold tokens', () => {
    const { console, lines } = aConsole();
    const request = { headers: { authorization: 'Bearer eyJhbGciOi' } };
    console.error(request, [request], Object.assign(new Error('401'), { request }));
    expect(lines).toMatchObject([{ text: '(object) (object) Error: 401' }]);
    expect(JSON.stringify(lines)).not.toContain('eyJhbGciOi');
  });

  test('is cut short', () => {
    const { console, lines } = aConsole();
    console.error('a'.repeat(100_000));
    expect(String(lines[0]?.['text'])).toHaveLength(500);
  });
});
