import { applier } from '../../src/app/apply.ts';
import type { Decider } from '../../src/app/decide.ts';
import type { Directory, Ports, Roles, Settings, Store } from '../../src/app/ports.ts';
import { presenter } from '../../src/app/present.ts';
import type { Person } from '../../src/domain/person.ts';
import type { Plan } from '../../src/domain/plan.ts';
import type { PartnerState } from '../../src/domain/policy.ts';
import type { Reply } from '../../src/domain/reply.ts';
import { ROLES, type RoleFacts } from '../../src/domain/role.ts';
import { live, type PartnerSnapshot } from '../../src/domain/snapshot.ts';
import { stateAfter, type Step } from '../../src/domain/step.ts';
import { randomIds } from '../../src/runtime/ids.ts';
import { createLog } from '../../src/runtime/log.ts';
import { aConversation, aPerson, HOME, NOW, objectIdOf, tenantIdOf } from '../builders.ts';
import { opened } from '../store/support.ts';

export const ADA = aPerson({ objectId: objectIdOf(1), displayName: 'Ada' });
export const BEN = aPerson({ objectId: objectIdOf(2), displayName: 'Ben' });
export const TENANT = tenantIdOf(1);

const ADMINISTRATOR: RoleFacts = {
  account: { kind: 'present', enabled: true, admitted: true },
  assignments: [{ roleDefinitionId: ROLES.securityAdministrator.id, directoryScopeId: '/', throughGroup: null }],
};

/**
 * The use cases with everything outside in memory, and every call to it open to a test. Everybody is an administrator, and
 * one partner is all there is, until a test says otherwise.
 */
export class World {
  partner: PartnerState;
  now = NOW;
  /** Every step that was sent. */
  readonly sent: Step[] = [];
  readonly said: Reply[] = [];
  readonly directory: Directory;
  readonly roles: Roles;
  readonly store: Store;
  readonly ports: Ports;
  readonly settings: Settings = {
    homeTenant: HOME,
    confirmWithinMilliseconds: 15 * 60_000,
    preview: false,
    approvals: 'self',
    appId: 'bot',
  };
  readonly #running = new Set<Promise<void>>();
  /** What went wrong in the background. */
  readonly failures: unknown[] = [];

  constructor(partner: PartnerState) {
    this.partner = partner;
    this.store = { ...opened(':memory:') };
    this.directory = {
      read: () => Promise.resolve(this.partner),
      write: (_, step) => {
        this.sent.push(step);
        this.takesEffect(step);
        return Promise.resolve({ requestIds: [`request-${this.sent.length}`] });
      },
    } as Partial<Directory> as Directory;
    this.roles = {
      active: () => Promise.resolve(ADMINISTRATOR),
      anybodyElse: () => Promise.resolve(true),
      direct: () => Promise.resolve([]),
      eligible: () => Promise.resolve([]),
    };
    const post = (reply: Reply) => {
      this.said.push(reply);
      return Promise.resolve({ conversation: aConversation(), messageId: String(this.said.length) });
    };
    this.ports = {
      store: this.store,
      directory: this.directory,
      roles: this.roles,
      channel: {
        post: (_, reply) => post(reply),
        announce: (_, reply) => post(reply),
        update: () => Promise.resolve(),
      },
      clock: {
        now: () => this.now,
        elapsed: () => this.now - NOW,
        sleep: async (milliseconds) => {
          this.now += milliseconds;
          await new Promise((resolve) => setImmediate(resolve));
        },
      },
      ids: randomIds,
      log: createLog('silent', { write: () => undefined }),
      background: {
        start: (_, work) => {
          const running = work().catch((error: unknown) => void this.failures.push(error));
          this.#running.add(running);
          void running.finally(() => this.#running.delete(running));
        },
      },
    } as Partial<Ports> as Ports;
  }

  /** What Graph makes of a step. */
  takesEffect(step: Step): void {
    this.partner = stateAfter(this.state, step).partner;
  }

  get state(): PartnerSnapshot {
    return live(this.partner);
  }

  plan(after: PartnerState): Plan {
    return { tenantId: TENANT, before: this.state, after: live(after) };
  }

  /** Nothing is running in the background any more. */
  async rest(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  decider(): Decider {
    return {
      ports: this.ports,
      applier: applier(this.ports, this.settings),
      presenter: presenter(this.ports),
      settings: this.settings,
      checking: new Set(),
    };
  }

  /** Nobody has the role from now on but these. */
  onlyAdministrators(...people: readonly Person[]): void {
    this.roles.active = (id) =>
      Promise.resolve(
        people.some(({ objectId }) => objectId === id) ? ADMINISTRATOR : { ...ADMINISTRATOR, assignments: [] },
      );
  }
}
