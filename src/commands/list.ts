import { acceptDrift } from './drift/accept-drift.ts';
import { addPartner } from './partners/add-partner.ts';
import { changeSync } from './partners/change-sync.ts';
import { checkNow } from './drift/check-now.ts';
import { approve } from './approvals/approve.ts';
import { cancel } from './approvals/cancel.ts';
import type { Command } from './command.ts';
import { confirm } from './approvals/confirm.ts';
import { reject } from './approvals/reject.ts';
import { breakGlass } from './approvals/break-glass.ts';
import { closeReview } from './approvals/close-review.ts';
import { continueChange } from './records/continue.ts';
import { createSyncPolicy } from './partners/create-sync-policy.ts';
import { deleteSyncPolicy } from './partners/delete-sync-policy.ts';
import { disableAutoRedemption } from './partners/disable-auto-redemption.ts';
import { disableGroupSync } from './partners/disable-group-sync.ts';
import { disableSync } from './partners/disable-sync.ts';
import { disableSyncInTemplate } from './template/disable-sync-in-template.ts';
import { enableAutoRedemption } from './partners/enable-auto-redemption.ts';
import { enableGroupSync } from './partners/enable-group-sync.ts';
import { enableSync } from './partners/enable-sync.ts';
import { enableSyncInTemplate } from './template/enable-sync-in-template.ts';
import { freezeAll } from './many/freeze-all.ts';
import { plan } from './many/plan.ts';
import { thaw } from './many/thaw.ts';
import { stopChange } from './many/stop-change.ts';
import { endNow } from './ends/end-now.ts';
import { listEnding } from './ends/list-ending.ts';
import { renew } from './ends/renew.ts';
import { evidence } from './records/evidence.ts';
import { exportPartners } from './records/export-partners.ts';
import { closePartner } from './recertify/close.ts';
import { keep } from './recertify/keep.ts';
import { listRecertification } from './recertify/list-recertification.ts';
import { own } from './recertify/own.ts';
import { recertify } from './recertify/recertify.ts';
import { explain } from './help/explain.ts';
import { findTenant } from './partners/find-tenant.ts';
import { help } from './help/help.ts';
import { history } from './records/history.ts';
import { listDeleted } from './deleted/list-deleted.ts';
import { listOpen } from './approvals/list-open.ts';
import { listDrift } from './drift/list-drift.ts';
import { listPartners } from './partners/list-partners.ts';
import { listSubscriptions } from './notices/list-subscriptions.ts';
import { overview } from './partners/overview.ts';
import { listWebhook } from './notices/list-webhook.ts';
import { digestHere } from './notices/digest-here.ts';
import { stopDigestHere } from './notices/stop-digest-here.ts';
import { notifyHere } from './notices/notify-here.ts';
import { purgeSyncPolicy } from './deleted/purge-sync-policy.ts';
import { reach } from './partners/reach.ts';
import { removePartner } from './partners/remove-partner.ts';
import { renameSyncPolicy } from './partners/rename-sync-policy.ts';
import { resetTemplate } from './template/reset-template.ts';
import { restoreSyncPolicy } from './deleted/restore-sync-policy.ts';
import { sendApprovalsHere } from './notices/send-approvals-here.ts';
import { retryWebhook } from './notices/retry-webhook.ts';
import { resumeWriting } from './approvals/resume-writing.ts';
import { revertDrift } from './drift/revert-drift.ts';
import { showChange } from './records/show-change.ts';
import { showDeleted } from './deleted/show-deleted.ts';
import { showPartner } from './partners/show-partner.ts';
import { showTemplate } from './template/show-template.ts';
import { trustMfa } from './trust/trust-mfa.ts';
import { trustMfaByDefault } from './trust/trust-mfa-by-default.ts';
import { stopTrustingMfa } from './trust/stop-trusting-mfa.ts';
import { stopTrustingMfaByDefault } from './trust/stop-trusting-mfa-by-default.ts';
import { trustCompliantDevices } from './trust/trust-compliant-devices.ts';
import { trustCompliantDevicesByDefault } from './trust/trust-compliant-devices-by-default.ts';
import { stopTrustingCompliantDevices } from './trust/stop-trusting-compliant-devices.ts';
import { stopTrustingCompliantDevicesByDefault } from './trust/stop-trusting-compliant-devices-by-default.ts';
import { trustHybridDevices } from './trust/trust-hybrid-devices.ts';
import { trustHybridDevicesByDefault } from './trust/trust-hybrid-devices-by-default.ts';
import { stopTrustingHybridDevices } from './trust/stop-trusting-hybrid-devices.ts';
import { stopTrustingHybridDevicesByDefault } from './trust/stop-trusting-hybrid-devices-by-default.ts';
import { showDefaults } from './partners/show-defaults.ts';
import { stopNotifyingHere } from './notices/stop-notifying-here.ts';
import { undo } from './records/undo.ts';
import { withdraw } from './approvals/withdraw.ts';
import { whoami } from './help/whoami.ts';

