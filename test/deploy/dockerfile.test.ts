import { validate, ValidationSeverity } from 'dockerfile-utils';
import { describe, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { SETTINGS } from '../../src/config/settings.ts';
import { DEFAULT_STORE, readStoreAddress } from '../../src/config/store-setting.ts';
import { read } from '../docs/documents.ts';
import { ENVIRONMENT, INSTRUCTIONS, said, TAKEN, words } from './dockerfile.ts';

/** Whoever has the secret of an image's layer has it for ever. `STORE` names a file there. */
const SECRETS = SETTINGS.flatMap(({ name, secret }) => (secret === true && name !== 'STORE' ? [name] : []));

describe('the Dockerfile', () => {
  test('is one, as a checker of Dockerfiles reads it', () => {
    const found = validate(read('Dockerfile'), {
      deprecatedMaintainer: ValidationSeverity.ERROR,
      instructionCasing: ValidationSeverity.ERROR,
      instructionCmdMultiple: ValidationSeverity.ERROR,
      instructionEntrypointMultiple: ValidationSeverity.ERROR,
      instructionHealthcheckMultiple: ValidationSeverity.ERROR,
      instructionJSONInSingleQuotes: ValidationSeverity.ERROR,
      instructionWorkdirRelative: ValidationSeverity.ERROR,
    });
    expect(found.map(({ message, range }) => [range.start.line + 1, message])).toEqual([]);
    expect(validate('FROM a\nCMD one\nCMD two', { instructionCmdMultiple: ValidationSeverity.ERROR })).not.toEqual([]);
  });

  test('names each image that it starts from by its digest, and runs on Node 24 without a shell', () => {
    const images = INSTRUCTIONS.flatMap(({ word, rest }) => (word === 'FROM' ? [rest] : []));
    expect(images).toHaveLength(2);
    for (const image of images) expect(image).toMatch(/^[\w./-]+:[\w.-]+@sha256:[0-9a-f]{64}( AS \w+)?$/);
    expect(images[0]).toMatch(/^node:24-/);
    expect(images[1]).toMatch(/^gcr\.io\/distroless\/nodejs24-debian\d+:nonroot@/);
    expect(said('RUN')).toEqual([]);
  });

  test('runs as a number that is not root, and owns nothing but the folder of the store', () => {
    expect(said('USER')).toEqual(['65532:65532']);
    const owned = said('COPY').filter((text) => text.includes('--chown'));
    expect(owned).toEqual(['--from=build --chown=65532:65532 /store /var/lib/bridgekeeper']);
  });

  test('leads nothing to a place that goes with the container: no volume without a name, no store that nobody chose', () => {
    expect(said('VOLUME')).toEqual([]);
    expect(ENVIRONMENT).not.toHaveProperty('STORE');
    // The file that is meant without one would lie beside the code, which is root's.
    expect(readStoreAddress(DEFAULT_STORE, {}, () => '')).toMatchObject({ ok: true, store: 'data/bridgekeeper.db' });
    expect(said('WORKDIR')).toEqual(['/app']);
    expect(said('COPY').filter((text) => text.includes('--chown') && text.includes(' /app'))).toEqual([]);
  });

  test('starts what npm start does, with the same memory', () => {
    const [, set = '', started = ''] = /env (\S+) node (.+)$/.exec(packageJson.scripts.start) ?? [];
    expect(words(said('CMD')[0])).toEqual(started.split(' '));
    expect(ENVIRONMENT).toMatchObject(Object.fromEntries([set.split(/=(.*)/).slice(0, 2)]));
  });

  test('holds no secret, and nothing that decides how the bot behaves', () => {
    const named = new Set(Object.keys(ENVIRONMENT));
    expect(SECRETS.length).toBeGreaterThan(2);
    expect(SECRETS.filter((name) => read('Dockerfile').includes(name))).toEqual([]);
    expect(SETTINGS.flatMap(({ name }) => (named.has(name) ? [name] : []))).toEqual(['PORT']);
  });
});

test('.dockerignore lets in what the build takes, and nothing that is somebody’s own', () => {
  const lines = read('.dockerignore')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  expect(lines[0]).toBe('*');
  const let_in = lines.slice(1).map((line) => /^!([\w./-]+)$/.exec(line)?.[1]);
  expect(let_in).not.toContain(undefined);
  const copied = INSTRUCTIONS.flatMap(({ word, rest }) => (word === 'COPY' && !rest.includes('--from') ? [rest] : []));
  const named = copied.flatMap((text) => text.split(' ').slice(0, -1)).filter((path) => path !== '.');
  expect(let_in).toEqual(
    expect.arrayContaining([
      ...named,
      ...TAKEN.map(({ from }) => (from.startsWith('deploy/') ? from : from.split('/')[0])).filter(
        (name) => name !== 'dist',
      ),
    ]),
  );
});
