import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { within } from '../../src/app/ports.ts';
import { DirectoryError } from '../../src/domain/problem.ts';
import { linesTo } from '../../src/runtime/lines-to.ts';
import { createLog } from '../../src/runtime/log.ts';
import { aProblem } from '../builders.ts';
import { HOSTILE_TEXTS } from '../support/texts.ts';

/** A log and the raw lines it wrote. */
function aLog(level = 'info') {
  const lines: string[] = [];
  return { log: createLog(level, { write: (line) => void lines.push(line) }), lines };
}

function written(lines: readonly string[]): readonly Record<string, unknown>[] {
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

const nothing = (): void => undefined;

/** What an error looks like in the log. */
function logged(error: unknown): unknown {
  const { log, lines } = aLog();
  log.error('something.failed', error);
  return written(lines)[0]?.['error'];
}

describe('a log line', () => {
  test('belongs to the trace in which it is written, where there is one', async () => {
    const { log, lines } = aLog();
    const span = { traceId: 'a-trace', spanId: 'a-span', set: nothing, failed: nothing, about: nothing };
    await within(span, async () => {
      await Promise.resolve();
      log.info('inside');
    });
    log.info('outside');
    expect(written(lines)).toMatchObject([{ event: 'inside', trace_id: 'a-trace', span_id: 'a-span' }, {}]);
    expect(lines[1]).not.toContain('trace_id');
  });

  test('is one line of JSON with level, time, event and fields', () => {
    const { log, lines } = aLog();
    log.info('change.proposed', { changeId: 'C-7K3M9QX2', attempt: 2 });
    log.warn('change.slow');
    log.error('change.failed', new Error('no'), { changeId: 'C-7K3M9QX2' });
    expect(lines.every((line) => line.indexOf('\n') === line.length - 1)).toBe(true);
    expect(written(lines)).toEqual([
      { level: 'info', time: anIsoTime, event: 'change.proposed', changeId: 'C-7K3M9QX2', attempt: 2 },
      { level: 'warn', time: anIsoTime, event: 'change.slow' },
      {
        level: 'error',
        time: anIsoTime,
        event: 'change.failed',
        changeId: 'C-7K3M9QX2',
        error: { type: 'Error', message: 'no', stack: expect.stringContaining('log.test.ts') as string },
      },
    ]);
  });

  test.each(HOSTILE_TEXTS)('holds any text without breaking: "%s"', (text) => {
    const { log, lines } = aLog();
    log.info('said', { text });
    expect(lines).toHaveLength(1);
    expect(lines[0]?.trimEnd()).not.toContain('\n');
    expect(String(written(lines)[0]?.['text']).isWellFormed() || !text.isWellFormed()).toBe(true);
  });

  test('is written from its level on', () => {
    const { log, lines } = aLog('warn');
    log.info('quiet');
    log.warn('heard');
    log.error('heard too', new Error('no'));
    expect(written(lines).map(({ event }) => event)).toEqual(['heard', 'heard too']);
  });

  test('is not written at all when the log is silent', () => {
    const { log, lines } = aLog('silent');
    log.error('unheard', new Error('no'));
    expect(lines).toEqual([]);
  });
});

describe('an error in the log', () => {
  test('shows what it was caused by, down to the first cause', () => {
    const first = new TypeError('socket hang up');
    const error = new DirectoryError(aProblem({ kind: 'unreachable', status: null, code: null }), {
      cause: new Error('fetch failed', { cause: first }),
    });
    expect(logged(error)).toMatchObject({
      type: 'DirectoryError',
      message: expect.stringMatching(/unreachable.*fetch failed.*socket hang up/) as string,
      stack: expect.stringContaining('TypeError: socket hang up') as string,
    });
  });

  test('shows its code where it has one', () => {
    expect(logged(Object.assign(new Error('busy'), { code: 'SQLITE_BUSY' }))).toMatchObject({ code: 'SQLITE_BUSY' });
    expect(logged(Object.assign(new Error('busy'), { code: { secret: 1 } }))).not.toHaveProperty('code');
  });

  test('shows nothing else, for SDKs hang whole requests on their errors, tokens included', () => {
    const request = { headers: { authorization: 'Bearer eyJhbGciOi' } };
    const error = Object.assign(new Error('401'), {
      request,
      response: { request },
      config: request,
      options: request,
    });
    const wrapped = Object.assign(new Error('outer', { cause: error }), { inner: error, errors: [error] });
    expect(Object.keys(logged(wrapped) as object).sort()).toEqual(['message', 'stack', 'type']);
    expect(JSON.stringify([logged(error), logged(wrapped)])).not.toContain('eyJhbGciOi');
  });

  test.each([
    ['a token', 'refused eyJhbGciOi.eyJpc3Mi.c2ln here', 'refused [token] here'],
    ['a token without a signature', 'refused eyJhbGciOi.eyJpc3Mi.', 'refused [token]'],
    ['half a token', 'refused eyJhbGciOi', 'refused [token]'],
    ['an authorization header', 'sent "authorization: Bearer abc.def~1/2+3="', 'sent "authorization: [token]"'],
    ['somebody’s address', 'no user Ada.Smith+x@woodgrove.co.uk, sorry', 'no user [address], sorry'],
    ['somebody’s address in a path', '/users/ada%40woodgrove.com/x', '/users/[address]/x'],
    ['a channel', '19:4f2@thread.tacv2;messageid=1', '19:4f2@thread.tacv2;messageid=1'],
    ['a group chat', '19:4f2@unq.gbl.spaces', '19:4f2@unq.gbl.spaces'],
    ['a package', 'node_modules/@azure/identity and pino@10.4.0', 'node_modules/@azure/identity and pino@10.4.0'],
  ])('says of others’ words what it may: %s', (_, words, written) => {
    expect(logged(new Error('outer', { cause: new Error(words) }))).toMatchObject({ message: `outer: ${written}` });
  });

  test.each(['a', 'a.', 'eyJ-', 'eyJ.', 'a@', 'a@a.', '%40', 'Bearer ', '@a-'])(
    // Backtracking would take minutes for it; the limit is for a machine that does something else as well.
    'says even 200 kB of %j',
    (part) => {
      const startedAt = performance.now();
      logged(new Error(part.repeat(200_000 / part.length)));
      expect(performance.now() - startedAt).toBeLessThan(20_000);
    },
  );

  test.each([
    ['a text', 'no', 'no'],
    ['nothing', undefined, 'undefined'],
    ['null', null, 'null'],
    ['a number', 42, '42'],
  ])('may be %s', (_, thrown, message) => {
    expect(logged(thrown)).toEqual({ message });
  });
});

const anIsoTime = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string;

test.runIf(process.platform === 'linux')('a log on a full disk fails nobody who logs, however much that is', () => {
  const full = openSync('/dev/full', 'w');
  try {
    const log = createLog('info', linesTo(full));
    for (let n = 0; n < 3_000; n += 1) log.info('change.proposed', { text: 'x'.repeat(1_000) });
    log.error('change.failed', new Error('no'));
  } finally {
    closeSync(full);
  }
});

// Windows has no such limits.
test.skipIf(process.platform === 'win32')('a line that fits only in part takes no other with it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bridgekeeper-log-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const path = join(folder, 'log');
  const script = `
    const { openSync, truncateSync } = await import('node:fs');
    const { linesTo } = await import(process.argv[1]);
    const log = linesTo(openSync(process.argv[2], 'a'));
    for (const text of ['a', 'b']) log.write(text.repeat(400) + '\\n');
    truncateSync(process.argv[2], 500);
    for (const text of ['c', 'd']) log.write(text + '\\n');
  `;
  const source = new URL('../../src/runtime/lines-to.ts', import.meta.url).href;
  spawnSync('sh', ['-c', 'ulimit -f 1 && exec "$0" "$@"', process.execPath, '-e', script, source, path]);
  const torn = 'b'.repeat(99);
  expect(readFileSync(path, 'utf8').split('\n')).toEqual(['a'.repeat(400), torn, 'c', 'd', '']);
});

