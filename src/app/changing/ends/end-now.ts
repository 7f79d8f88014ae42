import { endNowLine } from '../../../commands/ends/end-now.ts';
import { openByDefault, openOf, withDoors, type EndingDoor } from '../../../domain/ends/door.ts';
import type { AlreadySo } from '../../../domain/policy/goals.ts';
import { needsPreview, planOf } from '../../../domain/policy/plan.ts';
import { live } from '../../../domain/policy/snapshot.ts';
import { alikeNow, type Alike } from '../../finding/alike-now.ts';
import { defaultsOrNull } from '../../finding/defaults.ts';
import type { PartnerLookup } from '../../finding/partner-lookup.ts';
import { countingHere } from '../../finding/presence.ts';
import type { Ports, Settings } from '../../ports.ts';
import { useCase, type UseCase } from '../../use-case.ts';
import { keep } from '../keep.ts';
import { doorsOf } from './ends-of.ts';

const CLOSED: Readonly<Record<EndingDoor, AlreadySo>> = {
  userSync: 'syncOff',
  groupSync: 'groupSyncOff',
  redemptionInbound: 'redemptionOff',
  redemptionOutbound: 'redemptionOff',
  trustMfa: 'trustOff',
  trustCompliantDevices: 'trustOff',
  trustHybridDevices: 'trustOff',
};

/** Proposes to close before its time what has an end: an ordinary closing. */
export const endNow = (
  ports: Ports,
  settings: Settings,
  lookup: Pick<PartnerLookup, 'nameAnew'> & Alike,
): UseCase<'endNow'> =>
  useCase(ports, 'endNow', async (proof, asked) => {
    const { end: id, reason } = asked.request;
    const ending = await ports.store.ending(id);
    if (ending === undefined) return proof.refuse({ kind: 'endUnknown' });
    if (ending.end.doors.length === 0) return proof.refuse({ kind: 'endAsksOnly', ending });
    const { isOfDefault } = ending;
    const { tenantId } = ending.partner;
    const doors = await doorsOf(ports.store, ending);
    if (doors.length === 0) return proof.refuse({ kind: 'endReplaced', partner: ending.partner, isOfDefault });
    const named = lookup.nameAnew(tenantId);
    const here = countingHere(ports, settings, ending.partner, named);
    const [state, partner, [defaults]] = await Promise.all([
      ports.directory.read(tenantId),
      named,
      Promise.allSettled([ports.directory.defaults()]),
    ]);
    const before = live(state);
    const open = [...openOf(before, doors), ...openByDefault(before, doors, defaultsOrNull(ports, defaults))];
    const [first = 'userSync'] = doors;
    if (open.length === 0)
      return proof.refuse({
        kind: 'alreadySo',
        partner,
        what: CLOSED[first],
        field: first,
        ...(isOfDefault && { byDefault: true }),
      });
    const plan = planOf(tenantId, before, withDoors(before, open, false, partner));
    if (!settings.preview && needsPreview(plan)) return proof.refuse({ kind: 'previewOff', command: asked.command });
    return keep(ports, settings, proof, asked, {
      again: endNowLine(id),
      partner,
      plan,
      reason,
      lookalikes: await alikeNow(lookup, settings.homeTenant, partner),
      here,
    });
  });
