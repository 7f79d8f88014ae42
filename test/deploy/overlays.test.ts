import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod/v4';
import { readStoreAddress } from '../../src/config/store-setting.ts';
import { read, ROOT } from '../docs/documents.ts';
import { aFolder } from '../store/support.ts';
import { isHere } from './tools.ts';

// What stands on deploy/kubernetes: a store in a file, and a pod for commands that leave files.

const mount = z.object({ name: z.string(), mountPath: z.string() });
const POD = z.object({
  serviceAccountName: z.string(),
  securityContext: z.object({ fsGroup: z.number(), fsGroupChangePolicy: z.string(), runAsUser: z.number().optional() }),
  containers: z.tuple([
    z.object({
      image: z.string(),
      args: z.array(z.string()).optional(),
      envFrom: z.array(z.unknown()),
      volumeMounts: z.array(mount),
    }),
  ]),
  volumes: z.array(z.object({ name: z.string(), persistentVolumeClaim: z.object({ claimName: z.string() }) })),
});
const thing = z.object({
  kind: z.string(),
  metadata: z.object({ name: z.string(), labels: z.record(z.string(), z.string()).optional() }),
  spec: z.unknown(),
  data: z.record(z.string(), z.string()).optional(),
});
type Thing = z.infer<typeof thing>;

/** What kustomize makes of a folder. */
function made(folder: string): readonly Thing[] {
  const { status, stdout, stderr } = spawnSync('kubectl', ['kustomize', folder], { encoding: 'utf8' });
  expect(status, stderr).toBe(0);
  return parseAllDocuments(stdout).map((document) => thing.parse(document.toJS()));
}
/** The one of a kind and a name; kustomize puts a hash behind that of a map. */
const one = (things: readonly Thing[], kind: string, name: string): Thing => {
  const found = things.filter(
    ({ kind: is, metadata }) => is === kind && metadata.name.replace(/(?<=^bridgekeeper)-[a-z0-9]{10}$/, '') === name,
  );
  expect(
    found.map(({ metadata }) => metadata.name),
    `${kind} ${name}`,
  ).toHaveLength(1);
  return thing.parse(found[0]);
};
/** The claims that a pod mounts are among what is made; each of its mounts has its volume. */
function mountsOf(pod: z.infer<typeof POD>, things: readonly Thing[]): Readonly<Record<string, string>> {
  const claims = Object.fromEntries(pod.volumes.map(({ name, persistentVolumeClaim: { claimName } }) => [name, claimName]));
  for (const claim of Object.values(claims)) one(things, 'PersistentVolumeClaim', claim);
  return Object.fromEntries(pod.containers[0].volumeMounts.map(({ name, mountPath }) => [mountPath, claims[name] ?? '']));
} // prettier-ignore

const FILE = join(ROOT, 'deploy/kubernetes-file');
const BY_HAND = join(ROOT, 'deploy/kubernetes-by-hand');
const DEPLOYMENT = z.object({
  replicas: z.number(),
  strategy: z.strictObject({ type: z.string() }),
  template: z.object({ spec: POD }),
});

describe.each([FILE, BY_HAND])('%s', (folder) => {
  test('names each of its files, and no other', () => {
    const { resources, patches = [] } = z
      .object({
        resources: z.array(z.string()),
        patches: z.array(z.object({ path: z.string().optional() })).optional(),
      })
      .parse(parse(readFileSync(join(folder, 'kustomization.yaml'), 'utf8')));
    const named = [...resources.slice(1), ...patches.flatMap(({ path = [] }) => path), 'kustomization.yaml'];
    expect(readdirSync(folder).toSorted()).toEqual(named.toSorted());
    expect(resources[0]).toBe('../kubernetes');
  });
});

