import { withEnd } from '../../../commands/reading/end-slots.ts';
import { daysFor, endOf } from '../../../domain/ends/asked-end.ts';
import { withDoors } from '../../../domain/ends/door.ts';
import { needsPreview, planOf } from '../../../domain/policy/plan.ts';
import { live } from '../../../domain/policy/snapshot.ts';
import { defaultsOrNull } from '../../finding/defaults.ts';
import type { PartnerLookup } from '../../finding/partner-lookup.ts';
import { countingHere } from '../../finding/presence.ts';
import type { Ports, Settings } from '../../ports.ts';
import { useCase, type UseCase } from '../../use-case.ts';
import { keep } from '../keep.ts';
import { doorsOf, prolonging } from './ends-of.ts';

/** Proposes to keep open what has an end, until another one, or to open it anew: an ordinary opening. */
export const renew = (
  ports: Ports,
  settings: Settings,
  lookup: Pick<PartnerLookup, 'nameAnew' | 'compared' | 'lookalikes' | 'list'>,
): UseCase<'renew'> =>
  useCase(ports, 'renew', async (proof, asked) => {
    const { end: id, reason, asked: said, say } = asked.request;
    const ending = await ports.store.ending(id);
    if (ending === undefined) return proof.refuse({ kind: 'endUnknown' });
    if (ending.end.doors.length === 0) return proof.refuse({ kind: 'endAsksOnly', ending });
    const now = ports.clock.now();
    // As long as it was decided for.
    const until = said ?? daysFor(ending.end.at - ending.decidedAt, now);
    const at = endOf(until, now);
    if (typeof at !== 'number') return proof.refuse({ kind: 'noSuchEnd', problem: at });
    const { isOfDefault } = ending;
    const { tenantId } = ending.partner;
    const doors = await doorsOf(ports.store, ending);
    if (doors.length === 0) return proof.refuse({ kind: 'endReplaced', partner: ending.partner, isOfDefault });
    const named = lookup.nameAnew(tenantId);
    const here = countingHere(ports, settings, ending.partner, named);
    const [state, partner, known, defaults] = await Promise.all([
      ports.directory.read(tenantId),
      named,
      lookup.compared({ home: settings.homeTenant, partners: lookup.list() }),
      Promise.allSettled([ports.directory.defaults()]),
    ]);
    const before = live(state);
    const ends = { at, doors };
    const byDefault = defaultsOrNull(ports, defaults[0]);
    const opened = planOf(tenantId, before, withDoors(before, doors, true, partner, byDefault));
    const plan = prolonging(tenantId, before, ends) ?? opened;
    if (!settings.preview && needsPreview(plan)) return proof.refuse({ kind: 'previewOff', command: asked.command });
    return keep(ports, settings, proof, asked, {
      again: said === null ? withEnd(say, until) : say,
      partner,
      plan,
      ends,
      reason,
      here,
      lookalikes: await lookup.lookalikes(partner, known),
      defaults: byDefault,
    });
  });
