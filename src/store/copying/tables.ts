/** A table whose rows are taken over into another store. */
export type Copied = {
  readonly table: string;
  /** What is stored of a row; the rest is computed from it, in either database. */
  readonly columns: readonly string[];
  /** What the rows are in order of, in both alike. No two have the same. */
  readonly key: readonly string[];
  /** The database gives each new row the next number as its key. */
  readonly isNumbered: boolean;
};

/** Of tables whose rows are shown in the order in which they came. */
const inOrder = (table: string, ...columns: readonly string[]): Copied => ({
  table,
  columns: ['rowid', ...columns],
  key: ['rowid'],
  isNumbered: true,
});
const byKey = (table: string, key: readonly string[], ...columns: readonly string[]): Copied => ({
  table,
  columns: [...key, ...columns],
  key,
  isNumbered: false,
});

const numbered = (table: string, ...columns: readonly string[]): Copied => ({
  ...byKey(table, ['id'], ...columns),
  isNumbered: true,
});

/** What others refer to comes before those. */
export const COPIED: readonly Copied[] = [
  inOrder('changes', 'id', 'body'),
  inOrder('drifts', 'id', 'body'),
  inOrder('misuses', 'id', 'body'),
  inOrder('transients', 'id', 'body'),
  byKey('recertifications', ['tenant_id'], 'body'),
  inOrder('sights', 'id', 'body'),
  byKey('digests', ['id'], 'body', 'revision'),
  byKey('digest_drifts', ['drift_id'], 'digest_id', 'opens'),
  byKey('journal', ['seq'], 'line', 'hash'),
  numbered('copies', 'subject_id', 'tenant_id', 'role', 'conversation', 'message', 'revision', 'drawn_revision', 'urgent'), // prettier-ignore
  numbered('letters', 'key', 'body', 'sent', 'forget_at'),
  inOrder('subscriptions', 'place', 'body'),
  byKey('baselines', ['tenant_id'], 'body', 'seen_at', 'revision', 'apart'),
  byKey('foreign_records', ['tenant_id', 'audit_id'], 'at', 'body', 'state', 'transient_id'),
  byKey('told_records', ['audit_id'], 'at'),
  byKey('audit_reads', ['activity'], 'until'),
  byKey('parked_events', ['source', 'seq'], 'event_id', 'type', 'status', 'parked_at', 'due'),
  byKey('personal_conversations', ['object_id'], 'conversation'),
  byKey('last_heard', ['one'], 'conversation'),
  byKey('unreached', ['object_id'], 'since'),
  byKey('greetings', ['place'], 'greeted_at'),
  byKey('readers_said', ['place'], 'body', 'at'),
  byKey('deliveries', ['conversation_id', 'activity_id'], 'run_id', 'taken_at', 'finished'),
  byKey('viewers', ['place', 'object_id'], 'account', 'display_name', 'seen_at'),
  byKey('deciders', ['object_id'], 'decides', 'noted_at'),
  byKey('tenant_names', ['tenant_id'], 'display_name', 'default_domain', 'read_at'),
  byKey('meta', ['key'], 'value'),
];

/** Set apart: written by the journal itself, or of no worth in another store. */
export const NOT_COPIED = ['journal_head', 'probe', 'lease', 'holds', 'store_schema'] as const;