describe.runIf(isHere('kubectl'))('deploy/kubernetes-file, as kustomize reads it', () => {
  const things = made(FILE);
  const spec = DEPLOYMENT.parse(one(things, 'Deployment', 'bridgekeeper').spec);

  test('runs one process, ended before the next one starts, and lets nodes be emptied', () => {
    expect([spec.replicas, spec.strategy]).toEqual([1, { type: 'Recreate' }]);
    expect(things.filter(({ kind }) => kind === 'PodDisruptionBudget')).toEqual([]);
  });

  test('keeps the store in a folder of its own on a volume for one pod, that the bot’s group may write', () => {
    const pod = spec.template.spec;
    expect(pod.securityContext).toMatchObject({ fsGroup: 65532, fsGroupChangePolicy: 'OnRootMismatch' });
    const mounts = mountsOf(pod, things);
    const { data = {} } = one(things, 'ConfigMap', 'bridgekeeper');
    const address = readStoreAddress(data['STORE'] ?? '', data, () => '');
    const path = address.ok && typeof address.store === 'string' ? address.store : '';
    expect(mounts).toHaveProperty([dirname(dirname(path))]);
    expect(one(things, 'PersistentVolumeClaim', mounts[dirname(dirname(path))] ?? '').spec).toMatchObject({
      accessModes: ['ReadWriteOncePod'],
    });
  });
});

describe.runIf(isHere('kubectl'))('deploy/kubernetes-by-hand, as kustomize reads it', () => {
  const things = made(BY_HAND);
  const byHand = one(things, 'Pod', 'bridgekeeper-by-hand');
  const pod = POD.parse(byHand.spec);
  const bot = z
    .object({ template: z.object({ spec: POD.omit({ volumes: true, securityContext: true }).extend({ containers: z.tuple([z.object({ image: z.string(), envFrom: z.unknown() })]) }) }) })
    .parse(one(things, 'Deployment', 'bridgekeeper').spec).template.spec; // prettier-ignore

  test('is a pod with the bot’s image, settings and account, to which no request is led', () => {
    expect(pod.containers[0].image).toBe(bot.containers[0].image);
    expect(pod.containers[0].envFrom).toEqual(bot.containers[0].envFrom);
    expect(pod.serviceAccountName).toBe(bot.serviceAccountName);
    expect(pod.securityContext.runAsUser).toBe(pod.securityContext.fsGroup);
    const { selector } = z.object({ selector: z.object({ app: z.string() }) }).parse(one(things, 'Service', 'bridgekeeper').spec);
    expect(byHand.metadata.labels?.['app']).not.toBe(selector.app);
    const policy = z
      .object({ podSelector: z.object({ matchExpressions: z.tuple([z.object({ values: z.array(z.string()) })]) }) })
      .parse(one(things, 'NetworkPolicy', 'bridgekeeper').spec);
    expect(policy.podSelector.matchExpressions[0].values).toEqual([selector.app, byHand.metadata.labels?.['app']]);
  }); // prettier-ignore

  test('waits for commands, and ends when it is told to', async () => {
    const [flag = '', script = ''] = pod.containers[0].args ?? [];
    const waiting = spawn(process.execPath, [flag, `${script}; process.stdout.write('waits')`]);
    await once(waiting.stdout, 'data');
    expect(waiting.exitCode).toBeNull();
    waiting.kill('SIGTERM');
    expect(await once(waiting, 'exit')).toEqual([0, null]);
  });

  test('mounts what every line of docs/deploy.md writes to, and has a volume that outlasts it there', () => {
    const lines = [...read('docs/deploy.md').matchAll(/exec bridgekeeper-by-hand -- [^`]*?(?:--out |" "|' ")(\/\S+?)["\n]/g)];
    expect(lines.length).toBeGreaterThan(0);
    const mounts = Object.keys(mountsOf(pod, things));
    for (const [line, path = ''] of lines) expect(mounts.some((at) => path.startsWith(`${at}/`)), line).toBe(true);
  }); // prettier-ignore

  test('has the volume of a store in a file, too, where the lines about it are let in', () => {
    const folder = aFolder();
    cpSync(join(ROOT, 'deploy'), folder, { recursive: true });
    const change = (name: string, from: RegExp, to: string) => {
      const path = join(folder, 'kubernetes-by-hand', name);
      const text = readFileSync(path, 'utf8');
      expect(text).toMatch(from);
      writeFileSync(path, text.replaceAll(from, to));
    };
    change('kustomization.yaml', /- \.\.\/kubernetes$/gm, '- ../kubernetes-file');
    change('pod.yaml', /^( +)# (.*(?:store|claimName).*)$/gm, '$1$2');
    const changed = made(join(folder, 'kubernetes-by-hand'));
    const inFile = DEPLOYMENT.parse(one(changed, 'Deployment', 'bridgekeeper').spec).template.spec;
    expect(mountsOf(POD.parse(one(changed, 'Pod', 'bridgekeeper-by-hand').spec), changed)).toMatchObject(
      mountsOf(inFile, changed),
    );
  });
});
