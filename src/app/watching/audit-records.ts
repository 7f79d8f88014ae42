import type { Actor } from '../../domain/people/actor.ts';
import type { AuditRecord } from '../ports.ts';

/** The clocks of Entra and of the bot need not agree. */
export const SKEW_MS = 2 * 60_000;
/** The log is minutes late as a rule, and Entra keeps it for 7 days at least: what is not in it after one will not come. */
export const GIVE_UP_MS = 24 * 60 * 60_000;

/** Whether the bot's own app did it, as far as the log gives its id. */
export function isOwnRecord({ appId }: Pick<AuditRecord, 'appId'>, ownAppId: string): boolean {
  return appId?.toLowerCase() === ownAppId.toLowerCase();
}

/** An app of which the log gives no id, or nobody at all: it may be the bot's own. */
export const isNamelessApp = ({ kind, appId }: Pick<AuditRecord, 'kind' | 'appId'>): boolean =>
  kind !== 'person' && appId === null;

/** Whether it was done: what was only tried explains nothing that is there. */
export const isDone = ({ outcome }: Pick<AuditRecord, 'outcome'>): boolean => outcome === 'success';

/** Who did it, from where and when, without what they did. */
export function actorOf(record: AuditRecord): Actor {
  const { kind, name, signInName, objectId, tenantId, organization, appId, ip, at, auditId } = record;
  return { kind, name, signInName, objectId, tenantId, organization, appId, ip, at, auditId };
}
