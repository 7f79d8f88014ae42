/** Who did it: a person at an address, or an app. */
export type AuditActor =
  | {
      readonly user: {
        readonly id: string;
        readonly displayName: string | null;
        readonly userPrincipalName: string;
        /** Where they are at home, when that is another tenant. */
        readonly homeTenantId?: string;
        readonly homeTenantName?: string;
      };
      readonly ipAddress: string;
    }
  | {
      readonly app: {
        readonly appId: string | null;
        readonly displayName: string | null;
        readonly servicePrincipalId?: string;
      };
    };

/** A directoryAudit, as far as anybody is sure of its members. */
export interface AuditRecord {
  readonly id: string;
  readonly activityDateTime: string;
  readonly activityDisplayName: string;
  readonly category: string;
  readonly loggedByService: string;
  readonly result: string;
  readonly initiatedBy: Readonly<Record<'user' | 'app', unknown>>;
  readonly targetResources: readonly unknown[];
}