// Windows has no such signals.
describe.skipIf(process.platform === 'win32')('a reader who stalls', () => {
  const LINES = 3_000;

  /** A process that has logged more than a pipe holds, before anybody read a line of it. */
  async function stalled() {
    const script = `
      const { createLog } = await import(process.argv[1]);
      const log = createLog('info');
      const begunAt = performance.now();
      for (let n = 0; n < ${LINES}; n += 1) log.info('said', { text: 'x'.repeat(1_000) });
      process.on('SIGTERM', () => {
        log.info('ended');
        process.exit(0);
      });
      process.stderr.write(String(performance.now() - begunAt));
      setInterval(() => log.info('again'), 50);
    `;
    const source = new URL('../../src/runtime/log.ts', import.meta.url).href;
    const child = spawn(process.execPath, ['-e', script, source], { stdio: ['ignore', 'pipe', 'pipe'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    const [took] = (await once(child.stderr, 'data')) as [Buffer];
    return { child, tookMs: Number(took) };
  }

  test('costs a second; what is lost then is counted, and told when somebody reads again', async () => {
    const { child, tookMs } = await stalled();
    expect(tookMs).toBeGreaterThan(900);
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part));
    while (!text.includes('log.dropped')) await once(child.stdout, 'data');
    child.kill('SIGTERM');
    expect(await once(child, 'close')).toEqual([0, null]);
    const lines = written(text.trimEnd().split('\n'));
    const heard = lines.findIndex(({ event }) => event === 'log.dropped');
    expect(heard + Number(lines[heard]?.['lines'])).toBeGreaterThan(LINES);
    expect(lines.filter(({ event }) => event === 'said').length).toBeLessThan(LINES);
    expect(lines.at(-1)?.['event']).toBe('ended');
  });

  test('keeps no signal from being heard', async () => {
    const { child } = await stalled();
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});
