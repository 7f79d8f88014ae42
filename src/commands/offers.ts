import type { Proposal } from '../domain/change/proposal.ts';
import type { ChangeId, DriftId, TenantId } from '../domain/ids.ts';
import { typedName, type TenantInformation } from '../domain/partners/tenant.ts';
import type { TypedVerdict } from '../domain/replies/notice.ts';
import type { PartnerFilter } from '../domain/replies/reply.ts';
import { lackingReason, titled, type Offer, type OfferTitle } from '../domain/replies/offer.ts';
import { approve } from './approvals/approve.ts';
import { cancel } from './approvals/cancel.ts';
import { closeReview } from './approvals/close-review.ts';
import { confirm } from './approvals/confirm.ts';
import { listOpen } from './approvals/list-open.ts';
import { reject } from './approvals/reject.ts';
import { resumeWriting } from './approvals/resume-writing.ts';
import { withdraw } from './approvals/withdraw.ts';
import { listDeleted } from './deleted/list-deleted.ts';
import { purgeSyncPolicy } from './deleted/purge-sync-policy.ts';
import { restoreSyncPolicy } from './deleted/restore-sync-policy.ts';
import { showDeleted } from './deleted/show-deleted.ts';
import { acceptDrift } from './drift/accept-drift.ts';
import { checkNow } from './drift/check-now.ts';
import { listDrift } from './drift/list-drift.ts';
import { revertDrift } from './drift/revert-drift.ts';
import type { AskedEnd } from '../domain/ends/asked-end.ts';
import type { EndingDoor } from '../domain/ends/door.ts';
import { withEnd } from './reading/end-slots.ts';
import { endNow } from './ends/end-now.ts';
import { listEnding } from './ends/list-ending.ts';
import { renew } from './ends/renew.ts';
import type { EndId } from '../domain/ends/end.ts';
import type { Ending } from '../domain/ends/ending.ts';
import { closePartner } from './recertify/close.ts';
import { keep } from './recertify/keep.ts';
import { listRecertification } from './recertify/list-recertification.ts';
import { own } from './recertify/own.ts';
import { recertify } from './recertify/recertify.ts';
import { explain } from './help/explain.ts';
import { help } from './help/help.ts';
import { whoami } from './help/whoami.ts';
import { freezeLine } from './many/freeze-all.ts';
import { thaw } from './many/thaw.ts';
import { stopChange } from './many/stop-change.ts';
import { digestHere } from './notices/digest-here.ts';
import { listSubscriptions } from './notices/list-subscriptions.ts';
import { listWebhook } from './notices/list-webhook.ts';
import { notifyHere } from './notices/notify-here.ts';
import { retryWebhook } from './notices/retry-webhook.ts';
import { sendApprovalsHere } from './notices/send-approvals-here.ts';
import { stopDigestHere } from './notices/stop-digest-here.ts';
import { stopNotifyingHere } from './notices/stop-notifying-here.ts';
import { offer, offerLine, offerOf, offerOrNone } from './offer.ts';
import { addPartner } from './partners/add-partner.ts';
import { changeSync } from './partners/change-sync.ts';
import { createSyncPolicy } from './partners/create-sync-policy.ts';
import { disableSync } from './partners/disable-sync.ts';
import { enableAutoRedemption } from './partners/enable-auto-redemption.ts';
import { enableSync } from './partners/enable-sync.ts';
import { findTenant } from './partners/find-tenant.ts';
import { listPartners } from './partners/list-partners.ts';
import { slotsOf } from './partners/partner-filter.ts';
import { overview } from './partners/overview.ts';
import { reach } from './partners/reach.ts';
import { renameSyncPolicy } from './partners/rename-sync-policy.ts';
import { showPartner } from './partners/show-partner.ts';
import { continueChange } from './records/continue.ts';
import { evidence } from './records/evidence.ts';
import { exportPartners } from './records/export-partners.ts';
import { history } from './records/history.ts';
import { showChange } from './records/show-change.ts';
import { undo } from './records/undo.ts';
import { because } from './reading/slots.ts';
import { disableSyncInTemplate } from './template/disable-sync-in-template.ts';
import { enableSyncInTemplate } from './template/enable-sync-in-template.ts';
import { resetTemplate } from './template/reset-template.ts';
import { showDefaults } from './partners/show-defaults.ts';
import { showTemplate } from './template/show-template.ts';

/** What the bot suggests to say, each by its command's own grammar. */

const DECISIONS = { confirm, cancel, approve, reject };
const pages = (page: number) => (page === 1 ? {} : { page: String(page) });

