import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseTenantId, type TenantId } from '../../src/domain/ids.ts';
import { graphTenants } from '../../src/graph/tenants.ts';
import { organizations } from '../../src/simulator/seed/seed.ts';
import { tenantIdOf } from '../builders.ts';
import { connect, errorBody, json, problemOf, serve, simulate } from './support.ts';

const { fabrikam, contoso } = organizations;
const FABRIKAM = { tenantId: fabrikam.tenantId, displayName: 'Fabrikam', defaultDomainName: 'fabrikam.com' };

async function simulatedTenants() {
  const simulated = await simulate();
  return { ...simulated, tenants: graphTenants(simulated.client) };
}

async function tenantsOf(status: number, body: unknown) {
  const server = await serve((_, response) => {
    json(response, status, body);
  });
  return graphTenants(connect(server.url).client);
}

const idOf = ({ tenantId }: { readonly tenantId: string }): TenantId => parseTenantId(tenantId) ?? tenantIdOf(1);

// What any implementation promises is in tenants.contract.test.ts; here is what only Graph's answers can bring about.

describe('a tenant', () => {
  test('whose name cannot be one is none', async () => {
    const { tenants, graph } = await simulatedTenants();
    expect(await tenants.byDomain('not a domain')).toBeNull();
    expect(graph.requests[0]?.status).toBe(400);
  });

  test('may have neither name nor domain', async () => {
    const nameless = { tenantId: fabrikam.tenantId.toUpperCase(), displayName: null };
    expect(await (await tenantsOf(200, nameless)).byDomain('fabrikam.com')).toEqual({
      tenantId: fabrikam.tenantId,
      displayName: null,
      defaultDomainName: null,
    });
  });
});

describe('a tenant that could not be looked up is an error and never none', () => {
  test.each([
    ['a 404 that is not Graph’s', 404, { message: 'no such route' }, 'unexpectedAnswer'],
    ['a 400 that is not Graph’s', 400, { message: 'bad' }, 'unexpectedAnswer'],
    ['another refusal', 405, errorBody('Request_BadRequest'), 'rejected'],
    ['a server’s own error', 500, errorBody('InternalServerError'), 'serverError'],
    ['an answer without an id', 200, { displayName: 'Fabrikam' }, 'unexpectedAnswer'],
    ['an answer whose id is none', 200, { tenantId: 'fabrikam' }, 'unexpectedAnswer'],
    ['an answer whose name is none', 200, { tenantId: fabrikam.tenantId, displayName: 7 }, 'unexpectedAnswer'],
  ])('with %s', async (_, status, body, kind) => {
    expect(await problemOf((await tenantsOf(status, body)).byDomain('fabrikam.com'))).toMatchObject({
      kind,
      subject: 'tenant',
    });
  });
});

test('a tenant is never taken for the one whose id was asked for', async () => {
  const tenants = await tenantsOf(200, FABRIKAM);
  expect(await problemOf(tenants.byId(idOf(contoso)))).toMatchObject({ kind: 'unexpectedAnswer', subject: 'tenant' });
});

describe('whatever is looked up', () => {
  test.each([
    ["o'brien.example", "o''brien.example"],
    ["x')/members?$filter=(domainName='y", "x'')/members?$filter=(domainName=''y"],
    ['a/b\\c', 'a/b\\c'],
    ['a?b=c&d#e', 'a?b=c&d#e'],
    ['100%', '100%'],
    ['%27', '%27'],
    ['bücher.example', 'bücher.example'],
    ['https://evil.example/v1.0/me', 'https://evil.example/v1.0/me'],
    ['..', '..'],
    ['', ''],
  ])('"%s" stays inside its quotes, with quotes doubled', async (domain, quoted) => {
    const { tenants, graph } = await simulatedTenants();
    await tenants.byDomain(domain);
    expect(graph.requests.map(({ path, query }) => [path, query])).toEqual([
      [`/v1.0/tenantRelationships/findTenantInformationByDomainName(domainName='${quoted}')`, {}],
    ]);
  });

  test('is one request to the one function, for any text', async () => {
    const { tenants, graph } = await simulatedTenants();
    const start = '/v1.0/tenantRelationships/findTenantInformationByDomainName(';
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 30 }), async (domain) => {
        graph.clearRequests();
        await tenants.byDomain(domain);
        expect(graph.requests.map(({ path }) => path.slice(0, start.length))).toEqual([start]);
      }),
      { numRuns: 50 },
    );
  });
});
