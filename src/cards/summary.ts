import type { Instant } from '../domain/instant.ts';
import { isAlike } from '../domain/partners/lookalike.ts';
import type { Reply } from '../domain/replies/reply.ts';
import { say, type ByKind } from '../words/by-kind.ts';
import { plain } from '../words/text.ts';
import { words } from '../words/words.ts';
import { statusWords } from './views/change/status.ts';
import { outlook } from './views/outlook.ts';
import { pairOf } from './views/partner.ts';

const LONGEST = 160;

/** One line of plain text for a notification, which must make sense without the card. */
export function summaryOf(reply: Reply, at: Instant): string {
  return plain(toast(reply, at), LONGEST);
}

/** What is announced by no more than what it is. */
type Plain = Extract<Reply, { kind: keyof typeof words.toasts.plain }>;

function toast(reply: Reply, at: Instant): string {
  switch (reply.kind) {
    case 'partner': {
      const { title } = outlook(reply.state, reply.defaults, 'now', pairOf(reply));
      return words.toasts.partner(reply.tenant, title, isAlike(reply.lookalikes));
    }
    case 'changeDetails':
    case 'changePartners':
    case 'change':
      return words.toasts.change(reply.change, statusWords(reply.change, at).state);
    default:
      return say<ByKind<Plain>, Plain['kind'], string>(words.toasts.plain, reply.kind, reply);
  }
}
