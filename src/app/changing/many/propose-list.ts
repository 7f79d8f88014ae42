import { maySpare, sparedInReason } from '../../../commands/many/sparing.ts';
import type { ManyRequest, NamedPartners, NamedText } from '../../../commands/requests.ts';
import { opens } from '../../../domain/change/approval.ts';
import type { Ends } from '../../../domain/ends/end.ts';
import type { Ending } from '../../../domain/ends/ending.ts';
import { isAlike } from '../../../domain/partners/lookalike.ts';
import { isNameless, type TenantInformation } from '../../../domain/partners/tenant.ts';
import { isOpenFilter } from '../../../domain/policy/filters.ts';
import { MOST_MEMBERS, type LeftOut, type Member, type UnnamedText } from '../../../domain/policy/many.ts';
import type { DefaultConfiguration } from '../../../domain/policy/policy.ts';
import { live } from '../../../domain/policy/snapshot.ts';
import type { Refusal } from '../../../domain/replies/refusal.ts';
import type { Reply } from '../../../domain/replies/reply.ts';
import type { PartnerLookup } from '../../finding/partner-lookup.ts';
import type { AttachedFile, PartnerEntry, Ports, Settings } from '../../ports.ts';
import { defaultsOrNull } from '../../finding/defaults.ts';
import { unwrap } from '../../promises.ts';
import type { Given, Proof } from '../../authorize.ts';
import { useCase, type AskedFor, type UseCase } from '../../use-case.ts';
import { endingIn, endsOf } from '../ends/ends-of.ts';
import { planFor } from '../proposing/plan-for.ts';
import { proposeMany } from './propose-many.ts';
import { readAttached } from './read-attached.ts';
import { allMeant, whomMeant, type Meant } from './whom-meant.ts';

export const proposeList = (ports: Ports, settings: Settings, lookup: PartnerLookup): UseCase<'changeMany'> => {
  const propose = listProposer(ports, settings, lookup);
  return useCase(ports, 'changeMany', propose);
};

/** Proposes a list against a proof that there is. */
export type ListProposer = (proof: Proof<'change'>, asked: AskedFor<'changeMany'>) => Promise<Given<Reply>>;

/**
 * Proposes the same of several partners at once. Whom a text does not name without a doubt is said and left as it is; where
 * somebody is to be spared, and it is not clear who, nothing is proposed.
 */
export function listProposer(ports: Ports, settings: Settings, lookup: PartnerLookup): ListProposer {
  return async (proof, asked) => {
    const { request } = asked;
    const { named } = request;
    const texts = await textsOf(ports, named, asked.files ?? []);
    if ('problem' in texts) return proof.refuse({ kind: 'fileNotRead', problem: texts.problem });
    const most = texts.flatMap((text) => (typeof text === 'string' ? text : text.apart)).length;
    if (most > MOST_MEMBERS) return proof.refuse({ kind: 'tooManyPartners', asked: most, most: MOST_MEMBERS });
    const inReason = named.kind === 'all' ? sparedInReason(request.reason ?? '') : undefined;
    if (inReason !== undefined) return proof.refuse({ kind: 'sparedInReason', text: inReason });
    const ends = endsOf(request.ends, ports.clock.now());
    if (ends !== null && 'problem' in ends) return proof.refuse({ kind: 'noSuchEnd', ...ends });
    const asker = { home: settings.homeTenant, partners: lookup.list() };
    const isByDefault = named.kind === 'all' && isOpenFilter(named.filter);
    const reading = Promise.allSettled([ports.directory.defaults()]);
    const [entries, known, [read], whom, endings] = await Promise.all([
      asker.partners,
      lookup.compared(asker),
      reading,
      whomMeant(lookup, texts, asker),
      ports.store.endingsLeft(),
    ]);
    const defaults = isByDefault ? unwrap(read) : defaultsOrNull(ports, read);
    const unnamed = whom.filter(isUnnamed);
    const meant = whom.filter(isMeant);
    const spared = sparedBy(named, unnamed);
    if (spared.length > 0) return proof.refuse({ kind: 'nobodySpared', unnamed: spared });
    const chosen =
      named.kind === 'all'
        ? await allMeant(
            lookup,
            named,
            meant.map(({ tenant }) => tenant),
            entries,
            defaults,
          )
        : meant;
    if (chosen.length > MOST_MEMBERS) {
      return proof.refuse({ kind: 'tooManyPartners', asked: chosen.length, most: MOST_MEMBERS });
    }
    const { homeTenant: home } = settings;
    const looked = await each(chosen, { request, entries, ends, endings, lookup, known, home, defaults });
    return proposeMany(ports, settings, proof, asked, {
      members: looked.filter(isMember),
      left: [...looked.filter(isLeft), ...unnamed],
      again: request.again,
      reason: request.reason,
    });
  };
}

