import type { Proposal } from '../../../domain/change/proposal.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { History } from '../../../domain/replies/reply.ts';
import type { Line } from '../../line.ts';
import { personName } from '../../names.ts';
import { tenants } from '../tenants.ts';
import { when } from '../moment.ts';
import { plural } from '../plural.ts';
import { isBlank, shortened } from '../../text.ts';

/** Of a reason among others; `show change` has all of it. */
const LONGEST_REASON = 80;

/** What was asked of the bot. */
export const history = {
  title: ({ total }: History): string => plural(total, { none: 'No changes yet', one: '# change', other: '# changes' }),
  about: ({ partner, total }: History): Line => {
    if (partner === null) return ['Everything that was asked of me, the newest first.'];
    return total === 0
      ? ['Nobody has asked me to change ', ...tenants.partner(partner), '.']
      : ['What was asked of me for ', ...tenants.partner(partner), ', the newest first.'];
  },
  became: (state: string, { requester, reason }: Proposal): Line => [
    `${state}. Asked by `,
    personName(requester),
    ...(reason === null || isBlank(reason) ? ['.'] : [': ', { wrote: shortened(reason, LONGEST_REASON) }]),
  ],
  asked: ({ requestedAt }: Proposal, at: Instant): string => `Asked on ${when(requestedAt, at)}`,
};
