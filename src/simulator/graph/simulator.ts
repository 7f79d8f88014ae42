/** The simulator as its users see it. */
import type { AuditActor } from '../audit-log/record.ts';
import type { Fault } from './faults.ts';
import type { RecordedRequest } from './recorded-request.ts';
import type { Partner, SimulatedTenant } from '../tenant.ts';

export interface GraphOptions {
  readonly tenant: SimulatedTenant;
  /** Default: any free one. */
  readonly port?: number;
  /** How long Graph thinks before it looks at a request. Default: 0. */
  readonly latencyMs?: number;
  /** Rows per page of every collection. Default: 100. */
  readonly pageSize?: number;
  /** For so long after a write, reads of partners and sync policies show the state before it. Default: 0. */
  readonly readLagMs?: number;
  /** How long after a change its audit record is shown. Default: 0. */
  readonly auditDelayMs?: number;
  /** The app that calls, as the audit log knows it. */
  readonly appId?: string;
  readonly now?: () => Date;
  /** Waits for latency and for faults that delay; rejects when the signal says so. Default: a real timer. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

export interface GraphSimulator {
  /** `http://127.0.0.1:PORT`; callers append the version. */
  readonly url: string;
  /** The live state: changing it is changing the tenant behind every caller's back. */
  readonly tenant: SimulatedTenant;
  /**
   * Somebody changes a partner in the portal: at once, past every fault, and on record.
   * @param edit from what is there to what shall be; undefined: no partner
   */
  act(actor: AuditActor, tenantId: string, edit: (partner: Partner | undefined) => Partner | undefined): void;
  /** Every request in the order of arrival, from the moment it has been read. */
  readonly requests: readonly RecordedRequest[];
  /** Installs a fault; returns a function that removes it. */
  fail(fault: Fault): () => void;
  clearRequests(): void;
  setLatency(ms: number): void;
  /** Ends every connection at once, hanging ones too, and drops effects that were still to come. */
  close(): Promise<void>;
}
