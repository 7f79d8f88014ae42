import type { RequestKind } from '../commands/list.ts';
import { digestOf } from './asking/digest.ts';
import { listDeleted, showDeleted } from './asking/deleted.ts';
import { evidence } from './asking/evidence.ts';
import { findTenant } from './asking/find-tenant.ts';
import { explain } from './asking/explain.ts';
import { exportPartners, fileWriter } from './asking/export-partners.ts';
import { help } from './asking/help.ts';
import { history, showChange } from './asking/history.ts';
import { listEnding } from './asking/list-ending.ts';
import { checkNow, listDrift } from './asking/list-drift.ts';
import { listRecertification } from './asking/list-recertification.ts';
import { listOpen } from './asking/list-open.ts';
import { listPartners } from './asking/list-partners.ts';
import { offerForm } from './asking/offer-form.ts';
import { overview } from './asking/overview.ts';
import { reachPartner } from './asking/reach.ts';
import { searchPartners } from './asking/search-partners.ts';
import { showPartner } from './asking/show-partner.ts';
import { showDefaults } from './asking/show-defaults.ts';
import { showTemplate } from './asking/show-template.ts';
import { whoami } from './asking/whoami.ts';
import { closeReview } from './changing/close-review.ts';
import { decideByLine } from './changing/decide-by-line.ts';
import type { Decider } from './changing/click.ts';
import { endNow } from './changing/ends/end-now.ts';
import { renew } from './changing/ends/renew.ts';
import { keepPartner, ownPartner, recertify } from './changing/recertify/answer.ts';
import { freezeAll } from './changing/many/freeze-all.ts';
import { planFile } from './changing/many/plan-file.ts';
import { thaw } from './changing/many/thaw.ts';
import { stopChange } from './changing/many/stop-change.ts';
import { followUp } from './changing/proposing/follow-up.ts';
import { proposeList } from './changing/many/propose-list.ts';
import { proposeDefault } from './changing/proposing/propose-default.ts';
import { proposeTemplate } from './changing/proposing/propose-template.ts';
import { propose } from './changing/proposing/propose.ts';
import { revertDrift } from './changing/revert-drift.ts';
import { resumeWriting } from './changing/resume-writing.ts';
import { withdraw } from './changing/withdraw.ts';
import type { PartnerLookup } from './finding/partner-lookup.ts';
import type { Ports, Settings } from './ports.ts';
import { listSubscriptions, subscribe, unsubscribe } from './telling/subscriptions/subscribe.ts';
import { keepDigest, stopDigest } from './telling/subscriptions/digest-here.ts';
import { listWebhook, retryWebhook } from './telling/events/webhook.ts';
import type { UseCase } from './use-case.ts';
import { acceptDrift } from './watching/accept-drift.ts';
import type { Watcher } from './watching/watch.ts';

/** What the bot does for each kind of request: one that is missing, or that needs another access, does not compile. */
export type UseCases = { readonly [Kind in RequestKind]: UseCase<Kind> };

/**
 * What no line asks for: partners, while somebody types; how the organisation stands, when it is time; and a file, when
 * somebody takes it.
 */
export const partnerSearch = searchPartners;
export { fileWriter, type FileWriter } from './asking/export-partners.ts';
export const digests = digestOf;

export function useCases(
  ports: Ports,
  settings: Settings,
  lookup: PartnerLookup,
  watcher: Pick<Watcher, 'look'>,
  decider: Decider,
): UseCases {
  return {
    help: help(ports, settings),
    whoami: whoami(ports),
    explain: explain(ports),
    listEnding: listEnding(ports, settings, lookup),
    listRecertification: listRecertification(ports, settings, lookup),
    keepPartner: keepPartner(ports, settings, lookup),
    ownPartner: ownPartner(ports, settings, lookup),
    recertify: recertify(ports, settings, lookup),
    renew: renew(ports, settings, lookup),
    endNow: endNow(ports, settings, lookup),
    freezeAll: freezeAll(ports, settings, lookup),
    thaw: thaw(ports, settings, lookup),
    planFile: planFile(ports, settings, lookup),
    stopChange: stopChange(ports),
    overview: overview(ports, lookup),
    offerForm: offerForm(ports),
    listPartners: listPartners(ports, lookup),
    exportPartners: exportPartners(ports, fileWriter(ports, settings, lookup)),
    showPartner: showPartner(ports, settings, lookup),
    reachPartner: reachPartner(ports, lookup),
    findTenant: findTenant(ports, lookup),
    listDeleted: listDeleted(ports, lookup),
    showDeleted: showDeleted(ports, lookup),
    showTemplate: showTemplate(ports),
    showDefaults: showDefaults(ports, settings),
    history: history(ports, lookup),
    showChange: showChange(ports),
    evidence: evidence(ports, settings),
    listOpen: listOpen(ports),
    listDrift: listDrift(ports),
    checkNow: checkNow(ports, watcher),
    change: propose(ports, settings, lookup),
    changeMany: proposeList(ports, settings, lookup),
    changeDefault: proposeDefault(ports, settings),
    changeTemplate: proposeTemplate(ports, settings),
    followUp: followUp(ports, settings, lookup),
    revertDrift: revertDrift(ports, settings, lookup),
    acceptDrift: acceptDrift(ports, settings),
    decide: decideByLine(ports, decider),
    withdraw: withdraw(ports),
    closeReview: closeReview(ports),
    resumeWriting: resumeWriting(ports, settings),
    subscribe: subscribe(ports),
    unsubscribe: unsubscribe(ports),
    keepDigest: keepDigest(ports),
    stopDigest: stopDigest(ports),
    listSubscriptions: listSubscriptions(ports),
    listWebhook: listWebhook(ports),
    retryWebhook: retryWebhook(ports),
  };
}
