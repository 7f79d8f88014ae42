import { offers } from '../../../commands/offers.ts';
import type { ParkedNotice } from '../../../domain/replies/notice.ts';
import type { WebhookList } from '../../../domain/replies/reply.ts';
import type { Line } from '../../line.ts';
import { plural } from '../plural.ts';

/** What the receiver answered, in words. */
export const refusalOf = ({ status }: ParkedNotice): string =>
  status === null ? 'nobody took it for a day' : `refused with ${String(status)}`;

/** What a program outside was to be told, and does not take. */
export const webhook = {
  title: ({ parked, isSet }: WebhookList): string =>
    parked.length === 0
      ? isSet
        ? 'No event is parked'
        : 'No outside system is notified'
      : plural(parked.length, { one: '# event is parked', other: '# events are parked' }),
  isUnset: [{ strong: 'EVENTS_WEBHOOK' }, ' is not set, so no event is sent to anybody.'] satisfies Line,
  none: ['Everything that was to be sent to the webhook was taken, or is on its way.'] satisfies Line,
  some: [
    'The webhook’s receiver does not take these. They hold up no other. When it is mended, type ',
    { say: offers.retryWebhook },
    '.',
  ] satisfies Line,
  more: (left: number): string => plural(left, { one: 'One more is not shown.', other: '# more are not shown.' }),
  /** Its type and id are what the receiver knows it by. */
  heading: ({ type, id }: ParkedNotice): Line => [{ strong: type }, ` ${id}`],
  why: 'Why',
  when: 'Parked',
  refusal: refusalOf,
};
