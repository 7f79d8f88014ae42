import type { Instant } from '../domain/instant.ts';
import type { Person } from '../domain/people/person.ts';
import { mentioned } from '../domain/replies/mentioned.ts';
import type { Reply } from '../domain/replies/reply.ts';
import type { Card } from './expand.ts';
import { fitted, fittedFor, type Refresh } from './fit.ts';
import { summaryOf } from './summary.ts';
import { alertCard, type Alert } from './views/alert.ts';
import { changeCard } from './views/change/card.ts';
import { changeDetailsReport } from './views/change/details-report.ts';
import { changePartnersReport } from './views/change/partners-report.ts';
import { changeForm } from './views/change-form.ts';
import { choiceCard } from './views/choice.ts';
import { deletedItemReport, deletedListReport } from './views/deleted.ts';
import { digestAlert } from './views/digest.ts';
import { driftAlert } from './views/drift.ts';
import { driftListReport } from './views/drift-list.ts';
import { endingReport } from './views/ends/ending.ts';
import { evidenceReport } from './views/evidence.ts';
import { helpCard } from './views/help.ts';
import { topicCard } from './views/help-topic.ts';
import { historyReport } from './views/history.ts';
import { messageCard } from './views/message.ts';
import { misuseAlert } from './views/misuse.ts';
import { transientAlert } from './views/transient.ts';
import { openReport } from './views/open.ts';
import { overviewReport } from './views/overview.ts';
import { partnerCard } from './views/partner.ts';
import { partnersCard } from './views/partners.ts';
import { reasonCard } from './views/reason.ts';
import { recertificationReport } from './views/ends/recertification.ts';
import { reachReport } from './views/reach.ts';
import { reportCard } from './views/report.ts';
import { messageOf, words } from '../words/words.ts';
import { subscriptionsReport } from './views/subscriptions.ts';
import { defaultsReport } from './views/access.ts';
import { templateReport } from './views/template.ts';
import { tenantCard } from './views/tenant.ts';
import { webhookReport } from './views/webhook.ts';
import { whoamiCard } from './views/whoami.ts';

/** An Adaptive Card and the line that announces it. */
export type RenderedCard = { readonly card: Card; readonly summary: string };

/**
 * Draws a reply. A card is a function of what it shows, of the moment and of the cloud, and of nothing else.
 * @param at now
 * @param portal origin of the Microsoft Entra admin center in the bot's cloud
 * @param refresh for whom Teams asks for it anew; it is a part of the card, and of what that may take. Left out: for nobody
 */
export function renderReply(reply: Reply, at: Instant, portal: string, refresh?: Refresh): RenderedCard {
  const drawn = draw(reply, at, portal);
  return { card: refresh === undefined ? fitted(drawn) : fittedFor(drawn, refresh), summary: summaryOf(reply, at) };
}

function draw(reply: Reply, at: Instant, portal: string): Card {
  switch (reply.kind) {
    case 'help':
      return helpCard(reply);
    case 'topicHelp':
      return topicCard(reply);
    case 'whoami':
      return whoamiCard(reply, at, portal);
    case 'partners':
      return partnersCard(reply, at);
    case 'partner':
      return partnerCard(reply, at, portal);
    case 'changeForm':
      return changeForm(reply.shown);
    case 'choice':
      return choiceCard(reply);
    case 'notice':
      return messageCard(messageOf(reply.notice), portal, reply.called ?? mentioned(reply.notice), reply.isOnlooker);
    case 'change':
      return changeCard(reply, at, portal);
    case 'changeDetails':
      return reportCard(changeDetailsReport(reply, at), at);
    case 'changePartners':
      return reportCard(changePartnersReport(reply, at), at);
    case 'evidence':
      return reportCard(evidenceReport(reply, at), at);
    case 'history':
      return reportCard(historyReport(reply, at), at);
    case 'deletedItems':
      return reportCard(deletedListReport(reply, at), at);
    case 'deletedItem':
      return reportCard(deletedItemReport(reply, at), at);
    case 'tenant':
      return tenantCard(reply, at);
    case 'reach':
      return reportCard(reachReport(reply, at), at);
    case 'subscriptions':
      return reportCard(subscriptionsReport(reply, at), at);
    case 'webhook':
      return reportCard(webhookReport(reply, at), at);
    case 'open':
      return reportCard(openReport(reply, at), at);
    case 'ending':
      return reportCard(endingReport(reply, at), at);
    case 'recertification':
      return reportCard(recertificationReport(reply, at), at);
    case 'overview':
      return reportCard({ ...overviewReport(reply, at), ...calling(reply) }, at);
    case 'drift':
      return alertCard(driftAlert(reply, at), at, portal);
    case 'digest':
      return alertCard({ ...digestAlert(reply.digest, at), ...calling(reply) }, at, portal);
    case 'sight':
      return messageCard(words.drifts.sight(reply.sight), portal);
    case 'misuse':
      return alertCard({ ...misuseAlert(reply, at), ...calling(reply) }, at, portal);
    case 'transient':
      return alertCard({ ...transientAlert(reply.transient, at), ...calling(reply) }, at, portal);
    case 'driftList':
      return reportCard(driftListReport(reply, at), at);
    case 'reasonAsked':
      return reasonCard(reply);
    case 'defaults':
      return reportCard(defaultsReport(reply.state, at), at);
    case 'template':
      return reportCard(templateReport(reply.template, at), at);
  }
}

/** Who is mentioned on it. */
const calling = ({ called }: { readonly called?: readonly Person[] }): Pick<Alert, 'called'> =>
  called === undefined ? {} : { called };
