import type { Person } from '../people/person.ts';
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
      return eyesForNotice(reply.notice);
    case 'partners':
    case 'choice':
    case 'partner':
    case 'history':
    case 'changeDetails':
    case 'changePartners':
    case 'deletedItems':
    case 'deletedItem':
    case 'tenant':
    case 'reach':
    case 'template':
    case 'subscriptions':
    case 'webhook':
    case 'open':
    case 'ending':
    case 'recertification':
    case 'overview':
    case 'driftList':
      return 'ours';
    // Cards that others decide on, and what anybody may know.
    default:
      return 'all';
  }
}

function eyesForNotice(notice: Notice): Eyes {
  if (notice.kind === 'wordNotCounted') return 'theirs';
  if (notice.kind === 'severalWait') return 'ours';
  if (notice.kind !== 'refused') return 'all';
  switch (notice.refusal.kind) {
    // Which roles somebody holds, or could. Whoever has no account here has no chat with the bot either, as a rule.
    case 'roleMissing':
      return 'theirs';
    // How many hold the role.
    case 'nobodyElse':
    case 'tooFewOthers':
      return 'ours';
    default:
      return 'all';
  }
}

/** Whether it is the card of something that everybody shares: whoever decides on it, all of them see what came of it. */
export const isShared = ({ kind }: Reply): boolean => kind === 'change' || kind === 'drift';

/** What stands where others read along, in the place of an answer that could not be told to the person alone. */
export const cannotTellAlone = (reply: Reply, to: Person): Notice => ({
  kind: 'cannotTellAlone',
  to,
  // What a command takes is no secret.
  access:
    reply.kind === 'notice' && reply.notice.kind === 'refused' && reply.notice.refusal.kind === 'roleMissing'
      ? reply.notice.refusal.access
      : null,
});
