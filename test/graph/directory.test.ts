import { describe, expect, test } from 'vitest';
import { parseTenantId, type TenantId } from '../../src/domain/ids.ts';
import { opens } from '../../src/domain/change/approval.ts';
import type { PartnerState } from '../../src/domain/policy/policy.ts';
import { rowOf, SETTING_FIELDS } from '../../src/domain/policy/settings.ts';
import { live } from '../../src/domain/policy/snapshot.ts';
import { graphDirectory } from '../../src/graph/directory.ts';
import type { GraphOptions as SimulatorOptions } from '../../src/simulator/graph.ts';
import { manyPartners, organizations } from '../../src/simulator/seed/seed.ts';
import { connect, json, problemOf, serve, simulate } from './support.ts';

const ROOT = '/v1.0/policies/crossTenantAccessPolicy';

function id(organization: { readonly tenantId: string }): TenantId {
  const tenantId = parseTenantId(organization.tenantId);
  if (tenantId === undefined) throw new Error('no tenant id');
  return tenantId;
}

async function simulatedDirectory(options: Partial<SimulatorOptions> = {}) {
  const simulated = await simulate(options);
  return { ...simulated, directory: graphDirectory(simulated.client, { preview: false }) };
}

/** A directory whose Graph answers every request with this body. */
async function directoryOf(answer: (path: string) => { status?: number; body: unknown }) {
  const server = await serve((request, response) => {
    const { status = 200, body } = answer(request.url ?? '');
    json(response, status, body);
  });
  return graphDirectory(connect(server.url).client, { preview: false });
}

// What any directory promises is in directory.contract.test.ts; here is what only Graph's answers can bring about.

