import { countingHere } from '../../finding/presence.ts';
import type { Ports, Settings } from '../../ports.ts';
import { unwrap } from '../../promises.ts';
import { useCaseReading, type UseCase } from '../../use-case.ts';
import { homeTenant } from './home-tenant.ts';
import { keep } from '../keep.ts';

/** Turns a command about the multitenant organization's template into a stored, pending change. */
export const proposeTemplate = (ports: Ports, settings: Settings): UseCase<'changeTemplate'> =>
  useCaseReading(ports, 'changeTemplate', {
    early: async () => {
      const home = homeTenant(ports, settings);
      const here = countingHere(ports, settings, undefined, home);
      return [...(await Promise.allSettled([ports.directory.template(), home])), here] as const;
    },
    answer: (proof, asked, [read, home, here]) => {
      const { request } = asked;
      const before = unwrap(read);
      const partner = unwrap(home);
      const goal = request.goal(before);
      if (goal.kind === 'nothingToDo') return proof.refuse({ kind: 'alreadySo', partner, what: goal.what });
      return keep(ports, settings, proof, asked, {
        again: request.say,
        partner,
        plan: { tenantId: settings.homeTenant, before, after: goal.after },
        reason: request.reason,
        here,
      });
    },
  });
