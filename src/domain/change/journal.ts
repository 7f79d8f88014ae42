import type { ChangeEvent } from './event.ts';
import type { Proposal } from './proposal.ts';
import type { ChangeId } from '../ids.ts';
import type { Instant } from '../instant.ts';

export type JournalEvent =
  { readonly kind: 'proposed'; readonly proposal: Proposal; readonly at: Instant } | ChangeEvent;

/** One line of the journal: what happened to a change, and under which Graph request ids. */
export type JournalEntry = {
  readonly changeId: ChangeId;
  readonly event: JournalEvent;
  readonly requestIds: readonly string[];
};