describe('reading one partner', () => {
  test.each([
    [
      'with a policy whose userSyncInbound is null',
      organizations.cohoWinery,
      {
        automaticRedemption: { inbound: null, outbound: null },
        identitySynchronization: { displayName: null, userSync: null, groupSync: 'unknown' },
      },
    ],
    [
      'with automaticUserConsentSettings that are null',
      organizations.alpineSkiHouse,
      {
        automaticRedemption: { inbound: null, outbound: null },
        identitySynchronization: { displayName: 'Alpine Ski House', userSync: false, groupSync: 'unknown' },
      },
    ],
  ] satisfies [string, { tenantId: string }, PartnerState][])('%s', async (_, organization, state) => {
    const { directory } = await simulatedDirectory();
    expect(await directory.read(id(organization))).toEqual({ ...state, others: [] });
  });

  test('shows group sync where a Graph shows it', async () => {
    const read = async (groupSyncInbound: unknown) => {
      const directory = await directoryOf(() => ({
        body: { tenantId: organizations.fabrikam.tenantId, groupSyncInbound },
      }));
      return (await directory.read(id(organizations.fabrikam)))?.identitySynchronization?.groupSync;
    };
    expect(await read({ isSyncAllowed: true })).toBe(true);
    expect(await read({ isSyncAllowed: false })).toBe(false);
    expect(await read(null)).toBeNull();
    expect(await read(undefined)).toBe('unknown');
  });

  test('knows by name only what it does not know, also in a policy', async () => {
    const directory = await directoryOf((path) => ({
      body: {
        '@microsoft.graph.tips': 'Use $select',
        tenantId: organizations.fabrikam.tenantId,
        inventedTomorrow: { nested: [1] },
        ...(path.endsWith('/identitySynchronization') ? { userSyncInbound: { isSyncAllowed: true, new: 1 } } : {}),
      },
    }));
    expect(await directory.read(id(organizations.fabrikam))).toEqual({
      automaticRedemption: { inbound: null, outbound: null },
      identitySynchronization: { displayName: null, userSync: true, groupSync: 'unknown' },
      others: [
        {
          name: 'identitySynchronization.inventedTomorrow',
          fingerprint: expect.any(String) as string,
          value: '{"nested":[1]}',
        },
        { name: 'identitySynchronization.userSyncInbound.new', fingerprint: expect.any(String) as string, value: '1' },
        { name: 'inventedTomorrow', fingerprint: expect.any(String) as string, value: '{"nested":[1]}' },
      ],
    });
  });

  describe('names the other settings that the partner has of its own, and tells when a value is another one', () => {
    const othersOf = async (members: object) => {
      const directory = await directoryOf((path) => ({
        body: {
          tenantId: organizations.fabrikam.tenantId,
          ...(path.endsWith('/identitySynchronization') ? {} : members),
        },
      }));
      return (await directory.read(id(organizations.fabrikam)))?.others;
    };
    const trust = (isMfaAccepted: boolean | null) => ({
      isCompliantDeviceAccepted: true,
      isMfaAccepted,
      isHybridAzureADJoinedDeviceAccepted: null,
    });

    test('none', async () => {
      expect(await othersOf({ inboundTrust: null, isServiceProvider: false, tenantRestrictions: {} })).toEqual([]);
      expect(await othersOf({ isInMultiTenantOrganization: false, '@odata.etag': 'W/1', automaticUserConsentSettings: null, inventedTomorrow: { a: null } })).toEqual([]); // prettier-ignore
    });

    test('some', async () => {
      const others = await othersOf({
        inventedTomorrow: 'on',
        anotherOne: false,
        isServiceProvider: true,
        m365CollaborationInbound: { users: 'some' },
        b2bCollaborationOutbound: { usersAndGroups: { accessType: 'allowed', targets: [] }, applications: null },
        inboundTrust: trust(false),
      });
      expect(others?.map(({ name }) => name)).toEqual([
        'inboundTrust',
        'b2bCollaborationOutbound',
        'isServiceProvider',
        'm365CollaborationInbound',
        // Of what nobody knows, a no may be the very thing that it is there for.
        'anotherOne',
        'inventedTomorrow',
      ]);
    });

    const KNOWN = [...new Set(SETTING_FIELDS.map((field) => rowOf(field).name))].filter(
      (name) => !name.startsWith('is') && !name.includes('.'),
    );
    test.each<[string, unknown]>([
      ...KNOWN.map((name): [string, unknown] => [name, { a: false }]),
      ...KNOWN.map((name): [string, unknown] => [name, []]),
      ...[false, true, 0, '', 'off', [], { a: null, b: 0 }, [null]].map((value): [string, unknown] => [
        'inventedTomorrow',
        value,
      ]),
    ])('what may forbid counts: %s %j', async (name, value) => {
      const [partner, ...rest] = await Promise.all([
        othersOf({ [name]: value }),
        othersOf({ [name]: null }),
        othersOf({ [`${name}@odata.context`]: value }),
      ]);
      expect([partner?.[0]?.name, ...rest]).toEqual([name, [], []]);
      const before = live({ automaticRedemption: { inbound: null, outbound: null }, identitySynchronization: null, others: partner ?? [] });
      expect(opens({ before, after: live(null) })).toBe(true);
    }); // prettier-ignore

    test('the same value in another spelling, and another value', async () => {
      const of = (inboundTrust: object) => othersOf({ inboundTrust });
      const first = await of(trust(false));
      expect(await of({ isMfaAccepted: false, isCompliantDeviceAccepted: true, '@odata.type': '#x' })).toEqual(first);
      expect(await of(trust(true))).not.toEqual(first);
      expect(await of(trust(null))).not.toEqual(first);
    });
  });
});

