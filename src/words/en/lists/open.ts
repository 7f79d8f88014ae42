import type { Proposal } from '../../../domain/change/proposal.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { Person } from '../../../domain/people/person.ts';
import type { OpenList } from '../../../domain/replies/reply.ts';
import type { Line } from '../../line.ts';
import { personName } from '../../names.ts';
import { when } from '../moment.ts';
import { plural } from '../plural.ts';

/** What waits: for whom, and until when. */
export const open = {
  title: ({ total }: OpenList): string =>
    plural(total, { none: 'Nothing is open for decision', one: '# open change', other: '# open changes' }),
  none: 'No change waits for anybody, and no review is open.',
  asked: ({ requester }: Proposal): Line => ['Asked by ', personName(requester), '.'],
  askedOn: ({ requestedAt }: Proposal, at: Instant): string => `Asked on ${when(requestedAt, at)}`,
  until: ({ expiresAt }: Proposal, at: Instant): string => `Waits until ${when(expiresAt, at)}`,
  forGraph: (state: string): Line => [`${state}: it waits for Microsoft Graph.`],
  forRequester: ({ requester }: Proposal): Line => ['Waits for ', personName(requester), '.'],
  forBot: ['It was decided already, and I carry it out.'] satisfies Line,
  /**
   * @param missing how many have yet to approve it
   * @param looking who has said that they look at it
   */
  forOthers: (missing: number, looking: Person | null): Line => [
    plural(missing, {
      one: 'Waits for another Security Administrator.',
      other: 'Waits for # other Security Administrators.',
    }),
    ...(looking === null ? [] : [' ', personName(looking), ' is looking at it.']),
  ],
  forReview: ['The glass was broken for it: another administrator closes the review.'] satisfies Line,
};
