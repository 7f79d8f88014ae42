import { offerLine } from '../../../commands/offer.ts';
import type { ChangeRequest, ManyRequest } from '../../../commands/requests.ts';
import { because } from '../../../commands/reading/slots.ts';
import type { Goal } from '../../../domain/policy/goals.ts';
import type { TenantId } from '../../../domain/ids.ts';
import type { PartnerState } from '../../../domain/policy/policy.ts';
import type { PartnerSnapshot } from '../../../domain/policy/snapshot.ts';
import { typedName, type TenantInformation } from '../../../domain/partners/tenant.ts';
import { askedBack, choiceOf } from '../../finding/asked-back.ts';
import { endingNow, endsOf } from '../ends/ends-of.ts';
import { countingHere } from '../../finding/presence.ts';
import { defaultsOrNull } from '../../finding/defaults.ts';
import type { PartnerLookup } from '../../finding/partner-lookup.ts';
import type { Resolution } from '../../finding/resolution.ts';
import type { Directory, Ports, Settings } from '../../ports.ts';
import { unwrap } from '../../promises.ts';
import { useCaseReading, type UseCase } from '../../use-case.ts';
import { challengeOf, keep } from '../keep.ts';
import { listProposer } from '../many/propose-list.ts';
import { planFor, soOf } from './plan-for.ts';

/**
 * Turns a change command into a stored, pending change: nothing is written to Graph. Partner and names are looked up
 * together, then the partner is read, so that a known partner's card takes two round trips in sequence.
 */
export const propose = (ports: Ports, settings: Settings, lookup: PartnerLookup): UseCase<'change'> => {
  const proposeList = listProposer(ports, settings, lookup);
  return useCaseReading(ports, 'change', {
    early: ({ request }) => {
      const asker = { home: settings.homeTenant, partners: lookup.list() };
      const resolving = lookup.resolve(request.partner, asker);
      const guess = lookup.guessNamed(request.partner);
      const guessed = lookup.remembered(settings.homeTenant).find(({ tenantId }) => tenantId === guess);
      const here =
        request.movesNobody === true ? undefined : countingHere(ports, settings, guessed, partnerOf(resolving));
      const reads = Promise.allSettled([
        resolving,
        lookup.compared(asker),
        ports.directory.defaults(),
        readResolved(ports.directory, guess, resolving),
      ]);
      return reads.then((read) => [...read, here] as const);
    },
    answer: async (proof, asked, [resolved, listed, defaults, early, here]) => {
      const { request } = asked;
      const resolution = unwrap(resolved);
      const say = (id: TenantId) => offerLine(againWith(request, id));
      const list = resolution.kind === 'none' && resolution.options.length === 0 ? listOf(request) : undefined;
      if (list !== undefined) return proposeList(proof, { ...asked, request: list });
      if (resolution.kind !== 'one') return askedBack(proof, request.partner, resolution, say);
      if (!resolution.inFull) return proof.give(choiceOf(request.partner, resolution, say));
      if (resolution.tenant.tenantId === settings.homeTenant) {
        return proof.refuse({ kind: 'homeTenant', tenant: resolution.tenant });
      }
      const known = unwrap(listed);
      const partner = unwrap(early);
      const { tenantId } = resolution.tenant;
      const deleted = request.readsDeleted === true ? await ports.directory.readDeleted(tenantId) : 'unread';
      const before: PartnerSnapshot = { kind: 'partner', partner, deleted };
      const needsNobody = partner !== null || staysAbsent(request.goal(before, resolution.tenant));
      const tenant = needsNobody ? resolution.tenant : await surelyKnown(ports, resolution);
      if (tenant === null) return proof.refuse({ kind: 'tenantUnknown', text: request.partner });
      const ends = endsOf(request.ends, ports.clock.now());
      if (ends !== null && 'problem' in ends) return proof.refuse({ kind: 'noSuchEnd', ...ends });
      const byDefault = defaultsOrNull(ports, defaults);
      const goal = request.goal(before, tenant, byDefault);
      const plan = planFor(tenantId, before, goal, ends);
      if ('what' in plan) {
        const until = await endingNow(ports.store, tenantId, request.ends);
        return proof.refuse({ kind: 'alreadySo', partner: tenant, ...soOf(plan), ...until });
      }
      const similar = await lookup.lookalikes(tenant, known, resolution.domain);
      return keep(ports, settings, proof, asked, {
        again: request.say(typedName(tenant, similar.length === 0)),
        partner: tenant,
        plan,
        ends,
        reason: request.reason,
        challenge: request.challenged === true ? challengeOf(tenantId) : null,
        lookalikes: similar,
        defaults: byDefault,
        here,
        ...(request.breakGlass === undefined ? {} : { breakGlass: request.breakGlass }),
      });
    },
  });
};

/** The same of each whom the text names, where there is what parts their names. */
function listOf({ partner, orNamed, ...request }: ChangeRequest): ManyRequest | undefined {
  if (orNamed === undefined) return undefined;
  return { ...request, kind: 'changeMany', named: { kind: 'listed', texts: orNamed }, again: request.say(partner) };
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
  return resolution.read !== undefined ? resolution.read.state : directory.read(resolution.tenant.tenantId);
}

/** Whom a card will be about; null: nobody, or it is still asked who. */
async function partnerOf(resolving: Promise<Resolution>): Promise<TenantInformation | null> {
  const resolution = await resolving;
  return resolution.kind === 'one' && resolution.inFull ? resolution.tenant : null;
}

/** The same line with the tenant id in place of what was ambiguous. */
function againWith({ say, reason }: ChangeRequest, tenantId: string): string {
  return because(say(tenantId), reason);
}

/** What is kept of a deleted partner can be changed although Entra no longer knows the tenant. */
const staysAbsent = (goal: Goal): boolean =>
  goal.kind === 'change' && goal.after.kind === 'partner' && goal.after.partner === null;

/** A tenant is added as a partner only when Entra said who it is; null: Entra knows no such tenant. Throws DirectoryError. */
async function surelyKnown(
  { tenants }: Ports,
  { tenant, exists }: Extract<Resolution, { kind: 'one' }>,
): Promise<TenantInformation | null> {
  if (exists === 'unread') return tenants.byId(tenant.tenantId);
  return exists === 'yes' ? tenant : null;
}
