import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod/v4';
import { BODY_LIMITS } from '../../src/teams/body.ts';
import { createAuthority } from '../production/authority.ts';
import { read, ROOT } from '../docs/documents.ts';
import { aFolder } from '../store/support.ts';
import { isHere } from './tools.ts';

// What stands before the bot lets one path in and nothing else.

test('the Caddyfile and nginx’s file lead one path to the bot, for POST alone', () => {
  const caddy = read('deploy/Caddyfile');
  expect(caddy).toMatch(/@bot \{\s+method POST\s+path \/api\/messages\s+\}/);
  expect([...caddy.matchAll(/reverse_proxy/g)]).toHaveLength(1);
  expect(caddy).toMatch(/handle \{\s+respond 404\s+\}/);
  const nginx = read('deploy/nginx.conf');
  expect(nginx).toMatch(/location = \/api\/messages \{\s+limit_except POST \{\s+deny all;/);
  expect([...nginx.matchAll(/proxy_pass/g)]).toHaveLength(1);
  expect(nginx).toMatch(/location \/ \{\s+return 404;/);
  expect(nginx).toContain('ssl_protocols TLSv1.2 TLSv1.3;');
});

test('both let in bodies as large as the bot takes, and no larger', () => {
  const units: Readonly<Record<string, number>> = { KiB: 1024, MiB: 1024 ** 2, KB: 1000, MB: 1000 ** 2, k: 1024, m: 1024 ** 2 };
  const sizes = [/max_size (\d+)(\w+)$/m.exec(read('deploy/Caddyfile')), /client_max_body_size (\d+)(\w+);/.exec(read('deploy/nginx.conf'))];
  expect(sizes.map((found) => Number(found?.[1]) * (units[found?.[2] ?? ''] ?? NaN))).toEqual([BODY_LIMITS.most, BODY_LIMITS.most]);
}); // prettier-ignore

const compose = z
  .object({ services: z.object({ caddy: z.object({ environment: z.record(z.string(), z.string()) }) }) })
  .parse(parse(read('compose.yaml')));
const { BOT_UPSTREAM: where = '', BOT_PROCESSES: each = '' } = compose.services.caddy.environment;

test('a process that hangs is not given every second request: each is one of its own, and whichever has the fewest open is given the next', () => {
  const [name, port] = where.split(':');
  expect(each).toMatch(new RegExp(`^dynamic a ${name ?? '?'} ${port ?? '?'} \\{\\s+refresh \\ds\\s+\\}\\s*$`));
  expect(read('deploy/Caddyfile')).toMatch(
    /reverse_proxy \S+ \{\s+\{\$BOT_PROCESSES\}[^}]*lb_policy least_conn\s+lb_try_duration \ds\s+transport http \{\s+response_header_timeout 30s\s+\}/,
  );
});

test.runIf(isHere('caddy')).each([
  ['one process', {}],
  ['those of compose.yaml', { BOT_UPSTREAM: where, BOT_PROCESSES: each }],
])('Caddy takes its file before %s', (_, processes) => {
  const { status, stderr } = spawnSync(
    'caddy',
    ['validate', '--config', join(ROOT, 'deploy/Caddyfile'), '--adapter', 'caddyfile'],
    {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], HOME: aFolder(), BOT_HOST: 'bot.example.com', ...processes },
    },
  );
  expect(status, stderr).toBe(0);
});

test.runIf(isHere('nginx'))('nginx takes its file', async () => {
  const folder = aFolder();
  const { key, cert } = await createAuthority();
  mkdirSync(join(folder, 'ssl'));
  writeFileSync(join(folder, 'ssl', 'fullchain.pem'), cert);
  writeFileSync(join(folder, 'ssl', 'privkey.pem'), key);
  writeFileSync(
    join(folder, 'site.conf'),
    read('deploy/nginx.conf').replaceAll('/etc/ssl/bridgekeeper', `${folder}/ssl`),
  );
  const main = `pid ${folder}/pid; error_log stderr; events {} http { access_log off; include ${folder}/site.conf; }`;
  writeFileSync(join(folder, 'nginx.conf'), main);
  const { status, stderr } = spawnSync('nginx', ['-t', '-c', join(folder, 'nginx.conf')], { encoding: 'utf8' });
  expect(status, stderr).toBe(0);
});
