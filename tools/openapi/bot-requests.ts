import { parseObjectId, parseTenantId } from '../../src/domain/ids.ts';
import { DirectoryError } from '../../src/domain/problem.ts';
import type { Step } from '../../src/domain/policy/step.ts';
import { ROLE_KEYS } from '../../src/domain/people/role.ts';
import { createGraphClient } from '../../src/graph/client.ts';
import { graphDirectory } from '../../src/graph/directory.ts';
import { graphRoles } from '../../src/graph/roles.ts';
import { graphTenants } from '../../src/graph/tenants.ts';
import { startGraph } from '../../src/simulator/graph.ts';
import { believableTenant, organizations, people } from '../../src/simulator/seed/seed.ts';
import { onlyToken } from '../../src/identity/only-token.ts';

/** A request as it went over the wire; `path` is decoded, with the version and without the query. */
export type SentRequest = { readonly method: string; readonly path: string; readonly body: unknown };

/** Lets the bot's own Graph adapters read everything and write every step there can be, and tells what they sent. */
export async function botRequests(): Promise<readonly SentRequest[]> {
  const simulator = await startGraph({ tenant: believableTenant() });
  const client = createGraphClient({
    origin: simulator.url,
    identity: onlyToken(() => Promise.resolve('a-token')),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    retryDelaySeconds: 0.01,
  });
  const directory = graphDirectory(client, { preview: true });
  const roles = graphRoles(client, { allowGuests: false, isOwnDomain: () => Promise.resolve(true) });
  const tenants = graphTenants(client);
  const tenantId = known(parseTenantId(organizations.contoso.tenantId));
  const person = known(parseObjectId(people.ben.id));

  await directory.read(tenantId);
  await directory.list();
  await directory.defaults();
  await directory.readDeleted(tenantId);
  await directory.listDeleted();
  await directory.template();
  await tenants.byDomain('contoso.com');
  await tenants.byId(tenantId);
  await roles.active(person, ROLE_KEYS, 'all');
  await roles.direct(person);
  await roles.eligible(person);
  for (const step of Object.values(EVERY_STEP)) {
    // Graph may well refuse: what counts is what was sent.
    await directory.write(tenantId, step).catch((error: unknown) => {
      if (!(error instanceof DirectoryError)) throw error;
    });
  }
  await simulator.close();
  return simulator.requests;
}

/** One of every kind. A new kind does not compile until it is here. */
const EVERY_STEP: { readonly [Kind in Step['kind']]: Extract<Step, { kind: Kind }> } = {
  addPartner: { kind: 'addPartner' },
  updateAutomaticRedemption: {
    kind: 'updateAutomaticRedemption',
    automaticRedemption: { inbound: true, outbound: null },
  },
  updateSettings: {
    kind: 'updateSettings',
    settings: [{ name: 'inboundTrust', fingerprint: 'a', value: '{"isMfaAccepted":true}' }],
  },
  createSyncPolicy: { kind: 'createSyncPolicy', displayName: 'A name', userSync: true, groupSync: false },
  updateSyncPolicy: { kind: 'updateSyncPolicy', displayName: 'A name', userSync: true, groupSync: true },
  deleteSyncPolicy: { kind: 'deleteSyncPolicy' },
  restoreSyncPolicy: { kind: 'restoreSyncPolicy' },
  removePartner: { kind: 'removePartner' },
  restorePartner: { kind: 'restorePartner' },
  purgeSyncPolicy: { kind: 'purgeSyncPolicy' },
  recreateDeletedSyncPolicy: { kind: 'recreateDeletedSyncPolicy', displayName: 'A name', userSync: false },
  updateTemplate: { kind: 'updateTemplate', userSync: true },
  resetTemplate: { kind: 'resetTemplate' },
};

function known<Id>(id: Id | undefined): Id {
  if (id === undefined) throw new Error('the seed holds a malformed id');
  return id;
}