/** What is said as it is. */
export const offers = {
  help: offer(help),
  whoami: offer(whoami),
  overview: offer(overview),
  changeSync: offer(changeSync),
  listPartners: offer(listPartners),
  listOpen: offer(listOpen),
  listDeleted: offer(listDeleted),
  listEnding: offer(listEnding),
  listRecertification: offer(listRecertification),
  listDrift: offer(listDrift),
  checkNow: offer(checkNow),
  history: offer(history),
  exportPartners: offer(exportPartners),
  thaw: offer(thaw),
  showTemplate: offer(showTemplate),
  enableSyncInTemplate: offer(enableSyncInTemplate),
  disableSyncInTemplate: offer(disableSyncInTemplate),
  resetTemplate: offer(resetTemplate),
  notifyHere: offer(notifyHere),
  sendApprovalsHere: offer(sendApprovalsHere),
  stopNotifyingHere: offer(stopNotifyingHere),
  digestHere: offer(digestHere, { every: 'weekly' }),
  stopDigestHere: offer(stopDigestHere),
  listSubscriptions: offer(listSubscriptions),
  listWebhook: offer(listWebhook),
  retryWebhook: offer(retryWebhook),
  resumeWriting: lackingReason(offer(resumeWriting)),
};

/** What is said of one change. */
export const offersOfChange = {
  show: (change: ChangeId): Offer => offer(showChange, { change }, 'show'),
  /** One page of the partners of a change of many. */
  partners: (change: ChangeId, page = 1): Offer => offer(showChange, { change, page: String(page) }, 'showPartners'),
  stop: (change: ChangeId): Offer => offer(stopChange, { change }, 'stop'),
  evidence: (change: ChangeId): Offer => offer(evidence, { change }),
  undo: (change: ChangeId): Offer => offer(undo, { change }),
  continue: (change: ChangeId): Offer => offer(continueChange, { change }),
  /** @param isOwn whether whoever reads it asked for the change */
  withdraw: (change: ChangeId, isOwn: boolean): Offer => offer(withdraw, { change }, isOwn ? 'cancel' : 'endIt'),
  review: (change: ChangeId): Offer => lackingReason(offer(closeReview, { change }, 'review')),
  decide: (verdict: TypedVerdict, change: ChangeId): Offer => offer(DECISIONS[verdict], { change }),
  /** The same once more, for the same reason; undefined: the line that was kept is not understood any more. */
  again: ({ again, reason }: Pick<Proposal, 'again' | 'reason'>): Offer | undefined =>
    offerOf(because(again, reason), 'askAgain') ?? offerOf(again, 'askAgain'),
  /** To see what it is about, as it is now. */
  lookAt: ({ partner, plan, lookalikes }: Pick<Proposal, 'partner' | 'plan' | 'lookalikes'>): Offer =>
    plan.before.kind === 'template'
      ? offers.showTemplate
      : offersOfPartner.show(typedName(partner, lookalikes.length === 0)),
};

/** What is said of many partners at once. */
export const offersOfMany = {
  /** The same once more, for what it did not close. */
  freezeAgain: ({ again, reason }: Pick<Proposal, 'again' | 'reason'>): Offer | undefined =>
    offerOf(because(again, reason), 'freezeRest'),
  /** The same, with what applies by default; empty: it is about that already. */
  freezeDefault: ({ again, reason }: Pick<Proposal, 'again' | 'reason'>): readonly Offer[] =>
    again === freezeLine(false) ? [titled(offerLine(because(freezeLine(true), reason)), 'freezeDefault')] : [],
};

/** What is said of a thaw that has ended, and of whom it left as they are: all of them, and each by what closed it. */
export const offersOfThaw = {
  all: (thaw: ChangeId): Offer => titled(offersOfChange.continue(thaw), 'restoreAll'),
  one: (part: ChangeId): Offer => titled(offersOfChange.undo(part), 'restore'),
};

/** What is said of one partner. `partner`: what to type for it. */
export const offersOfPartner = {
  show: (partner: string): Offer => offer(showPartner, { partner }, 'showPartner'),
  /** The same among several, where its domain is to stand beside it. */
  showOne: (partner: string): Offer => offer(showPartner, { partner }, 'show'),
  reach: (partner: string): Offer => offer(reach, { partner }),
  find: (tenant: string): Offer => offer(findTenant, { tenant }),
  history: (partner: string, page = 1): Offer => offer(history, { partner, ...pages(page) }),
  add: (partner: string): Offer => offer(addPartner, { partner }),
  enableSync: (partner: string): Offer => offer(enableSync, { partner }),
  disableSync: (partner: string): Offer => offer(disableSync, { partner }),
  redeem: (partner: string): Offer => offer(enableAutoRedemption, { direction: 'from', partner }, 'enableInbound'),
  create: (partner: string): Offer => offer(createSyncPolicy, { partner }),
  showDeleted: (partner: TenantId): Offer => offer(showDeleted, { partner }, 'show'),
  restore: (partner: TenantId): Offer => offer(restoreSyncPolicy, { partner }),
  purge: (partner: TenantId): Offer => offer(purgeSyncPolicy, { partner }),
  /** undefined: it is called so that the line would ask for something else. */
  nameAsItself: ({ tenantId: partner, displayName }: TenantInformation): Offer | undefined =>
    offerOrNone(renameSyncPolicy, { partner, name: `"${displayName ?? ''}"` }),
};