describe('a partner that cannot be read is an error and never absent', () => {
  const FORBIDDEN = { kind: 'forbidden', subject: 'partner', permission: 'Policy.Read.All' } as const;

  test.each([/partners\/[^/]+$/, /identitySynchronization$/])(
    'when only one of its two halves is unreadable: %s',
    async (path) => {
      const { directory, graph } = await simulatedDirectory();
      graph.fail({ kind: 'status', status: 403, code: 'Authorization_RequestDenied', path });
      expect(await problemOf(directory.read(id(organizations.fabrikam)))).toMatchObject(FORBIDDEN);
      expect(await problemOf(directory.read(id(organizations.relecloud)))).toMatchObject(FORBIDDEN);
    },
  );

  test.each([
    ['the partner', /partners\/[^/]+$/],
    ['its policy', /identitySynchronization$/],
    ['both', /partners/],
  ])('when a gateway answers 404 for %s with a page of its own', async (_, path) => {
    const directory = await directoryOf((url) =>
      path.test(url)
        ? { status: 404, body: { message: 'no such route' } }
        : { body: { tenantId: organizations.fabrikam.tenantId } },
    );
    expect(await problemOf(directory.read(id(organizations.fabrikam)))).toMatchObject({
      kind: 'unexpectedAnswer',
      status: 404,
    });
  });

  test('when its policy is there and the partner is not: one of the answers is out of date', async () => {
    const { directory, graph } = await simulatedDirectory();
    graph.fail({ kind: 'status', status: 404, code: 'Request_ResourceNotFound', path: /partners\/[^/]+$/ });
    expect(await problemOf(directory.read(id(organizations.fabrikam)))).toMatchObject({ kind: 'unexpectedAnswer' });
  });

  test.each([
    ['its policy', /identitySynchronization$/],
    ['the partner', /partners\/[^/]+$/],
  ])('when Graph answers for %s with somebody else’s', async (_, path) => {
    const { fabrikam, contoso } = organizations;
    const directory = await directoryOf((url) => ({
      body: { tenantId: path.test(url) ? contoso.tenantId : fabrikam.tenantId },
    }));
    expect(await problemOf(directory.read(id(fabrikam)))).toMatchObject({
      kind: 'unexpectedAnswer',
      requestIds: [expect.any(String)],
    });
  });

  test.each([
    ['nothing', {}],
    ['null, as OData writes it', { '@odata.null': true }],
    ['settings of nobody', { userSyncInbound: { isSyncAllowed: true } }],
  ])('when Graph answers for a policy with %s', async (_, policy) => {
    const { fabrikam } = organizations;
    const directory = await directoryOf((url) => ({
      body: url.endsWith('identitySynchronization') ? policy : { tenantId: fabrikam.tenantId },
    }));
    expect(await problemOf(directory.read(id(fabrikam)))).toMatchObject({ kind: 'unexpectedAnswer' });
  });

  test.each([
    ['a list', []],
    ['a partner without its id', { automaticUserConsentSettings: null }],
    ['a switch that is a text', { tenantId: 'x', automaticUserConsentSettings: { inboundAllowed: 'true' } }],
    ['a switch that is a number', { tenantId: 'x', userSyncInbound: { isSyncAllowed: 1 } }],
    ['a policy that is a text', { tenantId: 'x', userSyncInbound: 'allowed' }],
  ])('when Graph answers with %s', async (_, body) => {
    const directory = await directoryOf(() => ({ body }));
    expect(await problemOf(directory.read(id(organizations.fabrikam)))).toMatchObject({
      kind: 'unexpectedAnswer',
      subject: 'partner',
      requestIds: [expect.any(String)],
    });
  });
});

