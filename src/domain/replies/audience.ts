import type { Notice } from './notice.ts';
import type { Reply } from './reply.ts';

/** For whose eyes an answer is, where others read along. */
export type Eyes =
  /** Everybody's who is there: it is about no person, and tells nothing of the partners that the others may not know. */
  | 'all'
  /** Everybody's of this organisation. */
  | 'ours'
  /** Those of whoever asked: it tells of them, or of other people. */
  | 'theirs';

export function eyesFor(reply: Reply): Eyes {
  switch (reply.kind) {
    case 'whoami':
    case 'evidence':
      return 'theirs';
    case 'notice':
      if (reply.notice.kind === 'severalWait') return 'ours';
      return isAboutThem(reply.notice) ? 'theirs' : 'all';
    case 'partners':
    case 'partner':
    case 'history':
    case 'changeDetails':
    case 'deletedItems':
    case 'deletedItem':
    case 'tenant':
    case 'template':
    case 'subscriptions':
    case 'webhook':
    case 'open':
    case 'driftList':
      return 'ours';
    // Cards that others decide on, and what anybody may know.
    default:
      return 'all';
  }
}

/** Whether it tells which roles somebody holds, or could. */
const isAboutThem = (notice: Notice): boolean => notice.kind === 'refused' && notice.refusal.kind === 'roleMissing';
