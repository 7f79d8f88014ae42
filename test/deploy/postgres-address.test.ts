import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, test } from 'vitest';
import { readStoreAddress } from '../../src/config/store-setting.ts';
import { ROOT } from '../docs/documents.ts';
import { aFolder } from '../store/support.ts';

describe('the address that deploy/backup/postgres.sh takes', () => {
  /** What pg_dump is asked for, in place of it: nothing is reached. */
  const saved = (url: string) => {
    const folder = aFolder();
    const told = join(folder, 'told');
    writeFileSync(join(folder, 'pg_dump'), `#!/bin/sh\nprintf '%s' "\${PGSSLMODE-}" > ${told}\nexit 1\n`);
    chmodSync(join(folder, 'pg_dump'), 0o755);
    const env = { PATH: `${folder}:${process.env['PATH'] ?? ''}` };
    const { stderr } = spawnSync('sh', [join(ROOT, 'deploy/backup/postgres.sh'), 'save', url, join(folder, 'copy')], { encoding: 'utf8', env });
    return existsSync(told) ? `tls=${readFileSync(told, 'utf8')}` : stderr;
  }; // prettier-ignore
  /** Whether the bot would send a password to it without TLS. */
  const isPlain = (url: string): boolean => {
    const read = readStoreAddress(url, {}, () => '');
    return read.ok && typeof read.store !== 'string' && !read.store.tls;
  };

  test.each([
    'postgres://bridgekeeper@db.example.com:5432/bridgekeeper',
    'postgresql://bridgekeeper:secret@db.example.com/bridgekeeper?sslrootcert=/etc/ca.pem',
    'postgres://bridgekeeper@127.evil.example:5432/bridgekeeper',
    'postgres://bridgekeeper@127.0.0.1.evil.example/bridgekeeper',
    // No address, so a name, which anybody's resolver may know.
    'postgres://bridgekeeper@127.0.0.300:5432/bridgekeeper',
    'postgres://bridgekeeper@127.0.0.256/bridgekeeper',
    'postgres://bridgekeeper@localhost.evil.example/bridgekeeper',
    'postgres://localhost:5432@db.example.com/bridgekeeper',
    'postgres://bridgekeeper@localhost,db.example.com/bridgekeeper',
    'postgres://bridgekeeper@localhost#.db.example.com/bridgekeeper',
    'postgres://bridgekeeper@[2001:db8::1]:5432/bridgekeeper',
  ])('has %s show by a certificate who it is', (url) => {
    expect(saved(url)).toBe('tls=verify-full');
    expect(isPlain(url)).toBe(false);
  });

  test.each([
    'postgres://bridgekeeper@localhost:5432/bridgekeeper',
    'postgres://bridgekeeper@LOCALHOST/bridgekeeper?sslmode=disable',
    'postgres://bridgekeeper@127.0.0.1:5432/bridgekeeper',
    'postgres://bridgekeeper@127.199.249.255/bridgekeeper',
    'postgres://bridgekeeper@[::1]:5432/bridgekeeper',
    'postgres://bridgekeeper@%2Fvar%2Frun%2Fpostgresql/bridgekeeper',
    // It says so itself.
    'postgres://bridgekeeper@db.example.com/bridgekeeper?sslmode=verify-full&sslrootcert=system',
  ])('leaves %s as it is', (url) => {
    expect(saved(url)).toBe('tls=');
    expect(isPlain(url)).toBe(!url.includes('verify-full'));
  });

  const remote = 'postgres://bridgekeeper@db.example.com/bridgekeeper';
  test.each<readonly [string, RegExp]>([
    [`${remote}?sslmode=disable`, /verify-full/],
    [`${remote}?sslmode=prefer`, /verify-full/],
    [`${remote}?sslmode=require`, /verify-full/],
    [`${remote}?sslmode=verify-ca`, /verify-full/],
    [`${remote}?sslrootcert=/ca.pem&sslmode=prefer`, /verify-full/],
    ['postgres://bridgekeeper@127.0.0.1.evil.example/bridgekeeper?sslmode=disable', /verify-full/],
    ['postgres://bridgekeeper@localhost/bridgekeeper?sslmode=prefer', /verify-full/],
    ['postgres://bridgekeeper@localhost/bridgekeeper?host=db.example.com', /no other parameter/],
    [`${remote}?sslmode=verify-full&hostaddr=192.0.2.1`, /no other parameter/],
    ['host=db.example.com dbname=bridgekeeper sslmode=disable', /blank/],
    ['host=db.example.com', /must be postgres:/],
  ])('refuses %s, as the bot does', (url, why) => {
    expect(saved(url)).toMatch(why);
    expect(readStoreAddress(url, {}, () => '').ok).toBe(false);
  });

  test('says of a mode that is said twice what libpq would do, which takes the last one', () => {
    expect(saved(`${remote}?sslmode=verify-full&sslmode=disable`)).toMatch(/verify-full/);
  });
});
