import type { Change } from '../../../domain/change/change.ts';
import { isThaw, yetToThaw } from '../../../domain/change/frozen.ts';
import { leftToRestore, restoring, type Restoring } from '../../../domain/change/restore.ts';
import type { TenantInformation } from '../../../domain/partners/tenant.ts';
import type { Member } from '../../../domain/policy/many.ts';
import { live, type FieldName } from '../../../domain/policy/snapshot.ts';
import type { PartnerLookup } from '../../finding/partner-lookup.ts';
import type { Ports, Settings } from '../../ports.ts';

/**
 * What takes back what the parts of these have done, from what is there now; partners are named anew. What a thaw among them
 * has brought back is left alone. Rejects with DirectoryError or StoreError.
 * @param wholes oldest first
 */
export async function restoringParts(
  { store, directory }: Pick<Ports, 'store' | 'directory'>,
  { homeTenant }: Pick<Settings, 'homeTenant'>,
  lookup: Pick<PartnerLookup, 'list' | 'names'>,
  wholes: readonly Change[],
): Promise<Restoring> {
  const [partners, ...perWhole] = await Promise.all([
    lookup.list(),
    ...wholes.map(({ proposal }) => store.partsOf(proposal.id)),
  ]);
  const parts = perWhole.flat();
  const isOfDefault = parts.some(({ proposal }) => proposal.plan.tenantId === homeTenant);
  const own = isOfDefault ? await directory.read(homeTenant) : null;
  const states = new Map([...partners.map(({ tenantId, state }) => [tenantId, state] as const), [homeTenant, own]]);
  const { members, left, changed } = restoring(
    parts,
    (tenantId) => live(states.get(tenantId) ?? null),
    thawing(wholes),
  );
  const named = async (some: readonly Member[]): Promise<readonly Member[]> => {
    const names = await lookup.names(some.map(({ plan }) => plan.tenantId));
    return some.map((member, n) => ({ ...member, partner: names[n] ?? member.partner }));
  };
  const [known, alsoKnown] = await Promise.all([named(members), named(changed)]);
  return { members: known, left, changed: alsoKnown };
}

/** A part of a thaw takes back what those of freezes before it have done. */
function thawing(wholes: readonly Change[]): (part: Change) => boolean {
  const thaws = new Set<Change['proposal']['partOf']>(wholes.filter(isThaw).map(({ proposal }) => proposal.id));
  return ({ proposal }) => thaws.has(proposal.partOf);
}

/** What freezes have changed of a partner, and is yet to come back. Rejects with StoreError. */
export async function frozenOf(
  store: Pick<Ports['store'], 'freezes' | 'partsAbout'>,
  { tenantId }: Pick<TenantInformation, 'tenantId'>,
): Promise<readonly FieldName[]> {
  const wholes = yetToThaw(await store.freezes());
  const ids = new Set<Change['proposal']['partOf']>(wholes.map(({ proposal }) => proposal.id));
  const parts = ids.size === 0 ? [] : await store.partsAbout(tenantId);
  const theirs = parts.filter(({ proposal }) => ids.has(proposal.partOf));
  return leftToRestore(theirs, thawing(wholes));
}
