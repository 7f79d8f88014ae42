import type { Ports } from '../ports.ts';
import { useCase, type UseCase } from '../use-case.ts';

/** Offers the form in which a change is asked for: nothing is read for it but the role. */
export const offerForm = (ports: Ports): UseCase<'offerForm'> =>
  useCase(ports, 'offerForm', (proof) => proof.give({ kind: 'changeForm', shown: 'offer' }));
