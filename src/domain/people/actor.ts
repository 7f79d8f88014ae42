import type { ObjectId, TenantId } from '../ids.ts';
import type { Instant } from '../instant.ts';

/** Who did something, as a record of Entra's audit log tells; its names are text to be shown and decide nothing. */
export type Actor = {
  /** `unsaid`: kept before the kind was. */
  readonly kind: 'person' | 'app' | 'unsaid';
  /** The display name; null: the record has none. */
  readonly name: string | null;
  /** What a person signs in with (userPrincipalName); null: an app, or the record has none. */
  readonly signInName: string | null;
  /** Of the person, or of the app's service principal; null: the record has none. */
  readonly objectId: ObjectId | null;
  /** Where the person is at home; null: the record does not say. */
  readonly tenantId: TenantId | null;
  /** How the person's home is called, where it is another organisation; null: this one, or the record does not say. */
  readonly organization: string | null;
  /** Of the app; null: a person, or the record does not give it. */
  readonly appId: string | null;
  /** As the record says: it may be that of a service of Microsoft's. null: an app, or the record does not say. */
  readonly ip: string | null;
  readonly at: Instant;
  readonly auditId: string;
};

/** What identifies the actor to a program, and to people where there is no name: the first that the record has. */
export function nameOf({ name, signInName, appId, objectId }: Omit<Actor, 'at' | 'auditId'>): string {
  return name ?? signInName ?? appId ?? objectId ?? '';
}

/** Whether both records are of the same person or app, as far as they tell. */
export function sameActor(a: Actor, b: Actor): boolean {
  if (a.kind !== b.kind) return false;
  if (a.objectId !== null && b.objectId !== null) return a.objectId === b.objectId;
  if (a.appId !== null && b.appId !== null) return a.appId === b.appId;
  if (a.signInName !== null && b.signInName !== null) return a.signInName === b.signInName;
  return nameOf(a) === nameOf(b);
}
