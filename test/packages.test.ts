import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import lock from '../package-lock.json' with { type: 'json' };
import node from '../tools/node/package.json' with { type: 'json' };

type Locked = {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly hasInstallScript?: boolean;
  readonly bin?: Readonly<Record<string, string>>;
};

/** What `npm ci` takes from a registry. */
const PACKAGES = Object.entries<Locked>(lock.packages).filter(
  ([path, { link }]) => path.includes('node_modules/') && link !== true,
);

test('package-lock.json: everything has its hash, and no registry its name', () => {
  expect(PACKAGES.length).toBeGreaterThan(400);
  for (const [path, { integrity, resolved }] of PACKAGES) {
    expect(integrity, path).toMatch(/^sha512-/);
    expect(resolved, path).toBeUndefined();
  }
});

describe('no package runs anything when it is installed', () => {
  test('npm is told so', () => {
    expect(readFileSync(new URL('../.npmrc', import.meta.url), 'utf8')).toContain('ignore-scripts=true\n');
  });

  // One fetches tools for its own makers, one compiles probes for a tracer and does without: neither changes what runs.
  test('a package that would like to is known to do without', () => {
    const names = PACKAGES.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path);
    expect(names).toEqual(['node_modules/botbuilder-dialogs', 'node_modules/dtrace-provider']);
  });
});

test.each(Object.entries(node.optionalDependencies))('%s %s: pinned, for development only', (name, version) => {
  const locked = PACKAGES.find(([path]) => path === `node_modules/${name}`)?.[1];
  expect(locked).toMatchObject({ version, dev: true, optional: true, bin: { node: expect.any(String) as string } });
  expect(version).toMatch(/^24\.\d+\.\d+$/);
});
