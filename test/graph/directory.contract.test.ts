import type { TenantId } from '../../src/domain/ids.ts';
import type { PartnerState } from '../../src/domain/policy/policy.ts';
import { graphDirectory } from '../../src/graph/directory.ts';
import type { Fault, SimulatedTenant } from '../../src/simulator/graph.ts';
import { manyPartners } from '../../src/simulator/seed/seed.ts';
import { newPartner } from '../../src/simulator/tenant.ts';
import { directoryContract } from '../contracts/directory.ts';
import type { DirectoryWorld, Subject } from '../contracts/directory-world.ts';
import { FAULTS, simulate } from './support.ts';

const TARGETS: Readonly<Record<Subject, readonly Pick<Fault, 'method' | 'path' | 'query'>[]>> = {
  partners: [{ method: 'GET', path: /crossTenantAccessPolicy\/partners/ }],
  'later pages': [{ method: 'GET', path: /crossTenantAccessPolicy\/partners$/, query: /skiptoken/ }],
  defaults: [{ method: 'GET', path: /crossTenantAccessPolicy\/default$/ }],
  writes: ['POST', 'PUT', 'PATCH'].map((method) => ({ method, path: /crossTenantAccessPolicy/ })),
};
const PAGE_SIZE = 3;
const TRUST = { isMfaAccepted: true, isCompliantDeviceAccepted: false, isHybridAzureADJoinedDeviceAccepted: null };

directoryContract('the Graph adapter, on the simulator', async (): Promise<DirectoryWorld> => {
  const { client, graph, tenant } = await simulate({ tenant: manyPartners(0), pageSize: PAGE_SIZE });
  return {
    directory: graphDirectory(client, { preview: false }),
    pageSize: PAGE_SIZE,
    set: (tenantId, state) => {
      setPartner(tenant, tenantId, state);
    },
    setDefaults: ({ automaticRedemption: { inbound, outbound } }) => {
      const consent = { inboundAllowed: inbound, outboundAllowed: outbound };
      tenant.defaultConfiguration.automaticUserConsentSettings = consent;
    },
    addUnknownMembers: (tenantId) => {
      const partner = tenant.partners.get(tenantId);
      Object.assign(partner ?? {}, { inventedTomorrow: { nested: [1] } });
      Object.assign(partner?.identitySynchronization?.userSyncInbound ?? {}, { alsoNew: 1 });
    },
    get: (tenantId) => partnerState(tenant, tenantId),
    restOf: (tenantId) => {
      const partner = known(tenant, tenantId);
      const groupSyncInbound = partner.identitySynchronization?.groupSyncInbound ?? null;
      return { ...partner, automaticUserConsentSettings: null, identitySynchronization: { groupSyncInbound } };
    },
    fail: (subject, trouble, times) => {
      const howOften = times === undefined ? {} : { times };
      for (const target of TARGETS[subject]) graph.fail({ ...FAULTS[trouble], ...target, ...howOften });
    },
    loseAnswerOfWrite: () => {
      for (const target of TARGETS.writes) graph.fail({ kind: 'reset-after', ...target, times: 1 });
    },
  };
});

function setPartner({ partners }: SimulatedTenant, tenantId: TenantId, state: PartnerState): void {
  if (state === null) {
    partners.delete(tenantId);
    return;
  }
  const { automaticRedemption, identitySynchronization: policy } = state;
  partners.set(tenantId, {
    ...(partners.get(tenantId) ?? { ...newPartner(tenantId), inboundTrust: { ...TRUST } }),
    automaticUserConsentSettings: {
      inboundAllowed: automaticRedemption.inbound,
      outboundAllowed: automaticRedemption.outbound,
    },
    identitySynchronization: policy && {
      displayName: policy.displayName,
      userSyncInbound: { isSyncAllowed: policy.userSync },
      groupSyncInbound: null,
    },
  });
}

function partnerState({ partners }: SimulatedTenant, tenantId: TenantId): PartnerState {
  const partner = partners.get(tenantId);
  if (partner === undefined) return null;
  const { automaticUserConsentSettings: consent, identitySynchronization: policy } = partner;
  return {
    automaticRedemption: { inbound: consent?.inboundAllowed ?? null, outbound: consent?.outboundAllowed ?? null },
    identitySynchronization: policy && {
      displayName: policy.displayName,
      userSync: policy.userSyncInbound?.isSyncAllowed ?? null,
      groupSync: 'unknown',
    },
  };
}

function known({ partners }: SimulatedTenant, tenantId: TenantId) {
  const partner = partners.get(tenantId);
  if (partner === undefined) throw new Error('no such partner');
  return partner;
}
