import { parseObjectId, parseTenantId, type TenantId } from '../ids.ts';
import type { AccessRefusal } from './access.ts';
import type { Person } from './person.ts';

/** Who a Teams activity says it is from, before anything is believed. */
export type Sender = {
  readonly objectId: string | undefined;
  /** Every tenant id that the activity names: the conversation's, the channel data's, the sender's. */
  readonly tenantIds: readonly string[];
  readonly displayName: string;
  /** Teams' own id of them; left out: it named none. */
  readonly account?: string;
  /** The time zone of their client, by IANA's name; left out: it told none that is known here. */
  readonly zone?: string;
};

/**
 * The person behind an activity, or why nobody is. Fails closed: no object id, no tenant id, or any
 * tenant id that is not the home tenant's refuses. Whether Entra knows an enabled member with this
 * object id is asked later, together with the role.
 */
export function identify(sender: Sender, home: TenantId): Person | AccessRefusal {
  const objectId = parseObjectId(sender.objectId ?? '');
  if (objectId === undefined) return { kind: 'anonymousSender' };
  if (sender.tenantIds.length === 0 || sender.tenantIds.some((id) => parseTenantId(id) !== home)) {
    return { kind: 'foreignSender' };
  }
  return { objectId, tenantId: home, displayName: sender.displayName };
}

/** The zone that they are in, for a line of theirs; nothing where it is not known. */
export const zoneOf = ({ zone }: Sender): Pick<Sender, 'zone'> => (zone === undefined ? {} : { zone });

/** Names are kept as they are written, but not any length of them. */
const LONGEST_NAME = 256;

/** Somebody of another organisation, as the activity names them; undefined: it does not say who, or of which. */
export function strangerOf({ objectId: id, tenantIds, displayName }: Sender, home: TenantId): Person | undefined {
  const objectId = parseObjectId(id ?? '');
  const tenantId = tenantIds.flatMap((one) => parseTenantId(one) ?? []).find((one) => one !== home);
  if (objectId === undefined || tenantId === undefined) return undefined;
  return { objectId, tenantId, displayName: displayName.slice(0, LONGEST_NAME) };
}
