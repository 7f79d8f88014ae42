/** The HTTP server: reads requests, records them, lets faults happen, answers. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import type { AuditActor } from '../audit-log/record.ts';
import { isBatch, partsOf, PartSink } from './batch.ts';
import { deliver, type Sink } from './delivery.ts';
import { FaultList, type Fault } from './faults.ts';
import { errorBody, GraphError, type RequestIdentity } from './graph-error.ts';
import type { GraphOptions, GraphSimulator } from './simulator.ts';
import { readIncoming, type Incoming } from './incoming.ts';
import { PartnerReplica } from '../policies/partner-replica.ts';
import { openRecord, type OpenRecord, type RecordedRequest } from './recorded-request.ts';
import { answerTo } from './service.ts';
import type { Partner, SimulatedTenant } from '../tenant.ts';

const APP_ID = '00000000-0000-4000-9000-000000000000';

export class GraphServer implements GraphSimulator {
  readonly tenant: SimulatedTenant;
  readonly #now: () => Date;
  readonly #auditDelayMs: number;
  readonly #pageSize: number;
  readonly #partners: PartnerReplica;
  readonly #sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly #server = createServer((request, response) => void this.#serve(request, response));
  readonly #faults = new FaultList();
  readonly #closing = new AbortController();
  readonly #records: OpenRecord[] = [];
  #latencyMs: number;

  constructor(options: GraphOptions) {
    this.tenant = options.tenant;
    this.#now = options.now ?? (() => new Date());
    this.#auditDelayMs = options.auditDelayMs ?? 0;
    this.#pageSize = options.pageSize ?? 100;
    this.#partners = new PartnerReplica(options.tenant, options.readLagMs ?? 0, this.#now, options.appId ?? APP_ID);
    this.#sleep = options.sleep ?? ((ms, signal) => setTimeout(ms, undefined, { signal }));
    this.#latencyMs = options.latencyMs ?? 0;
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('The simulator does not listen.');
    return `http://127.0.0.1:${address.port}`;
  }

  get requests(): readonly RecordedRequest[] {
    return this.#records;
  }

  async listen(port: number): Promise<void> {
    this.#server.listen(port, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  fail(fault: Fault): () => void {
    return this.#faults.install(fault);
  }

  act(actor: AuditActor, tenantId: string, edit: (partner: Partner | undefined) => Partner | undefined): void {
    const live = this.#partners.live(tenantId);
    const after = edit(live === undefined ? undefined : structuredClone(live));
    this.#partners.write(tenantId, after, actor);
  }

  clearRequests(): void {
    this.#records.length = 0;
  }

  setLatency(ms: number): void {
    this.#latencyMs = ms;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const identity = this.#identify(request);
    try {
      const incoming = await readIncoming(request);
      await this.#take(incoming, identity, response);
    } catch (error) {
      // Closing cuts waits short, and a caller may leave in mid-sentence; neither has anybody left to answer.
      if (this.#closing.signal.aborted || response.destroyed || response.headersSent) return;
      const known =
        error instanceof GraphError ? error : { status: 500, code: 'SimulatorDefect', message: String(error) };
      response.writeHead(known.status, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(errorBody(known, identity)));
    }
  }

  async #take(incoming: Incoming, identity: RequestIdentity, response: Sink): Promise<void> {
    const record = openRecord(incoming);
    const { method, path } = record;
    const { authorization } = incoming.headers;
    const fault = this.#faults.take({ method, path, query: readableQuery(incoming), authorization });
    // Of several in one each counts by itself.
    if (isBatch(incoming) && fault === undefined) {
      await this.#takeAll(incoming, identity, response);
      return;
    }
    this.#records.push(record);
    await this.#wait(this.#latencyMs);
    const service = {
      tenant: this.tenant,
      partners: this.#partners,
      now: this.#now,
      auditDelayMs: this.#auditDelayMs,
      pageSize: this.#pageSize,
      url: this.url,
    };
    await deliver(
      {
        response,
        identity,
        path,
        evaluate: () => answerTo(incoming, identity, service),
        takeEffect: (answer) => {
          record.effect = answer.effect?.() ?? false;
        },
        sleep: (ms) => this.#wait(ms),
        ended: (status) => {
          record.status = status;
          record.endedAt = performance.now();
        },
      },
      fault,
    );
  }

  async #takeAll(whole: Incoming, identity: RequestIdentity, response: Sink): Promise<void> {
    const responses = await Promise.all(
      partsOf(whole).map(async ({ id, incoming }) => {
        const sink = new PartSink(response);
        await this.#take(incoming, identity, sink);
        return { id, ...(await sink.answered) };
      }),
    );
    response.writeHead(200, { 'Content-Type': 'application/json', 'request-id': identity.requestId });
    response.end(JSON.stringify({ responses }));
  }

  async #wait(ms: number): Promise<void> {
    if (ms > 0) await this.#sleep(ms, this.#closing.signal);
    this.#closing.signal.throwIfAborted();
  }

  #identify(request: IncomingMessage): RequestIdentity {
    const requestId = randomUUID();
    const sent = request.headers['client-request-id'];
    return { requestId, clientRequestId: typeof sent === 'string' ? sent : requestId, date: this.#now() };
  }
}

const readableQuery = ({ query }: Incoming): string => [...query].map(([name, value]) => `${name}=${value}`).join('&');
