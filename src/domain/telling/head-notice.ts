import { namelessTenant } from '../partners/tenant.ts';
import type { TenantId } from '../ids.ts';
import type { Note } from '../journal/note.ts';
import type { NoticeEvent } from './notice-event.ts';

/** What is told outside of a line that stands for all before it; undefined: it is another one. @param hash of the line */
export function headNotice(line: number, note: Note, hash: string, home: TenantId): NoticeEvent | undefined {
  if (note.of !== 'witness') return undefined;
  return {
    version: 1,
    id: `journal-${String(line)}`,
    type: 'journal.witnessed',
    at: new Date(note.event.at).toISOString(),
    partner: namelessTenant(home),
    settings: [],
    head: { entry: line, hash },
  };
}
