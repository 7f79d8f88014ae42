// @ts-nocheck
import { acceptDrift } from './accept-drift.ts';
import { addPartner } from './add-partner.ts';
import { checkNow } from './check-now.ts';
import type { Command } from './command.ts';
import { breakGlass } from './break-glass.ts';
import { closeReview } from './close-review.ts';
import { continueChange } from './continue.ts';
import { createSyncPolicy } from './create-sync-policy.ts';
import { deleteSyncPolicy } from './delete-sync-policy.ts';
import { disableAutoRedemption } from './disable-auto-redemption.ts';
import { disableGroupSync } from './disable-group-sync.ts';
import { disableSync } from './disable-sync.ts';
import { disableSyncInTemplate } from './disable-sync-in-template.ts';
import { enableAutoRedemption } from './enable-auto-redemption.ts';
import { enableGroupSync } from './enable-group-sync.ts';
import { enableSync } from './enable-sync.ts';
import { enableSyncInTemplate } from './enable-sync-in-template.ts';
import { evidence } from './evidence.ts';
import { explain } from './explain.ts';
import { findTenant } from './find-tenant.ts';
import { help } from './help.ts';
import { history } from './history.ts';
import { listDeleted } from './list-deleted.ts';
import { listOpen } from './list-open.ts';
import { listDrift } from './list-drift.ts';
import { listPartners } from './list-partners.ts';
import { listSubscriptions } from './list-subscriptions.ts';
import { notifyHere } from './notify-here.ts';
import { purgeSyncPolicy } from './purge-sync-policy.ts';
import { removePartner } from './remove-partner.ts';
import { renameSyncPolicy } from './rename-sync-policy.ts';
import { resetTemplate } from './reset-template.ts';
import { restoreSyncPolicy } from './restore-sync-policy.ts';
import { sendApprovalsHere } from './send-approvals-here.ts';
import { revertDrift } from './revert-drift.ts';
import { showChange } from './show-change.ts';
import { showDeleted } from './show-deleted.ts';
import { showPartner } from './show-partner.ts';
import { showTemplate } from './show-template.ts';
import { stopNotifyingHere } from './stop-notifying-here.ts';
import { undo } from './undo.ts';
import { withdraw } from './withdraw.ts';
import { whoami } from './whoami.ts';

/**
 * Everything people can say, in the order help shows it. A new command is one file and one line here. Where a line fits
 * two of them, the first one that can read it has it: `show template` is no partner of that name.
 */
export const COMMANDS: readonly Command[] = [
  help,
  whoami,
  listPartners,
  listDrift,
  checkNow,
  listDeleted,
  showTemplate,
  showDeleted,
  showChange,
  evidence,
  showPartner,
  findTenant,
  history,
  explain,
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
  enableSyncInTemplate,
  disableSyncInTemplate,
  resetTemplate,
  acceptDrift,
  revertDrift,
  undo,
  continueChange,
  listOpen,
  withdraw,
  breakGlass,
  closeReview,
  notifyHere,
  sendApprovalsHere,
  stopNotifyingHere,
  listSubscriptions,
];
