import { plan as command } from '../../../commands/many/plan.ts';
import { opens } from '../../../domain/change/approval.ts';
import { compareDeclared, type Compared } from '../../../domain/declared/compare.ts';
import type { WantedPartner } from '../../../domain/declared/wanted.ts';
import type { Ending } from '../../../domain/ends/ending.ts';
import type { TenantId } from '../../../domain/ids.ts';
import { isAlike } from '../../../domain/partners/lookalike.ts';
import { namelessTenant, isNameless, type TenantInformation } from '../../../domain/partners/tenant.ts';
import { MOST_MEMBERS, type LeftOut, type UnnamedText } from '../../../domain/policy/many.ts';
import { DirectoryError } from '../../../domain/problem.ts';
import { defaultsOrNull } from '../../finding/defaults.ts';
import type { PartnerLookup } from '../../finding/partner-lookup.ts';
import type { PartnerEntry, Ports, Settings } from '../../ports.ts';
import { inParallel } from '../../promises.ts';
import { useCase, type UseCase } from '../../use-case.ts';
import { proposeMany } from './propose-many.ts';
import { readAttached } from './read-attached.ts';

/**
 * Compares what an attached file wants of partners with what is, and proposes the difference as one change of many. Partners
 * that the file does not speak of are left alone, and so is what it does not name. Of a file that is not understood in full
 * nothing is done.
 */
export const planFile = (ports: Ports, settings: Settings, lookup: PartnerLookup): UseCase<'planFile'> =>
  useCase(ports, 'planFile', async (proof, asked) => {
    const { files: attached = [], request } = asked;
    if (attached.length === 0) return proof.refuse({ kind: 'noFileToPlan' });
    const read = await readAttached(ports, attached);
    if ('problem' in read) return proof.refuse({ kind: 'fileNotRead', problem: read.problem });
    const wanted = await ports.files.declaredIn(read.text, settings.homeTenant);
    if ('what' in wanted) return proof.refuse({ kind: 'fileNotFollowed', fault: wanted });
    const [entries, endings, [byDefault]] = await Promise.all([
      lookup.list(),
      ports.store.endingsLeft(),
      Promise.allSettled([ports.directory.defaults()]),
    ]);
    const defaults = defaultsOrNull(ports, byDefault);
    const states = new Map(entries.map(({ tenantId, state }) => [tenantId, state]));
    const ends = byTenant(endings);
    const rowOf = (one: WantedPartner, partner: TenantInformation): Compared =>
      compareDeclared(one, {
        partner,
        state: states.get(one.tenantId) ?? null,
        endings: ends.get(one.tenantId) ?? [],
        now: ports.clock.now(),
        defaults,
        preview: settings.preview,
      });
    const isHome = ({ tenantId }: WantedPartner): boolean => tenantId === settings.homeTenant;
    const others = wanted.filter((one) => !isHome(one));
    const compared = others.map((one) => ({ one, row: rowOf(one, namelessTenant(one.tenantId)) }));
    const changing = compared.filter(({ row }) => row.member !== null);
    const noted = compared.filter(({ row }) => row.member === null && row.left.length > 0);
    if (changing.length > MOST_MEMBERS) {
      return proof.refuse({ kind: 'tooManyPartners', asked: changing.length, most: MOST_MEMBERS, inFile: true });
    }
    // No card names more of them.
    const told = [...changing, ...noted.slice(0, MOST_MEMBERS)];
    const partners = await whoTheyAre(
      ports,
      lookup,
      told.map(({ one }) => one.tenantId),
      states,
    );
    const rows = told.flatMap(({ one }, n): readonly Compared[] => {
      const partner = partners[n];
      return partner === undefined || 'why' in partner ? [] : [rowOf(one, partner)];
    });
    const { members, notOpened } = await knownAndUnlike(lookup, settings, entries, rows);
    const left: readonly LeftOut[] = [
      ...rows.flatMap((row) => row.left),
      ...partners.filter(isUnnamed),
      ...notOpened,
      ...noted.slice(MOST_MEMBERS).flatMap(({ row }) => row.left),
      ...wanted
        .filter(isHome)
        .map(({ tenantId }) => ({ partner: namelessTenant(tenantId), why: 'homeTenant' }) as const),
    ];
    const named = new Set(wanted.map(({ tenantId }) => tenantId));
    const unnamed = entries.filter(({ tenantId }) => !named.has(tenantId)).length;
    const beside = { same: others.length - changing.length - noted.length, unnamed };
    if (members.length === 0) return proof.refuse({ kind: 'asDeclared', beside, left });
    const { reason } = request;
    return proposeMany(ports, settings, proof, asked, { members, left, beside, again: command.name, reason });
  });

/** The ends of each partner, in the order in which they were decided. */
function byTenant(endings: readonly Ending[]): ReadonlyMap<TenantId, readonly Ending[]> {
  const found = new Map<TenantId, Ending[]>();
  for (const ending of endings) {
    const { tenantId } = ending.partner;
    const own = found.get(tenantId);
    if (own === undefined) found.set(tenantId, [ending]);
    else own.push(ending);
  }
  return found;
}

const isUnnamed = (one: TenantInformation | UnnamedText): one is UnnamedText => 'why' in one;

/** So many tenants are asked for at once. */
const PARALLEL = 8;

/** Who is meant by each, in their order. A tenant becomes a partner only where Entra says who it is. */
async function whoTheyAre(
  { tenants }: Pick<Ports, 'tenants'>,
  lookup: Pick<PartnerLookup, 'names'>,
  ids: readonly TenantId[],
  states: ReadonlyMap<TenantId, PartnerEntry['state']>,
): Promise<readonly (TenantInformation | UnnamedText)[]> {
  const present = await lookup.names(ids.filter((id) => states.has(id)));
  const known = new Map(present.map((partner) => [partner.tenantId, partner]));
  return inParallel(ids, PARALLEL, async (id) => {
    if (states.has(id)) return known.get(id) ?? namelessTenant(id);
    try {
      return (await tenants.byId(id)) ?? { text: id, why: 'notFound' };
    } catch (error) {
      if (!(error instanceof DirectoryError)) throw error;
      return { text: id, why: 'nameUnread' };
    }
  });
}

type Member = NonNullable<Compared['member']>;
type NotOpened = { readonly partner: TenantInformation; readonly why: 'alike' } | UnnamedText;

/**
 * One that looks like another is opened on a card of its own, which warns of it; one whose name could not be read may look
 * like any.
 */
async function knownAndUnlike(
  lookup: Pick<PartnerLookup, 'compared' | 'lookalikes'>,
  { homeTenant: home }: Pick<Settings, 'homeTenant'>,
  entries: readonly PartnerEntry[],
  rows: readonly Compared[],
): Promise<{ readonly members: readonly Member[]; readonly notOpened: readonly NotOpened[] }> {
  const all = rows.flatMap(({ member }) => (member === null ? [] : [member]));
  if (!all.some(({ plan }) => opens(plan))) return { members: all, notOpened: [] };
  const known = await lookup.compared({ home, partners: Promise.resolve(entries) });
  const members: Member[] = [];
  const notOpened: NotOpened[] = [];
  for (const member of all) {
    const { partner, plan } = member;
    if (!opens(plan)) members.push(member);
    else if (isNameless(partner)) notOpened.push({ text: partner.tenantId, why: 'nameUnread' });
    else if (isAlike(await lookup.lookalikes(partner, known))) notOpened.push({ partner, why: 'alike' });
    else members.push(member);
  }
  return { members, notOpened };
}
