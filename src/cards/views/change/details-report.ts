import { offersOfChange } from '../../../commands/offers.ts';
import { agreementOf } from '../../../domain/change/proposal.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { ChangeDetails } from '../../../domain/replies/reply.ts';
import { isBlank, unbroken } from '../../../words/text.ts';
import { words } from '../../../words/words.ts';
import { followUpOffers } from './follow-up.ts';
import { journalLines } from './journal.ts';
import { comparison } from './comparison.ts';
import { whomOf } from './many.ts';
import { statusWords } from './status.ts';
import { standingEffect } from '../../door.ts';
import type { Report } from '../report.ts';

/** One change with its journal: what an auditor asks for. */
export function changeDetailsReport({ change, journal }: ChangeDetails, at: Instant): Report {
  const { details, compared, planTitle } = words.changes;
  const { labels } = details;
  const { id, plan, partner, requester, requestedAt, reason, follows } = change.proposal;
  const { standing, state, sign, style, lines, texts } = statusWords(change, at);
  const { heading, rows, leftLabel, rightLabel } = comparison(change, false);
  return {
    title: details.title(planTitle(plan), state),
    style,
    sign,
    lines: [whomOf(change), [{ strong: standingEffect(change, standing) }], ...lines],
    texts,
    blocks: [
      {
        heading: [{ strong: details.heading }],
        rows: [
          { label: words.common.askedBy, value: details.who(requester), when: requestedAt },
          { label: labels.reason, value: [reason === null || isBlank(reason) ? details.noReason : { wrote: reason }] },
          ...(follows === null
            ? []
            : [{ label: details.follows[follows.what], value: words.changes.followed(follows) }]),
        ],
      },
      {
        heading: [{ strong: heading }, compared.both(leftLabel, rightLabel)],
        rows: rows
          .filter(({ subtle }) => !subtle)
          .map(({ label, left, right }) => ({ label, value: [compared.inOneLine(unbroken(left), unbroken(right))] })),
      },
      {
        heading: [{ strong: words.changes.journal.heading }],
        rows: [],
        lines: journalLines(journal, agreementOf(change.proposal)),
      },
      {
        heading: [],
        rows: [
          { label: labels.changeId, value: [{ code: id }] },
          { label: words.common.tenantId, value: [{ code: partner.tenantId }] },
        ],
      },
    ],
    footer: words.common.readOn(at),
    offers: [...(plan.many === undefined ? [] : [offersOfChange.partners(id)]), ...followUpOffers(change)],
  };
}
