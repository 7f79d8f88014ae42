import type { Proposal } from '../../../domain/change/proposal.ts';
import type { Person } from '../../../domain/people/person.ts';
import type { OpenList } from '../../../domain/replies/reply.ts';
import type { Line } from '../../line.ts';
import { personName } from '../../names.ts';
import { moment } from '../moment.ts';
import { plural } from '../plural.ts';

/** What waits: for whom, and until when. */
export const open = {
  title: ({ total }: OpenList): string => plural(total, { none: 'Nothing is open', one: '# open', other: '# open' }),
  none: 'No change waits for anybody, and no review is open.',
  asked: ({ requester, requestedAt }: Proposal): Line => [
    'Asked by ',
    personName(requester),
    `, ${moment(requestedAt)}.`,
  ],
  forGraph: (state: string): Line => [`${state}: it waits for Microsoft Graph.`],
  forRequester: ({ requester, expiresAt }: Proposal): Line => [
    'Waits for ',
    personName(requester),
    ` until ${moment(expiresAt)}.`,
  ],
  /**
   * @param missing how many have yet to approve it
   * @param looking who has said that they look at it
   */
  forOthers: ({ expiresAt }: Proposal, missing: number, looking: Person | null): Line => [
    plural(missing, {
      one: 'Waits for another Security Administrator',
      other: 'Waits for # other Security Administrators',
    }),
    ` until ${moment(expiresAt)}.`,
    ...(looking === null ? [] : [' ', personName(looking), ' is looking at it.']),
  ],
  forReview: ['The glass was broken for it: another administrator closes the review.'] satisfies Line,
};
