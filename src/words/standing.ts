/** Where a change stands, as far as people tell one state from another. */
export type Standing =
  | 'notConfirmed'
  | 'waitsForApproval'
  | 'checking'
  | 'writing'
  | 'unknown'
  | 'applied'
  /** It was applied, until an end that has come and closed it. */
  | 'cameToEnd'
  | 'notApplied'
  | 'partlyApplied'
  | 'diverged'
  | 'cancelled'
  | 'rejected'
  | 'endedByOther'
  | 'superseded'
  | 'expired'
  | 'stale'
  | 'stopped'
  | 'contradicted';
