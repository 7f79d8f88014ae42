import type { SimulatedTenant } from '../../src/simulator/graph.ts';

/** As Entra writes that a synchronisation has created an account: one record, or two. */
export type Arriving = {
  readonly from: string;
  readonly count: number;
  readonly at: number;
  /** Between one and the next, in milliseconds; left out: a second. */
  readonly step?: number;
  readonly app?: string;
  readonly activities?: readonly string[];
  readonly result?: string;
  /** The sign-in name; left out: one of another tenant's address. */
  readonly name?: string;
};

let made = 0;

/** Puts the records into the pretend tenant's audit log. */
export function arrive(
  tenant: SimulatedTenant,
  {
    from,
    count,
    at,
    step = 1_000,
    app = 'Microsoft.Azure.SyncFabric',
    activities = ['Add user'],
    result = 'success',
    name,
  }: Arriving,
): void {
  for (let n = 0; n < count; n += 1) {
    made += 1;
    const id = `a0c0ffee-0000-4000-8000-${String(made).padStart(12, '0')}`;
    for (const activityDisplayName of activities) {
      tenant.auditRecords.push({
        id: `Directory_${activityDisplayName}_${made}`,
        activityDateTime: new Date(at + n * step).toISOString(),
        activityDisplayName,
        category: 'UserManagement',
        loggedByService: 'Core Directory',
        result,
        initiatedBy: {
          user: null,
          app: { appId: null, displayName: app, servicePrincipalId: null, servicePrincipalName: null },
        },
        targetResources: [
          {
            id,
            displayName: null,
            type: 'User',
            userPrincipalName: name ?? `pat_doe${made}_${from}#EXT#@woodgrove.onmicrosoft.com`,
            modifiedProperties: [],
          },
        ],
      });
    }
  }
}
