import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { SETTINGS } from '../../src/config/settings.ts';
import { readStoreAddress } from '../../src/config/store-setting.ts';
import { read, ROOT } from '../docs/documents.ts';
import { isHere } from './tools.ts';

const UNIT = 'deploy/bridgekeeper.service';

/** Names that are set in a file of an environment. */
const setIn = (name: string): readonly string[] => [...read(name).matchAll(/^(\w+)=/gm)].map(([, set = '']) => set);
const KNOWN = SETTINGS.map(({ name }) => name);
const SECRETS = SETTINGS.flatMap(({ name, secret }) => (secret === true ? [name] : []));

test.each(['deploy/bridgekeeper.env.example', 'deploy/kubernetes/bridgekeeper.env'])(
  '%s sets only settings that exist, and no secret',
  (name) => {
    expect(KNOWN).toEqual(expect.arrayContaining([...setIn(name)]));
    expect(setIn(name).length).toBeGreaterThan(3);
    expect(setIn(name).filter((set) => set !== 'STORE' && SECRETS.includes(set))).toEqual([]);
    expect(read(name)).toContain('APPROVALS=risk');
  },
);

describe('compose.yaml', () => {
  const compose = read('compose.yaml');
  const [, bot = '', postgres = '', caddy = ''] =
    /^ {2}bot:\n(.*?)^ {2}postgres:\n(.*?)^ {2}caddy:\n(.*?)^volumes:/ms.exec(compose) ?? [];

  test('lets nobody at the bot but what stands before it', () => {
    expect(bot).not.toMatch(/^ {4}ports:/m);
    expect(caddy).toMatch(/- '443:443'/);
    expect(caddy).toContain('BOT_UPSTREAM: bot:3978');
  });

  test('holds all as tightly as they can be held', () => {
    for (const service of [bot, postgres, caddy]) {
      for (const line of ['read_only: true', 'cap_drop: [ALL]', "security_opt: ['no-new-privileges:true']"]) {
        expect(service).toContain(line);
      }
    }
    expect(caddy).toContain('cap_add: [NET_BIND_SERVICE]');
    for (const service of [bot, postgres]) expect(service).not.toContain('cap_add');
  });

  test('gives the bot the time that it needs to end, and starts two of it', () => {
    expect(bot).toContain('stop_grace_period: 15s');
    expect(bot).toContain('replicas: 2');
  });

  test('keeps the store in a database without an address, that takes no one without a password', () => {
    const [, store = ''] = /STORE: (\S+)/.exec(bot) ?? [];
    expect(readStoreAddress(store, { PGPASSWORD: 'x' }, () => '')).toMatchObject({
      ok: true,
      store: { host: '/var/run/postgresql', user: 'bridgekeeper', database: 'bridgekeeper', tls: false, password: 'x' },
    });
    for (const service of [bot, postgres]) expect(service).toContain('- socket:/var/run/postgresql');
    expect(postgres).not.toMatch(/^ {4}(ports|expose):/m);
    expect(postgres).toContain('command: [postgres, -c, listen_addresses=]');
    expect(postgres).toContain('--auth-local=scram-sha-256 --auth-host=scram-sha-256');
    expect(postgres).toContain('- database:/var/lib/postgresql/data');
    expect(compose).not.toMatch(/PASSWORD: (?!\$\{)/);
  });

  test('asks for nothing that its example does not name, and that names nothing else', () => {
    const asked = [...compose.matchAll(/\$\{(\w+):/g)].map(([, name = '']) => name);
    expect([...new Set(asked)].toSorted()).toEqual(setIn('deploy/compose.env.example').toSorted());
    expect(read('deploy/compose.env.example')).toMatch(/^POSTGRES_PASSWORD=$/m);
    expect(read('.gitignore').split('\n')).toEqual(expect.arrayContaining(['/.env', '/bridgekeeper.env']));
  });

  test.each([...compose.matchAll(/- \.\/(\S+?):/g)].map(([, name = '']) => name))(
    'mounts %s, which is there',
    (name) => {
      expect(() => read(name)).not.toThrow();
    },
  );
});

describe('the systemd unit', () => {
  const unit = read(UNIT);

  test('starts what npm start does, with the same memory', () => {
    const [, set, started] = /env (\S+) (node .+)$/.exec(packageJson.scripts.start) ?? [];
    expect(unit).toContain(`\nExecStart=/usr/bin/${started}\n`);
    expect(unit).toContain(` ${set}\n`);
  });

  test('may write its state and nothing else, and gets no new rights', () => {
    for (const line of [
      'ProtectSystem=strict',
      'StateDirectoryMode=0700',
      'NoNewPrivileges=yes',
      'CapabilityBoundingSet=',
    ]) {
      expect(unit).toMatch(new RegExp(`^${line}$`, 'm'));
    }
    // V8 compiles while it runs.
    expect(unit).not.toMatch(/^MemoryDenyWriteExecute/m);
    expect(unit).not.toMatch(/^ReadWritePaths/m);
  });

  test.runIf(isHere('systemd-analyze'))('is one that systemd takes, and finds hard', () => {
    const { stdout, stderr } = spawnSync(
      'systemd-analyze',
      ['security', '--offline=yes', '--threshold=20', join(ROOT, UNIT)],
      {
        encoding: 'utf8',
      },
    );
    const [, level] = /Overall exposure level for \S+: ([\d.]+)/.exec(stdout) ?? [];
    expect(Number(level), stderr).toBeLessThan(2);
  });
});

describe('deploy/kubernetes', () => {
  const pod = read('deploy/kubernetes/deployment.yaml');

  test('runs two processes on one database, of which one stays when a node is emptied or the image is another one', () => {
    expect(pod).toContain('replicas: 2\n');
    expect(pod).toContain('rollingUpdate: { maxUnavailable: 1, maxSurge: 1 }');
    expect(pod).toContain('topologyKey: kubernetes.io/hostname');
    expect(read('deploy/kubernetes/disruption.yaml')).toContain('minAvailable: 1\n');
    expect(pod).not.toMatch(/volume/i);
    const [, store = ''] = /^STORE=(\S+)$/m.exec(read('deploy/kubernetes/bridgekeeper.env')) ?? [];
    expect(readStoreAddress(store, {}, () => '')).toMatchObject({ ok: true, store: { port: 5432, tls: true } });
    expect(read('deploy/kubernetes/network.yaml')).toContain('{ port: 5432, protocol: TCP }');
  });

  test('asks a workload identity, and holds the pod as tightly as the namespace demands', () => {
    expect(pod).toContain("azure.workload.identity/use: 'true'");
    expect(read('deploy/kubernetes/service-account.yaml')).toContain('azure.workload.identity/client-id: ');
    for (const line of ['runAsNonRoot: true', 'readOnlyRootFilesystem: true', 'drop: [ALL]', 'type: RuntimeDefault']) {
      expect(pod).toContain(line);
    }
    expect(read('deploy/kubernetes/namespace.yaml')).toContain('enforce: restricted');
  });

  test('has one path in, and probes that no restart for Microsoft’s sake follows from', () => {
    expect([...read('deploy/kubernetes/ingress.yaml').matchAll(/path: (\S+)/g)].map(([, path]) => path)).toEqual([
      '/api/messages',
    ]);
    expect(
      [...pod.matchAll(/(\w+Probe):\n\s+httpGet: \{ path: (\S+), port: http \}/g)].map(([, ...said]) => said),
    ).toEqual([
      ['startupProbe', '/healthz'],
      ['livenessProbe', '/healthz'],
      ['readinessProbe', '/healthz'],
    ]);
  });

  test('names each of its files, and no other', () => {
    const named = [...read('deploy/kubernetes/kustomization.yaml').matchAll(/^ {2}- ([\w-]+\.yaml)$/gm)];
    expect(named).toHaveLength(7);
    for (const [, name = ''] of named) expect(() => read(`deploy/kubernetes/${name}`), name).not.toThrow();
  });

  test.runIf(isHere('kubectl'))('is whole, as kustomize reads it', () => {
    const { status, stdout, stderr } = spawnSync('kubectl', ['kustomize', join(ROOT, 'deploy/kubernetes')], {
      encoding: 'utf8',
    });
    expect(status, stderr).toBe(0);
    const kinds = [...stdout.matchAll(/^kind: (\w+)$/gm)].map(([, kind]) => kind);
    expect(kinds.toSorted()).toEqual(
      ['ConfigMap', 'Deployment', 'Ingress', 'Namespace', 'NetworkPolicy', 'PodDisruptionBudget', 'Service', 'ServiceAccount'], // prettier-ignore
    );
    const [, map] = /kind: ConfigMap\nmetadata:\n {2}name: (\S+)/.exec(stdout) ?? [];
    expect(stdout).toContain(`name: ${map}\n`);
    expect(stdout).toContain('image: registry.example.com/bridgekeeper:');
  });
});
