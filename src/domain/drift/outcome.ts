/** What came of what a record of the audit log tells (directoryAudit: result); `unsaid`: nothing that is known. */
export const AUDIT_OUTCOMES = ['success', 'failure', 'timeout', 'unsaid'] as const;
export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number];

export function outcomeOf(result: string | null | undefined): AuditOutcome {
  return AUDIT_OUTCOMES.find((one) => one === result?.toLowerCase()) ?? 'unsaid';
}
