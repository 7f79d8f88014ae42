import type { Change } from '../domain/change/change.ts';
import { closes } from '../domain/change/closing.ts';
import type { Ending } from '../domain/ends/ending.ts';
import type { Recertification } from '../domain/recertify/recertification.ts';
import type { ChangeId, ObjectId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import { accountRefusal, mayPass, type AccessRefusal } from '../domain/people/access.ts';
import { samePerson, type Person } from '../domain/people/person.ts';
import { ROLE_KEYS, rolesFor, type Access, type RoleAccess, type RoleFacts } from '../domain/people/role.ts';
import { refused, type Misread, type Notice, type Trouble } from '../domain/replies/notice.ts';
import type { Offer } from '../domain/replies/offer.ts';
import type { Refusal } from '../domain/replies/refusal.ts';
import type { Ports, SeenLately } from './ports.ts';

/** What a proof of each access rests on. */
type Basis = {
  readonly everyone: null;
  readonly account: RoleFacts;
  readonly self: RoleFacts;
  /** The change that the person asked for. */
  readonly requester: Change;
  readonly read: RoleFacts;
  readonly change: RoleFacts;
  /** What was decided with the opening, or that nobody has answered. No command needs it: the bot alone closes by it. */
  readonly end: Ending | Recertification;
};
type Provable = Access | 'end';

/**
 * That this person has this access, right now, to what they just asked for. Nobody outside of this file can make one, so
 * what takes one cannot be had without the check; it is used up with the request, and never kept for the next one.
 */
class AccessProof<Need extends Provable> {
  readonly access: Need;
  readonly basis: Basis[Need];
  readonly #person: Person;

  constructor(person: Person, access: Need, basis: Basis[Need]) {
    this.#person = person;
    this.access = access;
    this.basis = basis;
  }

  get person(): Person {
    return this.#person;
  }

  /** Gives something out to the person. */
  give<Value>(value: Value): Given<Value> {
    return new GivenOut(value);
  }

  /** Tells the person no, with what the no tells of. */
  refuse(refusal: Refusal): Given<ReturnType<typeof refused>> {
    return this.give(refused(refusal));
  }
}

/**
 * What was given out against a proof, and cannot be made without one: every answer to a request. What the bot says on its
 * own is no answer and takes none - a card that is drawn again where it is shown already, a letter to whoever asked, a
 * notice in a conversation that subscribed: who sees it was settled against a proof when it was asked for there.
 */
class GivenOut<Value> {
  readonly #value: Value;

  constructor(value: Value) {
    this.#value = value;
  }

  get value(): Value {
    return this.#value;
  }
}

/** What takes no proof, since it tells nothing of the tenant: a no to the person, what is wrong with a line, and trouble. */
type Harmless =
  | Misread
  | Trouble
  | Extract<Notice, { kind: 'cannotTellAlone' }>
  | {
      readonly kind: 'refused';
      readonly refusal:
        AccessRefusal | Extract<Refusal, { kind: 'previewOff' | 'personalChat' | 'filesAloneOnly' | 'tooManyAtOnce' }>;
      readonly again?: Offer;
    };

/** Tells anybody what is harmless: the only answer that can be made without a proof. */
export const toAnybody = (notice: Harmless): Given<{ readonly kind: 'notice'; readonly notice: Harmless }> =>
  new GivenOut({ kind: 'notice', notice });

export type Proof<Need extends Provable = Access> = AccessProof<Need>;
/** What a write takes: a role, or an end that has come. */
export type WriteProof = Proof<'change'> | Proof<'end'>;
export type Given<Value> = GivenOut<Value>;

/** What each access is proven by. Who did not ask for the change themselves may change partners, or has an account at least. */
export type Proven = { readonly [Need in Exclude<Access, 'requester'>]: Proof<Need> } & {
  readonly requester: Proof<'requester'> | Proof<'change'> | Proof<'account'>;
};

export type Passing<Passed extends Proof> =
  { readonly kind: 'proven'; readonly proof: Passed } | { readonly kind: 'refused'; readonly refusal: AccessRefusal };

type Gate = Pick<Ports, 'roles' | 'seen' | 'store' | 'log'>;

/**
 * Whether the person may do this, right now. Fails closed: what cannot be read is thrown as DirectoryError or StoreError,
 * and whoever calls does nothing then. The only place that reads roles to let somebody pass.
 */
export function authorize<Need extends Access>(
  gate: Gate,
  person: Person,
  access: Need,
  about?: ChangeId,
): Promise<Passing<Proven[Need]>> {
  return CHECKS[access](gate, person, about);
}

/**
 * As `authorize` with a role, and whether others whose word counts beside the person's have it as well: all of them are
 * read together, so that nobody waits longer for more people.
 */
export async function authorizeWith<Need extends RoleAccess>(
  gate: Gate,
  person: Person,
  access: Need,
  others: readonly Person[],
): Promise<Passing<Proof<Need>> & { readonly others: readonly RefusedPerson[] }> {
  const everybody = [person, ...others];
  const ids = everybody.map(({ objectId }) => objectId);
  const read = await gate.roles.activeOf(ids, rolesFor(access), 'any');
  const [own, ...rest] = everybody.flatMap((one, index) => {
    const facts = read[index];
    return facts === undefined ? [] : [{ person: one, facts }];
  });
  if (own === undefined || rest.length < others.length) throw new Error('not everybody was read');
  const refused = rest.flatMap(({ person: other, facts }) => {
    const refusal = mayPass(facts, access);
    gate.seen.note(other.objectId, access, refusal === undefined);
    return refusal === undefined ? [] : [{ person: other, refusal }];
  });
  return { ...(await passingWith(gate, person, access, own.facts)), others: refused };
}

/** Has a look at all roles of somebody, and says the most that they may do; undefined: nothing. It lets nobody pass. */
export async function seeRoles(
  { roles, seen }: Pick<Ports, 'roles' | 'seen'>,
  person: ObjectId,
): Promise<RoleAccess | undefined> {
  noteAll(seen, person, await roles.active(person, ROLE_KEYS, 'all'));
  return seen.most(person);
}

/** Notes what facts that tell of all roles say. */
function noteAll(seen: SeenLately, person: ObjectId, facts: RoleFacts): void {
  seen.note(person, 'read', mayPass(facts, 'read') === undefined);
  seen.note(person, 'change', mayPass(facts, 'change') === undefined);
}

/** Somebody whose word counts, and why it does not now. */
export type RefusedPerson = { readonly person: Person; readonly refusal: AccessRefusal };

/** The proof that the person asked for the change; undefined: somebody else did. */
export function asRequester(person: Person, change: Change): Proof<'requester'> | undefined {
  return samePerson(person, change.proposal.requester) ? new AccessProof(person, 'requester', change) : undefined;
}

/** The proof that a change closes what has come to its end, and does nothing else; undefined: it does more, or is early. */
export function asEnd(bot: Person, { proposal }: Change, ending: Ending, now: Instant): Proof<'end'> | undefined {
  const { came, at } = ending.end;
  const isDue = proposal.endOf === ending.id && samePerson(proposal.requester, bot) && came === null && now >= at;
  return isDue && closes(proposal.plan) ? new AccessProof(bot, 'end', ending) : undefined;
}

/** As `asEnd`, that it closes what nobody has answered for in time; undefined: it does more, or somebody has. */
export function asUnanswered(bot: Person, { proposal }: Change, now: Recertification): Proof<'end'> | undefined {
  const { endOf, plan } = proposal;
  const isDue = endOf === now.tenantId && plan.tenantId === now.tenantId && now.asked?.stage === 'unanswered';
  return isDue && samePerson(proposal.requester, bot) && closes(plan) ? new AccessProof(bot, 'end', now) : undefined;
}

type Check<Need extends Access> = (gate: Gate, person: Person, about?: ChangeId) => Promise<Passing<Proven[Need]>>;

const CHECKS: { readonly [Need in Access]: Check<Need> } = {
  everyone: (_, person) => Promise.resolve(proven(new AccessProof(person, 'everyone', null))),
  account: async ({ roles }, person) => {
    const facts = await roles.active(person.objectId, rolesFor('account'), 'any');
    const refusal = accountRefusal(facts.account);
    return refusal === undefined ? proven(new AccessProof(person, 'account', facts)) : { kind: 'refused', refusal };
  },
  self: async ({ roles, seen }, person) => {
    const facts = await roles.active(person.objectId, ROLE_KEYS, 'all');
    noteAll(seen, person.objectId, facts);
    const refusal = accountRefusal(facts.account);
    return refusal === undefined ? proven(new AccessProof(person, 'self', facts)) : { kind: 'refused', refusal };
  },
  requester: async (gate, person, about) => {
    const change = about && (await gate.store.get(about));
    const own = change && asRequester(person, change);
    if (own !== undefined) return proven(own);
    const facts = await gate.roles.active(person.objectId, rolesFor('change'), 'any');
    const refusal = accountRefusal(facts.account);
    if (refusal !== undefined) return { kind: 'refused', refusal };
    const isAble = mayPass(facts, 'change') === undefined;
    gate.seen.note(person.objectId, 'change', isAble);
    return proven(isAble ? new AccessProof(person, 'change', facts) : new AccessProof(person, 'account', facts));
  },
  read: (gate, person) => holding(gate, person, 'read'),
  change: (gate, person) => holding(gate, person, 'change'),
};

const proven = <Passed extends Proof>(proof: Passed): Passing<Passed> => ({ kind: 'proven', proof });

async function holding<Need extends RoleAccess>(
  gate: Gate,
  person: Person,
  access: Need,
): Promise<Passing<Proof<Need>>> {
  return passingWith(gate, person, access, await gate.roles.active(person.objectId, rolesFor(access), 'any'));
}

async function passingWith<Need extends RoleAccess>(
  { roles, seen, log }: Gate,
  person: Person,
  access: Need,
  facts: RoleFacts,
): Promise<Passing<Proof<Need>>> {
  const refusal = mayPass(facts, access);
  seen.note(person.objectId, access, refusal === undefined);
  // What was read for a look may show as well that they change partners; that they do not, it does not show.
  if (access === 'read' && mayPass(facts, 'change') === undefined) seen.note(person.objectId, 'change', true);
  if (refusal === undefined) return proven(new AccessProof(person, access, facts));
  if (refusal.kind !== 'roleMissing') return { kind: 'refused', refusal };
  // Only for the words of the refusal: what they hold instead, and whether PIM would give them the role.
  const [held, eligible] = await Promise.allSettled([roles.direct(person.objectId), roles.eligible(person.objectId)]);
  if (eligible.status === 'rejected') log.info('role.eligibility.unread', { objectId: person.objectId });
  const known = {
    held: held.status === 'fulfilled' ? union(refusal.held, held.value) : refusal.held,
    eligible: eligible.status === 'fulfilled' ? eligible.value : ('unread' as const),
  };
  return { kind: 'refused', refusal: { ...refusal, ...known } };
}

type Held = RoleFacts['assignments'];

function union(a: Held, b: Held): Held {
  const key = (role: Held[number]): string => `${role.roleDefinitionId} ${role.directoryScopeId}`;
  return [...new Map([...a, ...b].map((role) => [key(role), role])).values()];
}
