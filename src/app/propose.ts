import type { ChangeRequest } from '../commands/command.ts';
import { isDue, propose as pending, type Change } from '../domain/change.ts';
import type { ConversationReference, PostedMessage } from '../domain/conversation.ts';
import { samePerson, type Person } from '../domain/person.ts';
import { sameState } from '../domain/plan.ts';
import type { TenantId } from '../domain/ids.ts';
import type { PartnerState } from '../domain/policy.ts';
import type { Reply } from '../domain/reply.ts';
import type { TenantInformation } from '../domain/tenant.ts';
import { authorize } from './authorize.ts';
import { refused } from './explain.ts';
import { advance } from './lifecycle.ts';
import type { PartnerLookup, Resolution } from './partner-lookup.ts';
import type { Directory, Ports, Settings } from './ports.ts';
import { unwrap } from './settled.ts';
import { defaultsOrNull } from './show-partner.ts';

export type Asked = {
  readonly person: Person;
  readonly conversation: ConversationReference;
  /** The card whose button asked; it becomes the change's card. null: somebody typed. */
  readonly card: PostedMessage | null;
  /** The command's name. */
  readonly command: string;
};

/**
 * Turns a change command into a stored, pending change: nothing is written to Graph. Role and partner are looked up
 * together, then the partner is read, so that a known partner's card takes two round trips in sequence.
 */
export async function propose(
  ports: Ports,
  settings: Settings,
  lookup: PartnerLookup,
  asked: Asked,
  request: ChangeRequest,
): Promise<Reply> {
  const { directory, roles, log } = ports;
  const resolving = lookup.resolve(request.partner);
  const [passed, resolved, listed, defaults, early] = await Promise.allSettled([
    authorize(roles, log, asked.person, 'change'),
    resolving,
    namesOfAll(lookup),
    directory.defaults(),
    readResolved(directory, lookup.guess(request.partner), resolving),
  ]);
  const refusal = unwrap(passed);
  if (refusal !== undefined) return refused(refusal);
  const resolution = unwrap(resolved);
  if (resolution.kind === 'none') return refused(resolution.refusal);
  if (resolution.kind === 'several' || !resolution.inFull) {
    const tenants = resolution.kind === 'several' ? resolution.options : [resolution.tenant];
    const options = tenants.map((tenant) => ({ tenant, say: againWith(asked, request, tenant.tenantId) }));
    return { kind: 'choice', text: request.partner, options };
  }
  if (resolution.tenant.tenantId === settings.homeTenant) {
    return refused({ kind: 'homeTenant', tenant: resolution.tenant });
  }
  const known = unwrap(listed);
  const before = unwrap(early);
  const tenant = before === null ? await surelyKnown(ports, resolution) : resolution.tenant;
  if (tenant === null) return refused({ kind: 'tenantUnknown', text: request.partner });
  const goal = request.goal(before, tenant);
  if (goal.kind === 'nothingToDo') return refused({ kind: 'alreadySo', partner: tenant, what: goal.what });
  if (sameState(before, goal.after)) throw new Error(`${asked.command}: a goal that changes nothing`);

  const now = ports.clock.now();
  const change = pending({
    id: ports.ids.change(),
    command: asked.command,
    partner: tenant,
    plan: { tenantId: tenant.tenantId, before, after: goal.after },
    requester: asked.person,
    reason: request.reason,
    lookalikes: lookup.lookalikes(tenant, known, resolution.domain),
    defaults: defaultsOrNull(ports, defaults),
    requestedAt: now,
    expiresAt: now + settings.confirmWithinMilliseconds,
    conversation: asked.conversation,
  });
  return keep(ports, change, asked.card);
}

async function namesOfAll(lookup: PartnerLookup): Promise<readonly TenantInformation[]> {
  const partners = await lookup.list();
  return lookup.names(partners.map((partner) => partner.tenantId));
}

/** Reads the partner as soon as anybody knows which one it is: at once when it can be guessed, else when it is found. */
async function readResolved(
  directory: Directory,
  guess: TenantId | undefined,
  resolving: Promise<Resolution>,
): Promise<PartnerState> {
  const guessed = guess === undefined ? undefined : directory.read(guess);
  // Only awaited when the guess was right: until then its failure is nobody's.
  guessed?.catch(() => undefined);
  const resolution = await resolving;
  if (resolution.kind !== 'one') return null;
  if (guessed !== undefined && resolution.tenant.tenantId === guess) return guessed;
  return resolution.read === undefined ? directory.read(resolution.tenant.tenantId) : resolution.read.state;
}

/** The same line with the tenant id in place of what was ambiguous. */
function againWith({ command }: Asked, { reason }: ChangeRequest, tenantId: string): string {
  return `${command} for ${tenantId}${reason === null ? '' : ` because ${reason}`}`;
}

/** A tenant is added as a partner only when Entra said who it is; null: Entra knows no such tenant. Throws DirectoryError. */
async function surelyKnown(
  { tenants }: Ports,
  { tenant, exists }: Extract<Resolution, { kind: 'one' }>,
): Promise<TenantInformation | null> {
  if (exists === 'unread') return tenants.byId(tenant.tenantId);
  return exists === 'yes' ? tenant : null;
}

async function keep(ports: Ports, change: Change, card: PostedMessage | null): Promise<Reply> {
  const { store, log } = ports;
  const { proposal } = change;
  const entry = {
    changeId: proposal.id,
    event: { kind: 'proposed', proposal, at: proposal.requestedAt },
    requestIds: [],
  } as const;
  let inserted = await store.insert(change, entry, card);
  if (inserted.kind === 'occupied' && isDue(inserted.by, ports.clock.now())) {
    await advance(ports, inserted.by, { kind: 'expired', at: ports.clock.now() });
    inserted = await store.insert(change, entry, card);
  }
  if (inserted.kind === 'occupied') return occupied(ports, inserted.by, proposal.requester, card);
  log.info('change.proposed', {
    changeId: proposal.id,
    command: proposal.command,
    tenantId: proposal.partner.tenantId,
    requester: proposal.requester.objectId,
  });
  return { kind: 'change', change };
}

/** Somebody has an open change for the partner. One's own whose card was never seen is shown again. */
async function occupied({ store }: Ports, open: Change, person: Person, card: PostedMessage | null): Promise<Reply> {
  const { id, requester } = open.proposal;
  const drawn = await store.drawn(id);
  const onThisCard = card !== null && drawn.message?.messageId === card.messageId;
  if (onThisCard && samePerson(requester, person)) return { kind: 'change', change: open };
  if (drawn.message !== null || !samePerson(requester, person)) return refused({ kind: 'openChange', open });
  await store.recordDrawn(id, { message: null, revision: 0 });
  return { kind: 'change', change: open };
}
