import type { Step } from '../../src/domain/plan.ts';
import { steps } from '../../src/domain/plan.ts';
import { parseObjectId, parseTenantId, type TenantId } from '../../src/domain/ids.ts';
import type { PartnerState, Setting } from '../../src/domain/policy.ts';
import { DirectoryError } from '../../src/domain/problem.ts';
import { ROLE_KEYS } from '../../src/domain/role.ts';
import { createGraphClient } from '../../src/graph/client.ts';
import { graphDirectory } from '../../src/graph/directory.ts';
import { graphRoles } from '../../src/graph/roles.ts';
import { graphTenants } from '../../src/graph/tenants.ts';
import { startGraph } from '../../src/simulator/graph.ts';
import { believableTenant, organizations, people } from '../../src/simulator/seed.ts';

/** A request as it went over the wire; `path` is decoded, with the version and without the query. */
export type SentRequest = { readonly method: string; readonly path: string; readonly body: unknown };

/** Lets the bot's own Graph adapters read everything and write every step there can be, and tells what they sent. */
export async function botRequests(): Promise<readonly SentRequest[]> {
  const simulator = await startGraph({ tenant: believableTenant() });
  const client = createGraphClient({
    origin: simulator.url,
    identity: { token: () => Promise.resolve('a-token') },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    retryDelaySeconds: 0.01,
  });
  const directory = graphDirectory(client);
  const roles = graphRoles(client);
  const tenants = graphTenants(client);
  const tenantId = known(parseTenantId(organizations.contoso.tenantId));
  const person = known(parseObjectId(people.ben.id));

  await directory.read(tenantId);
  await directory.list();
  await directory.defaults();
  await tenants.byDomain('contoso.com');
  await tenants.byId(tenantId);
  await roles.active(person, ROLE_KEYS, 'all');
  await roles.direct(person);
  await roles.eligible(person);
  for (const step of everyStep(tenantId)) {
    // Graph may well refuse: what counts is what was sent.
    await directory.write(tenantId, step).catch((error: unknown) => {
      if (!(error instanceof DirectoryError)) throw error;
    });
  }
  await simulator.close();
  return simulator.requests;
}

/** Every step of every way from one state to another. */
function everyStep(tenantId: TenantId): Step[] {
  const ways = STATES.flatMap((before) => STATES.flatMap((after) => steps({ tenantId, before, after })));
  return [...new Map(ways.map((step) => [JSON.stringify(step), step])).values()];
}

const STATES: readonly PartnerState[] = [
  null,
  ...[true, false].flatMap((redemption) => [
    partner(redemption, null, null),
    partner(redemption, 'One name', true),
    partner(redemption, 'Another name', false),
  ]),
];

function partner(redemption: Setting, displayName: string | null, userSync: Setting): PartnerState {
  return {
    automaticRedemption: { inbound: redemption, outbound: null },
    identitySynchronization: displayName === null ? null : { displayName, userSync, groupSync: 'unknown' },
  };
}

function known<Id>(id: Id | undefined): Id {
  if (id === undefined) throw new Error('the seed holds a malformed id');
  return id;
}
