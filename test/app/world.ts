import { authorize, type Proven } from '../../src/app/authorize.ts';
import { applier } from '../../src/app/changing/apply.ts';
import type { Decider } from '../../src/app/changing/click.ts';
import {
  ChannelError,
  NO_TELEMETRY,
  type Directory,
  type Ports,
  type Roles,
  type Settings,
  type Store,
} from '../../src/app/ports.ts';
import { seenLately } from '../../src/app/seen-lately.ts';
import { perPerson } from '../../src/app/per-person.ts';
import { presenter } from '../../src/app/telling/cards/present.ts';
import type { Asked, UseCase } from '../../src/app/use-case.ts';
import type { Needs, RequestKind, Requests } from '../../src/commands/list.ts';
import type { Change } from '../../src/domain/change/change.ts';
import type { ChangeEvent } from '../../src/domain/change/event.ts';
import type { Proposal } from '../../src/domain/change/proposal.ts';
import type { Status } from '../../src/domain/change/status.ts';
import type { TenantId } from '../../src/domain/ids.ts';
import type { Person } from '../../src/domain/people/person.ts';
import type { Access } from '../../src/domain/people/role.ts';
import type { Plan } from '../../src/domain/policy/plan.ts';
import type { PartnerState } from '../../src/domain/policy/policy.ts';
import { DirectoryError, type DirectoryProblem } from '../../src/domain/problem.ts';
import type { Reply } from '../../src/domain/replies/reply.ts';
import { ROLES, type RoleFacts } from '../../src/domain/people/role.ts';
import { live, type PartnerSnapshot } from '../../src/domain/policy/snapshot.ts';
import { stateAfter, type Step } from '../../src/domain/policy/step.ts';
import { randomIds } from '../../src/runtime/ids.ts';
import { createLog } from '../../src/runtime/log.ts';
import {
  aChange,
  aConversation,
  after,
  anEntry,
  aPerson,
  aProblem,
  aTenant,
  changeIdOf,
  HOME,
  NOW,
  objectIdOf,
  tenantIdOf,
  theProposal,
} from '../builders.ts';
import { partnerWith } from '../cards/changes.ts';
import { opened } from '../store/support.ts';

export const ADA = aPerson({ objectId: objectIdOf(1), displayName: 'Ada' });
export const BEN = aPerson({ objectId: objectIdOf(2), displayName: 'Ben' });
export const TENANT = tenantIdOf(1);

/** The partner with user sync off, and on. */
export const OFF = partnerWith(false, true);
export const ON = partnerWith(true, true);

const ADMINISTRATOR: RoleFacts = {
  account: { kind: 'present', enabled: true, admitted: true },
  assignments: [{ roleDefinitionId: ROLES.securityAdministrator.id, directoryScopeId: '/', throughGroup: null }],
};

export const claimed = { kind: 'claimed', by: ADA, at: NOW } as const;
export const writeStarted = { kind: 'writeStarted', at: NOW } as const;

const NOBODY = { is: { count: 0, isWhole: true } } as const;

/** The process did not start with the machine. */
const SINCE_BOOT = 1_234_567;

