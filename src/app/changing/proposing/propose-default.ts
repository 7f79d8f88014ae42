import { live } from '../../../domain/policy/snapshot.ts';
import { countingHere } from '../../finding/presence.ts';
import type { Ports, Settings } from '../../ports.ts';
import { unwrap } from '../../promises.ts';
import { useCaseReading, type UseCase } from '../../use-case.ts';
import { endingNow, endsOf } from '../ends/ends-of.ts';
import { homeTenant } from './home-tenant.ts';
import { planFor, soOf } from './plan-for.ts';
import { keep } from '../keep.ts';

/** Turns a command about what applies by default into a stored, pending change. It is read under this tenant's own id. */
export const proposeDefault = (ports: Ports, settings: Settings): UseCase<'changeDefault'> =>
  useCaseReading(ports, 'changeDefault', {
    early: async () => {
      const home = homeTenant(ports, settings);
      const here = countingHere(ports, settings, undefined, home);
      return [...(await Promise.allSettled([ports.directory.read(settings.homeTenant), home])), here] as const;
    },
    answer: async (proof, asked, [read, home, here]) => {
      const { request } = asked;
      const before = live(unwrap(read));
      const partner = unwrap(home);
      const ends = endsOf(request.ends, ports.clock.now());
      if (ends !== null && 'problem' in ends) return proof.refuse({ kind: 'noSuchEnd', ...ends });
      const plan = planFor(settings.homeTenant, before, request.goal(before, partner), ends);
      if ('what' in plan) {
        const until = await endingNow(ports.store, settings.homeTenant, request.ends);
        return proof.refuse({ kind: 'alreadySo', partner, byDefault: true, ...soOf(plan), ...until });
      }
      return keep(ports, settings, proof, asked, {
        again: request.say,
        partner,
        plan,
        ends,
        reason: request.reason,
        here,
      });
    },
  });
