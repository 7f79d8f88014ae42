import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readStoreAddress } from '../../src/config/store-setting.ts';
import { read, ROOT } from '../docs/documents.ts';
import { isHere } from './tools.ts';

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

describe('the steps of docs/deploy.md on Kubernetes', () => {
  const [, section = ''] = /^## On Kubernetes\n(.*?)^## /ms.exec(read('docs/deploy.md')) ?? [];
  const commands = [...section.matchAll(/kubectl [^`\n]+/g)].map(([command]) => command);
  const firstOf = (wanted: RegExp): number => commands.findIndex((command) => wanted.test(command));

  test('make the namespace before anything in it, and look at pods once there are some', () => {
    expect(commands.length).toBeGreaterThan(6);
    const made = firstOf(/^kubectl apply -f deploy\/kubernetes\/namespace\.yaml$/);
    const applied = firstOf(/^kubectl apply -k deploy\/kubernetes$/);
    expect([made, made < firstOf(/-n bridgekeeper/), made < applied]).toEqual([0, true, true]);
    expect(firstOf(/get pod|rollout|exec|disruption/)).toBeGreaterThan(applied);
  });

  test('make each secret that the pods and the ingress ask for', () => {
    const secrets = commands.map((command) => /create secret \w+ (\S+)/.exec(command)?.[1]);
    const asked = ['deployment', 'ingress'].flatMap((name) => [
      ...read(`deploy/kubernetes/${name}.yaml`).matchAll(/(?:secretRef: \{ name|secretName): ([\w-]+)/g),
    ]);
    expect(asked).toHaveLength(2);
    expect(secrets).toEqual(expect.arrayContaining(asked.map(([, name]) => name)));
  });
});