describe('reading all partners', () => {
  test('takes as many requests as there are pages, however many partners there are', async () => {
    const { directory, graph } = await simulatedDirectory({ tenant: manyPartners(250) });
    const entries = await directory.list();
    expect(entries).toHaveLength(250);
    expect(entries.filter(({ state }) => state?.identitySynchronization?.userSync === true)).toHaveLength(84);
    expect(graph.requests).toHaveLength(3);
  });

  test.each(['absent', 'null'] as const)(
    'takes an expanded policy that is %s for none, and one that says nothing for one',
    async (expandsMissingPolicyAs) => {
      const { directory, tenant } = await simulatedDirectory();
      tenant.expandsMissingPolicyAs = expandsMissingPolicyAs;
      const entries = await directory.list();
      const policyOf = (organization: { tenantId: string }) =>
        entries.find(({ tenantId }) => tenantId === organization.tenantId)?.state?.identitySynchronization;
      expect(policyOf(organizations.northwindTraders)).toBeNull();
      expect(policyOf(organizations.cohoWinery)).toEqual({ displayName: null, userSync: null, groupSync: 'unknown' });
    },
  );

  test('writes ids in lower case, however Graph does', async () => {
    const { tenantId } = organizations.fabrikam;
    const directory = await directoryOf(() => ({ body: { value: [{ tenantId: tenantId.toUpperCase() }] } }));
    expect((await directory.list()).map((entry) => entry.tenantId)).toEqual([tenantId]);
  });

  test.each([
    ['a row without an id', [{ identitySynchronization: null }]],
    ['a row whose id is no id', [{ tenantId: 'fabrikam.com' }]],
    ['a row that is null', [null]],
    ['a row with a broken switch', [{ tenantId: organizations.fabrikam.tenantId, identitySynchronization: 'on' }]],
  ])('is an error as a whole with %s', async (_, value) => {
    const directory = await directoryOf(() => ({ body: { value } }));
    expect(await problemOf(directory.list())).toMatchObject({ kind: 'unexpectedAnswer', subject: 'partner' });
  });
});

describe('reading the defaults', () => {
  test.each([{}, { automaticUserConsentSettings: null }, { automaticUserConsentSettings: { inboundAllowed: null } }])(
    'that say nothing (%o) means no automatic redemption',
    async (body) => {
      const directory = await directoryOf(() => ({ body }));
      expect(await directory.defaults()).toEqual({
        automaticRedemption: { inbound: false, outbound: false },
        others: [],
      });
    },
  );
});

describe('writing', () => {
  const { fabrikam, northwindTraders, relecloud } = organizations;

  test('a new partner: its id and nothing else', async () => {
    const { directory, graph, tenant } = await simulatedDirectory();
    const receipt = await directory.write(id(relecloud), { kind: 'addPartner' });
    expect(graph.requests).toMatchObject([{ method: 'POST', path: `${ROOT}/partners` }]);
    expect(graph.requests[0]?.body).toStrictEqual({ tenantId: relecloud.tenantId });
    expect(tenant.partners.has(relecloud.tenantId)).toBe(true);
    expect(receipt).toEqual({ requestIds: [graph.requests[0]?.headers['client-request-id']] });
  });

  test.each([
    ['with its name', 'Northwind', { displayName: 'Northwind', userSyncInbound: { isSyncAllowed: true } }],
    ['without a name: then none is sent', null, { userSyncInbound: { isSyncAllowed: true } }],
  ])('a new policy %s', async (_, displayName, body) => {
    const { directory, graph } = await simulatedDirectory();
    await directory.write(id(northwindTraders), { kind: 'createSyncPolicy', displayName, userSync: true });
    const path = `${ROOT}/partners/${northwindTraders.tenantId}/identitySynchronization`;
    expect(graph.requests).toMatchObject([{ method: 'PUT', path, status: 204 }]);
    expect(graph.requests[0]?.body).toStrictEqual(body);
  });

  test.each([
    ['sync on', { userSync: true }, { userSyncInbound: { isSyncAllowed: true } }],
    ['sync off', { userSync: false }, { userSyncInbound: { isSyncAllowed: false } }],
    ['sync not said', { userSync: null }, { userSyncInbound: { isSyncAllowed: null } }],
    ['a name', { displayName: 'Renamed' }, { displayName: 'Renamed' }],
    ['no name', { displayName: null }, { displayName: null }],
    ['both', { displayName: 'R', userSync: true }, { displayName: 'R', userSyncInbound: { isSyncAllowed: true } }],
  ])('a change of a policy, only what changes: %s', async (_, change, body) => {
    const { directory, graph } = await simulatedDirectory();
    await directory.write(id(fabrikam), { kind: 'updateSyncPolicy', ...change });
    const path = `${ROOT}/partners/${fabrikam.tenantId}/identitySynchronization`;
    expect(graph.requests).toMatchObject([{ method: 'PATCH', path, status: 204 }]);
    expect(graph.requests[0]?.body).toStrictEqual(body);
  });
});
