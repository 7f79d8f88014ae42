import { offersOfChange } from '../../commands/offers.ts';
import { needsReview } from '../../domain/change/change.ts';
import { samePerson } from '../../domain/people/person.ts';
import type { Ports } from '../ports.ts';
import { useCase, type UseCase } from '../use-case.ts';
import { advance } from './lifecycle.ts';

/** Another administrator says what they found of a change for which somebody broke the glass. */
export const closeReview = (ports: Ports): UseCase<'closeReview'> =>
  useCase(ports, 'closeReview', async (proof, { request: { change: id, finding } }) => {
    const { person: by } = proof;
    const change = await ports.store.get(id);
    if (change === undefined) return proof.refuse({ kind: 'changeUnknown' });
    if (!needsReview(change)) return proof.refuse({ kind: 'noReviewDue', change });
    if (samePerson(by, change.proposal.requester)) return proof.refuse({ kind: 'ownReview', change });
    if (finding === null)
      return proof.give({
        kind: 'reasonAsked',
        what: 'closeReview',
        say: offersOfChange.review(id),
        whom: change.proposal.partner,
        ...(change.proposal.plan.many === undefined && { moves: change.proposal.plan }),
      });
    const moved = await advance(ports, change, { kind: 'reviewed', by, at: ports.clock.now(), finding });
    if (moved === undefined) return proof.refuse({ kind: 'noReviewDue', change });
    return proof.give({ kind: 'notice', notice: { kind: 'reviewClosed', change: moved } });
  });
