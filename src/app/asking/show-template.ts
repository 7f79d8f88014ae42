import type { Ports } from '../ports.ts';
import { useCaseReading, type UseCase } from '../use-case.ts';

/** The sync template of the multitenant organization. */
export const showTemplate = (ports: Ports): UseCase<'showTemplate'> =>
  useCaseReading(ports, 'showTemplate', {
    early: () => ports.directory.template(),
    answer: (proof, _, template) => proof.give({ kind: 'template', template }),
  });