/** A new command is its file and one line here. */
const LIST = [
  help,
  whoami,
  overview,
  listPartners,
  listDrift,
  checkNow,
  listDeleted,
  showTemplate,
  showDefaults,
  showDeleted,
  showChange,
  evidence,
  showPartner,
  findTenant,
  reach,
  history,
  exportPartners,
  explain,
  changeSync,
  enableSync,
  disableSync,
  enableAutoRedemption,
  disableAutoRedemption,
  enableGroupSync,
  disableGroupSync,
  createSyncPolicy,
  renameSyncPolicy,
  deleteSyncPolicy,
  restoreSyncPolicy,
  purgeSyncPolicy,
  addPartner,
  removePartner,
  listEnding,
  renew,
  endNow,
  freezeAll,
  thaw,
  plan,
  stopChange,
  trustMfa,
  trustMfaByDefault,
  stopTrustingMfa,
  stopTrustingMfaByDefault,
  trustCompliantDevices,
  trustCompliantDevicesByDefault,
  stopTrustingCompliantDevices,
  stopTrustingCompliantDevicesByDefault,
  trustHybridDevices,
  trustHybridDevicesByDefault,
  stopTrustingHybridDevices,
  stopTrustingHybridDevicesByDefault,
  enableSyncInTemplate,
  disableSyncInTemplate,
  resetTemplate,
  acceptDrift,
  revertDrift,
  undo,
  continueChange,
  listOpen,
  confirm,
  cancel,
  approve,
  reject,
  withdraw,
  breakGlass,
  closeReview,
  listRecertification,
  keep,
  closePartner,
  own,
  recertify,
  resumeWriting,
  notifyHere,
  sendApprovalsHere,
  stopNotifyingHere,
  digestHere,
  stopDigestHere,
  listSubscriptions,
  listWebhook,
  retryWebhook,
] as const;

type Listed = (typeof LIST)[number];
type RequestOf<Known> = Known extends Command<infer Request> ? Request : never;
type NeedOf<Known, Kind> =
  Known extends Command<infer Request, infer Need> ? (Kind extends Request['kind'] ? Need : never) : never;

/** What people can ask for: what some command makes of its line. */
export type Request = RequestOf<Listed>;
export type RequestKind = Request['kind'];
/** The requests by their kind. */
export type Requests = { readonly [Kind in RequestKind]: Extract<Request, { readonly kind: Kind }> };
/** What each kind of request needs, as its commands say. */
export type Needs = { readonly [Kind in RequestKind]: NeedOf<Listed, Kind> };

/**
 * Everything people can say, in the order help shows it. Where a line fits two of them, the first one that can read it
 * has it: `show template` is no partner of that name.
 */
export const COMMANDS: readonly Command<Request>[] = LIST;
