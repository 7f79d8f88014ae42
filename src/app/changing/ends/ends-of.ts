import type { ChangeRequest } from '../../../commands/requests.ts';
import { endOf, type EndProblem } from '../../../domain/ends/asked-end.ts';
import { openOf, type EndingDoor } from '../../../domain/ends/door.ts';
import type { Ends } from '../../../domain/ends/end.ts';
import { doorsLeft, type Ending } from '../../../domain/ends/ending.ts';
import type { TenantId } from '../../../domain/ids.ts';
import type { Instant } from '../../../domain/instant.ts';
import { planOf, type Plan } from '../../../domain/policy/plan.ts';
import type { PartnerSnapshot } from '../../../domain/policy/snapshot.ts';
import type { Store } from '../../ports.ts';

/** Until when what is asked for may be open; null: for good, or it opens nothing. `problem`: there is no such end. */
export function endsOf(asked: ChangeRequest['ends'], now: Instant): Ends | { readonly problem: EndProblem } | null {
  if (asked === undefined || asked.asked === null) return null;
  const at = endOf(asked.asked, now);
  return typeof at === 'number' ? { at, doors: [asked.door] } : { problem: at };
}

/** What leaves everything as it is, and gives what is open another end; undefined: not all of it is open. */
export function prolonging(tenantId: TenantId, before: PartnerSnapshot, { doors }: Ends): Plan | undefined {
  if (openOf(before, doors).length < doors.length) return undefined;
  return { ...planOf(tenantId, before, before), prolongs: true };
}

/** The doors that are still an end's: of a door for which another one was decided later, that counts. Rejects with StoreError. */
export async function doorsOf(store: Pick<Store, 'endings'>, ending: Ending): Promise<readonly EndingDoor[]> {
  const all = await store.endings();
  return doorsLeft(
    ending,
    all.filter(({ partner }) => partner.tenantId === ending.partner.tenantId),
  );
}

/**
 * The end that something has already which is asked for and is open: that is not gone by asking for it again, for good.
 * @returns what is spread into the refusal; nothing, where it has none that would close it. Rejects with StoreError
 */
export async function endingNow(
  store: Pick<Store, 'endingsLeft'>,
  tenantId: TenantId,
  asked: ChangeRequest['ends'],
): Promise<{ readonly ending?: Ending }> {
  const ending = asked && endingIn(await store.endingsLeft(tenantId), tenantId, asked);
  return ending === undefined ? {} : { ending };
}

/** As above, among all that are still to come. */
export function endingIn(
  endings: readonly Ending[],
  tenantId: TenantId,
  asked: ChangeRequest['ends'],
): Ending | undefined {
  const all = endings.filter(({ partner }) => partner.tenantId === tenantId);
  return all.find((one) => asked !== undefined && doorsLeft(one, all).includes(asked.door));
}
