import { closePartner } from '../../../commands/recertify/close.ts';
import { DAY_MS } from '../../../domain/ends/asked-end.ts';
import { ENDING_DOORS, openOf } from '../../../domain/ends/door.ts';
import type { Person } from '../../../domain/people/person.ts';
import { live } from '../../../domain/policy/snapshot.ts';
import type { Recertification } from '../../../domain/recertify/recertification.ts';
import type { ConversationReference } from '../../../domain/telling/conversation.ts';
import type { PartnerLookup } from '../../finding/partner-lookup.ts';
import type { Ports, Settings } from '../../ports.ts';
import { listeners } from '../../telling/audience.ts';
import { closeAtEnd } from '../ends/close-at-end.ts';

/**
 * Stores the change by which the bot closes what nobody has answered for: the keeper of ends carries it out. What came to
 * nothing is tried again a day later. Rejects with DirectoryError.
 */
export async function closeUnanswered(
  ports: Ports,
  settings: Pick<Settings, 'appId' | 'homeTenant'>,
  lookup: Pick<PartnerLookup, 'nameAnew'>,
  { tenantId, owner }: Pick<Recertification, 'tenantId' | 'owner'>,
): Promise<void> {
  const { store, directory, clock, log } = ports;
  const [last] = (await store.history(tenantId, 1, 0)).changes;
  const isBeingWritten = last?.status.state === 'applying' || last?.status.state === 'unknown';
  const isTried = last?.proposal.endOf === tenantId && clock.now() < last.proposal.requestedAt + DAY_MS;
  if (isBeingWritten || isTried) return;
  const before = live(await directory.read(tenantId));
  const doors = openOf(before, ENDING_DOORS);
  if (doors.length === 0) return;
  const place = await placeFor(ports, last?.proposal.conversation, owner);
  if (place === undefined) {
    log.warn('recertification.placeless', { tenantId });
    return;
  }
  const partner = await lookup.nameAnew(tenantId);
  const line = { command: closePartner.name, again: `${closePartner.name} ${tenantId}` };
  await closeAtEnd(ports, settings, { endOf: tenantId, line, partner, place }, before, doors);
}

/**
 * Where people hear of changes, else where somebody last asked for one of this partner, else the own chat of whoever answers
 * for it, or of another administrator; undefined: nowhere. Rejects with DirectoryError.
 */
async function placeFor(
  { store, roles }: Pick<Ports, 'store' | 'roles'>,
  asked: ConversationReference | undefined,
  owner: Person | null,
): Promise<ConversationReference | undefined> {
  const [hears] = await listeners(store, 'changes');
  const known = hears ?? asked ?? (owner === null ? undefined : await store.personalConversation(owner.objectId));
  if (known !== undefined) return known;
  for (const { objectId } of await roles.holders('securityAdministrator')) {
    const chat = await store.personalConversation(objectId);
    if (chat !== undefined) return chat;
  }
  return undefined;
}
