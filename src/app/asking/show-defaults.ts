import type { Ports } from '../ports.ts';
import { useCaseReading, type UseCase } from '../use-case.ts';

/** What applies where a partner sets nothing. */
export const showDefaults = (ports: Ports): UseCase<'showDefaults'> =>
  useCaseReading(ports, 'showDefaults', {
    early: () => ports.directory.defaults(),
    answer: (proof, _, defaults) => proof.give({ kind: 'defaults', defaults }),
  });
