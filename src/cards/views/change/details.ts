import type { Change } from '../../../domain/change/change.ts';
import type { Instant } from '../../../domain/instant.ts';
import { samePerson, type Person } from '../../../domain/people/person.ts';
import type { Fact, Line } from '../../../words/line.ts';
import { isBlank } from '../../../words/text.ts';
import { words } from '../../../words/words.ts';

const says = words.changes.details;

/** Who, when and why: what somebody asks who finds the card a year later. */
export function details(change: Change): readonly Fact[] {
  const { proposal, status, approvals, review } = change;
  const { requester, requestedAt, reason, follows, partner, id, present } = proposal;
  const looking = status.state === 'pending' ? status.looking : null;
  const { labels } = says;
  return [
    detail(words.common.askedBy, says.who(requester), requestedAt),
    detail(labels.reason, [reason === null || isBlank(reason) ? says.noReason : { wrote: reason }]),
    ...(present === undefined ? [] : [detail(words.changes.presence.label, [words.changes.presence.then(present)])]),
    ...(follows === null ? [] : [detail(says.follows[follows.what], words.changes.followed(follows))]),
    ...approvals.map(({ by, at }) => detail(says.agreedBy.secondPerson, says.who(by), at)),
    ...decision(change),
    ...(looking === null ? [] : [detail(labels.lookedAtBy, says.who(looking.by), looking.at)]),
    ...(review === null ? [] : [detail(labels.reviewedBy, says.reviewed(review), review.at)]),
    detail(words.common.tenantId, [{ code: partner.tenantId }]),
    detail(labels.changeId, [{ code: id }]),
  ];
}

function decision({ proposal: { approval, requester, endOf }, status }: Change): readonly Fact[] {
  const { labels } = says;
  // What the bot does by itself nobody has confirmed.
  const agreed = (by: Person, when?: Instant): readonly Fact[] =>
    endOf === null ? [detail(says.agreedBy[approval], says.who(by), when)] : [];
  switch (status.state) {
    case 'pending':
    case 'expired':
    case 'stopped':
    // Whoever asked for the other change has not decided this one.
    case 'superseded':
      return [];
    case 'rejected': {
      const rejectedBy = samePerson(status.by, requester) ? labels.cancelledBy : labels.rejectedBy;
      return [
        detail(rejectedBy, says.who(status.by), status.at),
        ...(status.reason === null ? [] : [detail(labels.whyNot, [{ wrote: status.reason }])]),
      ];
    }
    case 'applying':
      return agreed(status.by, status.claimedAt);
    default:
      // When it was confirmed is not kept past the writing; what `at` says is when the outcome was known.
      return agreed(status.by);
  }
}

function detail(label: string, value: Line, when?: Instant): Fact {
  return { label, value, ...(when !== undefined && { when }) };
}
