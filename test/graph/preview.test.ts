import { describe, expect, test } from 'vitest';
import { parseTenantId, type TenantId } from '../../src/domain/ids.ts';
import type { Step } from '../../src/domain/policy/step.ts';
import { graphDirectory } from '../../src/graph/directory.ts';
import { organizations } from '../../src/simulator/seed/seed.ts';
import { problemOf } from '../support/problem.ts';
import { connect, json, serve, simulate } from './support.ts';

const id = ({ tenantId }: { readonly tenantId: string }): TenantId => {
  const parsed = parseTenantId(tenantId);
  if (parsed === undefined) throw new Error('no tenant id');
  return parsed;
};
const { fabrikam, wideWorldImporters, contoso } = organizations;

async function simulated(preview: boolean) {
  const world = await simulate();
  return { ...world, directory: graphDirectory(world.client, { preview }) };
}

describe('Graph beta', () => {
  test('is read of a partner and its policy, and shows group sync; without it group sync is not known', async () => {
    const allowed = await simulated(true);
    expect((await allowed.directory.read(id(wideWorldImporters)))?.identitySynchronization?.groupSync).toBe(true);
    const versions = allowed.graph.requests.map(({ path }) => path.replace(/partners\/[^/]+/, 'partners'));
    expect(versions.sort()).toEqual([
      '/beta/policies/crossTenantAccessPolicy/partners',
      '/beta/policies/crossTenantAccessPolicy/partners/identitySynchronization',
    ]);
    const refused = await simulated(false);
    expect((await refused.directory.read(id(wideWorldImporters)))?.identitySynchronization?.groupSync).toBe('unknown');
  });

  test.each<[Step, string]>([
    [{ kind: 'updateSyncPolicy', userSync: true }, 'v1.0'],
    [{ kind: 'updateSyncPolicy', groupSync: true }, 'beta'],
    [{ kind: 'deleteSyncPolicy' }, 'v1.0'],
  ])('is written to only for what v1.0 lacks: %o goes to %s', async (step, version) => {
    const { directory, graph } = await simulated(true);
    await directory.write(id(fabrikam), step);
    expect(graph.requests.at(-1)?.path).toMatch(new RegExp(`^/${version.replace('.', '\\.')}/`));
  });
});

test('what is restored or reset is asked for without a body, as Graph’s pages say', async () => {
  const { directory, graph } = await simulated(true);
  await directory.write(id(contoso), { kind: 'deleteSyncPolicy' });
  await directory.write(id(contoso), { kind: 'restoreSyncPolicy' });
  await directory.write(id(contoso), { kind: 'resetTemplate' });
  const bodies = graph.requests.slice(1).map(({ method, path, body }) => [method, path.split('/').at(-1), body]);
  expect(bodies).toEqual([
    ['POST', 'restore', undefined],
    ['POST', 'resetToDefaultSettings', undefined],
  ]);
});

describe('deleted settings', () => {
  test('are absent where Graph proves it, and unreadable where it does not', async () => {
    const { directory, graph } = await simulated(true);
    expect(await directory.readDeleted(id(contoso))).toEqual({ partner: null, policy: null });
    graph.fail({ kind: 'status', status: 403, code: 'Authorization_RequestDenied', path: /deletedItems/ });
    expect(await problemOf(directory.readDeleted(id(contoso)))).toMatchObject({
      kind: 'forbidden',
      subject: 'deletedItems',
    });
  });

  test('are what was deleted, with the moment of it', async () => {
    const { directory } = await simulated(true);
    const before = await directory.read(id(contoso));
    await directory.write(id(contoso), { kind: 'deleteSyncPolicy' });
    const { policy, partner } = await directory.readDeleted(id(contoso));
    expect(policy).toMatchObject({ displayName: 'Contoso', userSync: true });
    expect(Math.abs((policy?.deletedAt ?? 0) - Date.now())).toBeLessThan(60_000);
    expect(partner).toBeNull();
    await directory.write(id(contoso), { kind: 'restoreSyncPolicy' });
    expect(await directory.read(id(contoso))).toEqual(before);
  });

  test.each([
    ['a date that is none', { deletedDateTime: 'yesterday' }],
    ['a tenant id that is none', { tenantId: 'contoso' }],
  ])('%s makes the whole list unreadable', async (_, wrong) => {
    const server = await serve((_request, response) => {
      json(response, 200, { value: [{ tenantId: contoso.tenantId, deletedDateTime: null, ...wrong }] });
    });
    const directory = graphDirectory(connect(server.url).client, { preview: true });
    expect(await problemOf(directory.listDeleted())).toMatchObject({ kind: 'unexpectedAnswer' });
  });

  test('tell null from absent, and unknown members are kept out of the way', async () => {
    const row = { tenantId: contoso.tenantId, userSyncInbound: null, inventedTomorrow: 1 };
    const server = await serve((request, response) => {
      json(response, 200, { value: request.url?.includes('SyncPolicy') ? [row] : [] });
    });
    const [entry] = await graphDirectory(connect(server.url).client, { preview: true }).listDeleted();
    expect(entry?.items).toEqual({
      partner: null,
      policy: { displayName: null, userSync: null, groupSync: 'unknown', deletedAt: null },
    });
  });
});

describe('the template', () => {
  test('is read and written on v1.0', async () => {
    const { directory, graph } = await simulated(false);
    await directory.write(id(contoso), { kind: 'updateTemplate', userSync: false });
    expect(await directory.template()).toMatchObject({ kind: 'template', userSync: false });
    await directory.write(id(contoso), { kind: 'resetTemplate' });
    expect(await directory.template()).toMatchObject({ userSync: null });
    expect(graph.requests.every(({ path }) => path.startsWith('/v1.0/'))).toBe(true);
  });

  test('that cannot be read is an error, and names the permission', async () => {
    const { directory, tenant } = await simulated(false);
    tenant.appPermissions.delete('MultiTenantOrganization.Read.All');
    tenant.appPermissions.delete('MultiTenantOrganization.ReadWrite.All');
    expect(await problemOf(directory.template())).toMatchObject({
      kind: 'forbidden',
      subject: 'template',
      permission: 'MultiTenantOrganization.Read.All',
    });
  });
});
