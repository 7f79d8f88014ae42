import type { Ports, Settings } from '../ports.ts';
import { useCaseReading, type UseCase } from '../use-case.ts';

/** What applies where a partner sets nothing, and what is of the tenant as a whole. */
export const showDefaults = (ports: Ports, { homeTenant }: Pick<Settings, 'homeTenant'>): UseCase<'showDefaults'> =>
  useCaseReading(ports, 'showDefaults', {
    early: () => ports.directory.read(homeTenant, 'readable'),
    answer: (proof, _, state) => {
      if (state === null) throw new Error('there is always a default');
      return proof.give({ kind: 'defaults', state });
    },
  });
