import type { Person } from '../people/person.ts';
import type { Notice } from './notice.ts';

/**
 * Whose turn it is, where others read along: Teams tells them. Only who has spoken there, or clicked where the change is
 * shown: whoever is not there Teams does not tell.
 */
export function mentioned(notice: Notice): readonly Person[] {
  switch (notice.kind) {
    case 'news':
      return notice.alone ? [] : [notice.change.proposal.requester];
    case 'reminder': {
      const { status } = notice.change;
      return status.state === 'pending' && status.looking !== null ? [status.looking.by] : [];
    }
    case 'cannotTellAlone':
      return [notice.to];
    default:
      return [];
  }
}
