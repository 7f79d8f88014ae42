import type { Instant } from '../../domain/instant.ts';
import type { WebhookList } from '../../domain/replies/reply.ts';
import type { Line } from '../../words/line.ts';
import { words } from '../../words/words.ts';
import type { Report } from './report.ts';

/** A card has an end: Teams takes some 28 KB. */
const MOST = 12;

/** Events that the webhook's receiver does not take. */
export function webhookReport(list: WebhookList, at: Instant): Report {
  const { parked } = list;
  const { title, heading, more, why, when, refusal } = words.lists.webhook;
  const left = parked.length - MOST;
  return {
    title: title(list),
    style: parked.length === 0 ? 'emphasis' : 'warning',
    lines: [lineOf(list), ...(left > 0 ? [[more(left)]] : [])],
    blocks: parked.slice(0, MOST).map((event) => ({
      heading: heading(event),
      rows: [
        { label: why, value: [refusal(event)] },
        { label: when, value: [], when: event.at },
      ],
    })),
    footer: words.common.readOn(at),
    offers: [],
  };
}

function lineOf({ isSet, parked }: WebhookList): Line {
  const { isUnset, none, some } = words.lists.webhook;
  if (parked.length > 0) return some;
  return isSet ? none : isUnset;
}
