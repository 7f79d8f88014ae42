import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, test } from 'vitest';
import { leftOut } from '../tools/build/left-out.ts';
import { aFolder } from './store/support.ts';

const SOURCE = fileURLToPath(new URL('../src/', import.meta.url));

let folder: string;
/** Starts the entrance as npm does, and says what ran. */
const started = (): string => {
  const { stdout, stderr } = spawnSync(process.execPath, ['src/launch.mjs', 'src/main.ts'], {
    cwd: folder,
    encoding: 'utf8',
  });
  return stdout.trim() || stderr;
};
const write = (name: string, text: string): void => {
  writeFileSync(join(folder, name), text);
};
/** What a build ends with: from what it was made. */
const finishBuild = (): void => {
  const { stdout } = spawnSync(
    process.execPath,
    ['--input-type=module', '--eval', "import { sourceHash } from './src/built.mjs'; console.log(sourceHash())"],
    { cwd: folder, encoding: 'utf8' },
  );
  expect(stdout).toMatch(/^[0-9a-f]{64}\n$/);
  write('dist/bot/made-of', stdout.trim());
};

beforeEach(() => {
  folder = aFolder();
  mkdirSync(join(folder, 'src', 'app'), { recursive: true });
  mkdirSync(join(folder, 'dist', 'bot'), { recursive: true });
  for (const name of ['launch.mjs', 'built.mjs']) cpSync(join(SOURCE, name), join(folder, 'src', name));
  write('package.json', '{ "type": "module" }');
  write('package-lock.json', '{}');
  write('src/main.ts', "const what: string = 'source'; console.log(what);");
  write('src/app/deep.ts', 'export const deep = 1;');
  write('dist/bot/main.mjs', "console.log('build');");
});

describe('an entrance', () => {
  test('runs its build where that was made of this source', () => {
    finishBuild();
    expect(started()).toBe('build');
  });

  test.each([
    [
      'a file of it is another',
      () => {
        write('src/app/deep.ts', 'export const deep = 2;');
      },
    ],
    [
      'a file was added',
      () => {
        write('src/app/more.json', '{}');
      },
    ],
    [
      'a file was taken away',
      () => {
        rmSync(join(folder, 'src/app/deep.ts'));
      },
    ],
    [
      'the versions of its packages are others',
      () => {
        write('package-lock.json', '{ "version": 2 }');
      },
    ],
    [
      'the build was broken off',
      () => {
        rmSync(join(folder, 'dist/bot/made-of'));
      },
    ],
    [
      'there is no build',
      () => {
        rmSync(join(folder, 'dist'), { recursive: true });
      },
    ],
  ])('runs the source where %s', (_, happens) => {
    finishBuild();
    happens();
    expect(started()).toBe('source');
  });

  test('runs its build where the source was left at home', () => {
    finishBuild();
    rmSync(join(folder, 'src/main.ts'));
    expect(started()).toBe('build');
  });

  test('keeps beside the build what was compiled of it', () => {
    finishBuild();
    expect(started()).toBe('build');
    expect(readdirSync(join(folder, 'dist/bot/cache'), { recursive: true }).length).toBeGreaterThan(1);
  });

  test('runs as well where nothing can be kept', () => {
    finishBuild();
    write('dist/bot/cache', 'a file, where a folder would be needed');
    expect(started()).toBe('build');
  });
});

test('what is left out of the build throws at the first use, by name', () => {
  const { load } = leftOut;
  if (typeof load !== 'function') throw new Error('no load');
  const made = Reflect.apply(load, undefined, ['\0left-out:openai']) as { code: string };
  write('stand-in.cjs', made.code);
  const standIn = createRequire(import.meta.url)(join(folder, 'stand-in.cjs')) as Record<string, unknown>;
  expect(Object.keys(standIn)).toEqual([]);
  expect(standIn['__esModule']).toBe(true);
  expect(() => standIn['OpenAI']).toThrow('openai is left out of the build: OpenAI');
});