const glassLine = 'break glass: ';

/** What does without a second person what a line asks for, and the other way round; null: nothing does. */
export const offersOfGlass = {
  break: ({ again, reason }: Pick<Proposal, 'again' | 'reason'>): Offer | null =>
    offerOf(because(`${glassLine}${again}`, reason)) ?? null,
  without: ({ again, reason }: Pick<Proposal, 'again' | 'reason'>): Offer | null =>
    again.startsWith(glassLine) ? (offerOf(because(again.slice(glassLine.length), reason)) ?? null) : null,
};

/** What is said of one drift. */
export const offersOfDrift = {
  revert: (drift: DriftId): Offer => offer(revertDrift, { drift }),
  /** @param until as it was asked for; left out: for good */
  accept: (drift: DriftId, until: AskedEnd | null = null): Offer =>
    lackingReason(offerLine(withEnd(offer(acceptDrift, { drift }).line, until))),
};

/** What is said of what was changed and changed back: of a partner, or of what applies by default. */
export const offersOfPassage = {
  show: (partner: TenantId, home: TenantId): Offer =>
    partner === home ? offer(showDefaults) : offersOfPartner.show(partner),
};

/** What is said of one end, by what carries it. */
export const offersOfEnd = {
  renew: (end: EndId): Offer => offer(renew, { end }),
  endNow: (end: EndId): Offer => offer(endNow, { end }),
  /** Whose door it is. */
  show: ({ isOfDefault, partner }: Ending): Offer =>
    isOfDefault ? offer(showDefaults) : offersOfPartner.show(partner.tenantId),
};

/** Opens a door of a partner, or of what applies by default, until an end. */
export function offerToOpen(door: EndingDoor, partner: TenantId, isOfDefault: boolean, until: AskedEnd): Offer {
  const [opening, title] = OPENING[door];
  const line = isOfDefault ? opening.replace(/ from$/, ' by default') : `${opening} ${partner}`;
  const offered = offerLine(withEnd(line, until));
  return title === undefined ? offered : titled(offered, title);
}

/** What is typed, up to whose it is; and what the button is called where the command has several. */
const OPENING: Readonly<Record<EndingDoor, readonly [line: string, title?: OfferTitle]>> = {
  userSync: ['enable sync for'],
  groupSync: ['enable group sync for'],
  redemptionInbound: ['enable auto redemption from', 'enableInbound'],
  redemptionOutbound: ['enable auto redemption to', 'enableOutbound'],
  trustMfa: ['trust mfa from'],
  trustCompliantDevices: ['trust compliant devices from'],
  trustHybridDevices: ['trust hybrid devices from'],
};

/** What is said of a partner that is open. */
export const offersOfOpen = {
  keep: (partner: TenantId): Offer => lackingReason(offer(keep, { partner })),
  close: (partner: TenantId): Offer => offer(closePartner, { partner }),
  own: (partner: TenantId): Offer => offer(own, { partner }),
  recertify: (partner: TenantId): Offer => offer(recertify, { partner }),
};

/** @param error the name that it is asked for by */
export const offerToExplain = (error: string): Offer => offer(explain, { error });

/** One page of a list. */
export const pageOf = {
  ending: (page: number): Offer => offer(listEnding, pages(page)),
  recertification: (page: number): Offer => offer(listRecertification, pages(page)),
  partners: (filter: PartnerFilter, page: number): Offer => offer(listPartners, { ...slotsOf(filter), ...pages(page) }),
  open: (page: number): Offer => offer(listOpen, pages(page)),
  drift: (page: number): Offer => offer(listDrift, pages(page)),
  history: (partner: TenantId | null, page: number): Offer =>
    // Of all partners: the grammar has the words for it in the partner's place.
    partner !== null
      ? offersOfPartner.history(partner, page)
      : offer(history, page === 1 ? {} : { partner: ['page', String(page)].join(' ') }),
};
