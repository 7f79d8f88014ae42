import type { ObjectId, TenantId } from '../ids.ts';

/** Somebody of the home tenant, known by object id and tenant id; the name is for display only. */
export type Person = { readonly objectId: ObjectId; readonly tenantId: TenantId; readonly displayName: string };

export function samePerson(a: Person, b: Person): boolean {
  return a.objectId === b.objectId && a.tenantId === b.tenantId;
}