/** An error that no answer of Graph's is: a mistake in the program. */
export const MISTAKE = new TypeError('a mistake');
export const unreadable = (problem: Partial<DirectoryProblem> = {}) => new DirectoryError(aProblem(problem));
export const noTo = (error: Error) => () => Promise.reject(error);

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
  /** What Entra says of the partner. */
  readonly lookup = {
    nameAnew: (tenantId: TenantId) => Promise.resolve(aTenant({ tenantId })),
    remembered: () => [],
    lookalikes: () => Promise.resolve([]),
  };
  readonly logged: Readonly<Record<string, unknown>>[] = [];
  readonly directory: Directory;
  readonly roles: Roles;
  readonly store: Store;
  readonly ports: Ports;
  readonly settings: Settings = {
    privateAnswers: 'chat',
    homeTenant: HOME,
    confirmWithinMilliseconds: 15 * 60_000,
    preview: false,
    approvals: 'self',
    approvers: 1,
    appId: 'bot',
    certificateEnds: null,
    recertifyDays: 365,
    recertifyUnanswered: 'tell',
    syncBurst: 50,
    watchEveryMs: 60_000,
    forgets: false,
  };
  readonly #running = new Set<Promise<void>>();
  /** What went wrong in the background. */
  readonly failures: unknown[] = [];

  constructor(partner: PartnerState = OFF) {
    this.partner = partner;
    this.store = { ...opened(':memory:') };
    this.directory = {
      read: () => Promise.resolve(this.partner),
      defaults: () => Promise.resolve({ automaticRedemption: { inbound: false, outbound: false }, others: [] }),
      write: (_, step) => {
        this.sent.push(step);
        this.takesEffect(step);
        return Promise.resolve({ requestIds: [`request-${this.sent.length}`] });
      },
    } as Partial<Directory> as Directory;
    this.roles = {
      active: () => Promise.resolve(ADMINISTRATOR),
      activeOf: (people, ...asked) => Promise.all(people.map((person) => this.roles.active(person, ...asked))),
      anybodyElse: () => Promise.resolve(true),
      holders: () => Promise.resolve([ADA, BEN]),
      direct: () => Promise.resolve([]),
      eligible: () => Promise.resolve([]),
    };
    const post = (reply: Reply) => {
      this.said.push(reply);
      return Promise.resolve({ conversation: aConversation(), messageId: String(this.said.length) });
    };
    const clock: Ports['clock'] = {
      now: () => this.now,
      elapsed: () => this.now - NOW + SINCE_BOOT,
      sleep: async (milliseconds) => {
        this.now += milliseconds;
        await new Promise((resolve) => setImmediate(resolve));
      },
    };
    const log = createLog('info', {
      write: (line) => void this.logged.push(JSON.parse(line) as Record<string, unknown>),
    });
    const background: Ports['background'] = {
      start: (_, work) => {
        const running = work().catch((error: unknown) => void this.failures.push(error));
        this.#running.add(running);
        void running.finally(() => this.#running.delete(running));
      },
    };
    this.ports = {
      store: this.store,
      directory: this.directory,
      roles: this.roles,
      visitors: {
        of: () => Promise.reject(new Error('nobody asks who is here')),
        related: () => Promise.resolve(null),
        here: () => Promise.resolve({ synced: NOBODY, privileged: NOBODY }),
      },
      seen: seenLately({ clock, store: this.store, background, log }),
      channel: {
        typing: () => Promise.resolve(),
        post: (_, reply) => post(reply),
        announce: (_, reply) => post(reply),
        kindOf: () => Promise.resolve('standard'),
        whisper: () => Promise.reject(new ChannelError('notAllowed')),
        readers: () => Promise.resolve({ guests: 0, strangers: 0, ours: [] }),
        chatWith: () => Promise.reject(new ChannelError('notAllowed')),
        offerFile: () => Promise.reject(new ChannelError('notAllowed')),
        showFile: () => Promise.reject(new ChannelError('notAllowed')),
        anywhere: null,
        update: () => Promise.resolve({ mayArriveAgain: false }),
      },
      clock,
      ids: randomIds,
      telemetry: NO_TELEMETRY,
      log,
      background,
    } as Partial<Ports> as Ports;
  }

  /** What Graph makes of a step. */
  takesEffect(step: Step): void {
    this.partner = stateAfter(this.state, step).partner;
  }

  get state(): PartnerSnapshot {
    return live(this.partner);
  }

  /** A change that was asked for by Ada and is to switch user sync on, unless told otherwise. */
  async stored(proposal: Partial<Proposal> = {}): Promise<Change> {
    const change = aChange({
      proposal: {
        id: changeIdOf(1),
        partner: aTenant({ tenantId: TENANT }),
        requester: ADA,
        plan: this.plan(ON),
        ...proposal,
      },
    });
    await this.store.insert(change, theProposal(change));
    return change;
  }

  /** The change after these events, as it is stored then. */
  async moved(change: Change, ...events: readonly ChangeEvent[]): Promise<Change> {
    let now = change;
    for (const event of events) {
      now = after(now, event);
      if (!(await this.store.advance(now, anEntry(now, event)))) throw new Error(`${event.kind} was not stored`);
    }
    return now;
  }

  /** Where the first change stands. */
  async status(): Promise<Status | undefined> {
    return (await this.store.get(changeIdOf(1)))?.status;
  }

  plan(after: PartnerState): Plan {
    return { tenantId: TENANT, before: this.state, after: live(after) };
  }

  /** Nothing is running in the background any more. */
  async rest(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  /** The proof of somebody's access, as the roles of this world have it: there is no other way to one. */
  async proof<Need extends Access>(person: Person, access: Need): Promise<Proven[Need]> {
    const passing = await authorize(this.ports, person, access);
    if (passing.kind === 'refused') throw new Error(`${person.displayName}: ${passing.refusal.kind}`);
    return passing.proof;
  }

  /** What somebody is answered who asks for this. */
  async ask<Kind extends RequestKind>(
    useCase: UseCase<Kind>,
    access: Needs[Kind],
    request: Requests[Kind],
    asked: Partial<Asked> = {},
  ): Promise<Reply> {
    const here = { person: ADA, conversation: aConversation(), channelKind: null, card: null, command: useCase.kind };
    return (await useCase.run({ ...here, ...asked, access, request })).value;
  }

  applier(ports = this.ports) {
    return applier(ports, this.settings, presenter(ports));
  }

  decider(): Decider {
    return {
      ports: this.ports,
      applier: this.applier(),
      presenter: presenter(this.ports),
      settings: this.settings,
      checking: new Set(),
      clicks: perPerson(this.ports.clock),
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