/** Of those who name nobody, by whom somebody may be to be spared. A cell of a file is a name, and no sentence. */
function sparedBy(named: NamedPartners, unnamed: readonly UnnamedText[]): readonly UnnamedText[] {
  switch (named.kind) {
    case 'all':
      return unnamed;
    case 'listed':
      return unnamed.filter(({ text }) => maySpare(text));
    case 'attached':
      return [];
  }
}

type Trouble = { readonly problem: Extract<Refusal, { kind: 'fileNotRead' }>['problem'] };

/** Who is named, or is to be spared; or why the file that names them could not be read. */
async function textsOf(
  ports: Pick<Ports, 'files' | 'log'>,
  named: NamedPartners,
  attached: readonly AttachedFile[],
): Promise<readonly NamedText[] | Trouble> {
  if (named.kind !== 'attached') return named.kind === 'all' ? named.except : named.texts;
  const read = await readAttached(ports, attached);
  return 'problem' in read ? read : (ports.files.partnersIn(read.text) ?? { problem: 'notRead' });
}

const isUnnamed = (one: Meant | UnnamedText): one is UnnamedText => 'why' in one;
const isMeant = (one: Meant | UnnamedText): one is Meant => 'tenant' in one;
const isMember = (one: Member | LeftOut): one is Member => 'plan' in one;
const isLeft = (one: Member | LeftOut): one is LeftOut => 'why' in one;

type Looking = {
  readonly request: ManyRequest;
  readonly entries: readonly PartnerEntry[];
  readonly ends: Ends | null;
  readonly endings: readonly Ending[];
  readonly lookup: Pick<PartnerLookup, 'lookalikes'>;
  readonly known: readonly TenantInformation[];
  readonly home: Settings['homeTenant'];
  readonly defaults: DefaultConfiguration | null;
};

/** What is to be done with each of them, or why nothing is. */
async function each(chosen: readonly Meant[], looking: Looking): Promise<readonly (Member | LeftOut)[]> {
  const seen = new Set<string>();
  const all: (Member | LeftOut)[] = [];
  for (const one of chosen) {
    const { tenantId } = one.tenant;
    all.push(seen.has(tenantId) ? { partner: one.tenant, why: 'namedTwice' } : await forOne(one, looking));
    seen.add(tenantId);
  }
  return all;
}

async function forOne(
  { tenant, isKnown, domain }: Meant,
  { request, entries, ends, endings, lookup, known, home, defaults }: Looking,
): Promise<Member | LeftOut> {
  const { tenantId } = tenant;
  if (tenantId === home) return { partner: tenant, why: 'homeTenant' };
  const state = entries.find((entry) => entry.tenantId === tenantId)?.state ?? null;
  const before = live(state);
  const plan = planFor(tenantId, before, request.goal(before, tenant, defaults), ends);
  if ('what' in plan) {
    const ending = endingIn(endings, tenantId, request.ends);
    return { partner: tenant, why: plan.what, ...(ending && { ending: { id: ending.id, at: ending.end.at } }) };
  }
  // A tenant becomes a partner only where Entra said who it is.
  if (state === null && !isKnown) return { text: tenantId, why: 'notFound' };
  if (opens(plan) && isNameless(tenant)) return { text: tenantId, why: 'nameUnread' };
  // One that looks like another is opened on a card of its own, which warns of it.
  if (opens(plan) && isAlike(await lookup.lookalikes(tenant, known, domain))) return { partner: tenant, why: 'alike' };
  return { partner: tenant, plan, ...(ends !== null && { ends }) };
}
