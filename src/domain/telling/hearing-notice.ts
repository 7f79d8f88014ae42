import { namelessTenant } from '../partners/tenant.ts';
import type { TenantId } from '../ids.ts';
import type { Note } from '../journal/note.ts';
import { iso, somebody, type HearingNotice, type NoticeEvent } from './notice-event.ts';

/** What is told outside of who hears; undefined: nothing. @param line its place in the journal */
export function hearingNotice(line: number, note: Note, home: TenantId): NoticeEvent | undefined {
  if (note.of !== 'subscriptions') return undefined;
  const { id: conversation, event } = note;
  const told = (type: HearingNotice, more: Partial<NoticeEvent['subscription']>): NoticeEvent => ({
    version: 1,
    id: `subscription-${String(line)}`,
    type,
    at: iso(event.at),
    partner: namelessTenant(home),
    settings: [],
    subscription: { conversation, topics: null, how: null, by: null, ...more },
  });
  switch (event.kind) {
    case 'subscribed': {
      const { topics, by } = event.subscription;
      return told('subscription.began', { topics, by: somebody(by) });
    }
    case 'ended':
      return told('subscription.ended', { how: event.how, by: event.by && somebody(event.by) });
    case 'turned':
      if (event.to === 'lost') return told('subscription.lost', { how: 'refusedByTeams' });
      return event.to === 'alive' ? told('subscription.back', {}) : undefined;
    case 'restated':
      return undefined;
  }
}
