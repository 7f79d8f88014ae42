/**
 * The partners as reads see them. Graph: deletes are eventually consistent and reads after a create or an update may
 * still show the old state, so for `lagMs` after a write that came through Graph, reads answer with what was there
 * before it. Writes are judged by the live state. Changes made behind Graph's back (by a test) are not delayed, but stay
 * hidden as long as an earlier write to the same partner is.
 */
import { isDeepStrictEqual } from 'node:util';
import { auditRecords, templateRecord, type TemplateActivity } from '../audit-log/audit-log.ts';
import type { AuditActor } from '../audit-log/record.ts';
import type { Partner, SimulatedTenant } from '../tenant.ts';

interface Write {
  readonly tenantId: string;
  readonly at: number;
  readonly before: Partner | undefined;
}

export class PartnerReplica {
  readonly #tenant: SimulatedTenant;
  readonly #lagMs: number;
  readonly #now: () => Date;
  readonly #app: AuditActor;
  #writes: Write[] = [];

  /** @param appId the app that calls Graph, as the audit log knows it */
  constructor(tenant: SimulatedTenant, lagMs: number, now: () => Date, appId: string) {
    this.#tenant = tenant;
    this.#lagMs = lagMs;
    this.#now = now;
    this.#app = { app: { appId, displayName: 'Bridgekeeper' } };
  }

  /** A write to the tenant's own template by the app is on record. */
  recordTemplate(activity: TemplateActivity): void {
    this.#tenant.auditRecords.push(templateRecord(activity, this.#app, this.#now()));
  }

  live(tenantId: string): Partner | undefined {
    return this.#tenant.partners.get(tenantId);
  }

  asRead(tenantId: string): Partner | undefined {
    this.#forgetReplicated();
    const hidden = this.#writes.find((write) => write.tenantId === tenantId);
    return hidden === undefined ? this.live(tenantId) : hidden.before;
  }

  allAsRead(): Partner[] {
    const ids = new Set([...this.#tenant.partners.keys(), ...this.#writes.map((write) => write.tenantId)]);
    return [...ids].map((id) => this.asRead(id)).filter((partner) => partner !== undefined);
  }

  /** Writes one partner (`undefined` removes it), as the app unless told otherwise. Returns whether the state is different afterwards. */
  write(tenantId: string, after: Partner | undefined, actor: AuditActor = this.#app): boolean {
    const live = this.live(tenantId);
    if (isDeepStrictEqual(live, after)) return false;
    this.#writes.push({ tenantId, at: this.#now().getTime(), before: structuredClone(live) });
    this.#tenant.auditRecords.push(...auditRecords(tenantId, live, after, actor, this.#now()));
    // In place, so that whoever holds the partner from `tenant.partners` keeps seeing the live one.
    if (after === undefined) this.#tenant.partners.delete(tenantId);
    else if (live === undefined) this.#tenant.partners.set(tenantId, after);
    else Object.assign(live, after);
    return true;
  }

  #forgetReplicated(): void {
    const since = this.#now().getTime() - this.#lagMs;
    this.#writes = this.#writes.filter((write) => write.at > since);
  }
}
