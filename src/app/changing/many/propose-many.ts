import { bringsBack } from '../../../commands/bringing-back.ts';
import type { Proposal } from '../../../domain/change/proposal.ts';
import { MOST_MEMBERS, type Beside, type LeftOut, type Many, type Member } from '../../../domain/policy/many.ts';
import { planOfMany } from '../../../domain/policy/plan.ts';
import type { Reply } from '../../../domain/replies/reply.ts';
import type { Given, Proof } from '../../authorize.ts';
import type { Ports, Settings } from '../../ports.ts';
import { defaultsOrNull } from '../../finding/defaults.ts';
import { countingMany } from '../../finding/presence.ts';
import { homeTenant } from '../proposing/home-tenant.ts';
import { keep, type Place } from '../keep.ts';
import { membersWithoutPast } from '../ends/without-past.ts';

/** What is wanted of many partners at once. */
export type Wanted = {
  /** Left out: a list that somebody gave. */
  readonly kind?: Many['kind'];
  /** Each with a plan that does something, no partner twice. */
  readonly members: readonly Member[];
  /** Whom else was named, and why nothing is done with them. */
  readonly left: readonly LeftOut[];
  /** Left out: of a list somebody is to be left; also where nobody is open, a freeze keeps it so. */
  readonly mayBeNobody?: boolean;
  /** Of a file; left out: it is none. */
  readonly beside?: Beside;
  /** The line to type to ask for the same again. */
  readonly again: string;
  readonly reason: string | null;
  /** Left out: it takes back nothing. */
  readonly follows?: Proposal['follows'];
};

/**
 * Turns what is wanted of many partners into one stored, pending change, with one card and one decision. Once decided, each
 * partner is changed by a change of its own (`keep-many.ts`). A list that would change nobody, or too many, is refused.
 */
export async function proposeMany(
  ports: Ports,
  settings: Settings,
  proof: Proof<'change'>,
  place: Place,
  {
    kind = 'list',
    members: wanted,
    left: leftOut,
    mayBeNobody = kind !== 'list',
    beside,
    again,
    reason,
    follows = null,
  }: Wanted,
): Promise<Given<Reply>> {
  // What follows another one has no more than that had, which may be a freeze of everybody.
  if (kind === 'list' && follows === null && wanted.length > MOST_MEMBERS) {
    return proof.refuse({ kind: 'tooManyPartners', asked: wanted.length, most: MOST_MEMBERS });
  }
  const [[read], partner] = await Promise.all([
    Promise.allSettled([ports.directory.defaults()]),
    homeTenant(ports, settings),
  ]);
  const defaults = defaultsOrNull(ports, read);
  const isBack = bringsBack({ again, plan: planOfMany({ kind, members: wanted, left: [] }) });
  const { members: open, left: past } = isBack
    ? await membersWithoutPast(ports, wanted, defaults)
    : { members: wanted, left: [] };
  const { members, busy } = kind === 'list' ? await notBeingChanged(ports.store, open) : { members: open, busy: [] };
  const left = [...leftOut, ...past, ...busy];
  if (!mayBeNobody && members.length === 0) return proof.refuse({ kind: 'nobodyToChange', left });
  const twice = members.find(({ plan }, n) => members.findIndex((one) => one.plan.tenantId === plan.tenantId) !== n);
  if (twice !== undefined) throw new Error(`${place.command}: ${twice.plan.tenantId} twice`);
  return keep(ports, settings, proof, place, {
    again,
    reason,
    follows,
    partner,
    plan: planOfMany({ kind, members, left, ...(beside && { beside }) }),
    defaults,
    here: countingMany(ports, settings, { kind, members }),
  });
}

/**
 * Of a list whoever is being changed by something else is left as they are, which its card says. What a freeze closes waits
 * for that, and what a thaw could not bring back is asked for again.
 */
async function notBeingChanged(
  store: Pick<Ports['store'], 'open'>,
  wanted: readonly Member[],
): Promise<{ readonly members: readonly Member[]; readonly busy: readonly LeftOut[] }> {
  const open = (await store.open()).filter(({ status }) => status.state !== 'pending');
  const owners = new Map(open.map(({ proposal }) => [proposal.plan.tenantId, proposal]));
  const busy = wanted.flatMap(({ partner, plan }): readonly LeftOut[] => {
    const owner = owners.get(plan.tenantId);
    return owner === undefined ? [] : [{ partner, why: 'busy', of: { change: owner.id, by: owner.requester } }];
  });
  return { members: wanted.filter(({ plan }) => !owners.has(plan.tenantId)), busy };
}
