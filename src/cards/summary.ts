import type { Instant } from '../domain/instant.ts';
import type { Reply } from '../domain/replies/reply.ts';
import { plain } from '../words/text.ts';
import { statusWords } from './views/change/status.ts';
import { choiceTitle } from './views/choice.ts';
import { deletedTitle } from './views/deleted.ts';
import { driftTitle } from './views/drift.ts';
import { driftListTitle } from './views/drift-list.ts';
import { historyTitle } from './views/history.ts';
import { openTitle } from './views/open.ts';
import { pairOf } from './views/partner.ts';
import { partnersTitle } from './views/partners.ts';
import { sightMessage } from '../words/en/sight.ts';
import { messageOf } from '../words/words.ts';
import { subscriptionsTitle } from './views/subscriptions.ts';
import { templateTitle } from './views/template.ts';
import { outlook } from './views/outlook.ts';
import { planTitle } from '../words/en/changes/plan.ts';
import { calledBy } from '../words/en/tenant.ts';

const LONGEST_NAME = 60;
const LONGEST = 160;

/** One line of plain text for a notification, which must make sense without the card. */
export function summaryOf(reply: Reply, at: Instant): string {
  switch (reply.kind) {
    case 'help':
      return 'What you can say to me';
    case 'whoami':
      return 'Who you are and what you can do here';
    case 'partners':
      return partnersTitle(reply);
    case 'partner':
      return plain(
        `${name(reply.tenant)}: ${outlook(reply.state, reply.defaults, 'now', pairOf(reply)).title}`,
        LONGEST,
      );
    case 'choice':
      return choiceTitle(reply);
    case 'notice':
      return plain(messageOf(reply.notice).title, LONGEST);
    case 'history':
      return historyTitle(reply);
    case 'deletedItems':
      return deletedTitle(reply);
    case 'deletedItem':
      return plain(`${name(reply.tenant)}: ${reply.items.policy === null ? 'no' : 'a'} deleted sync policy`, LONGEST);
    case 'tenant':
      return plain(`${name(reply.tenant)}: ${reply.isPartner ? 'a partner' : 'no partner'}`, LONGEST);
    case 'subscriptions':
      return subscriptionsTitle(reply);
    case 'open':
      return openTitle(reply);
    case 'template':
      return templateTitle(reply.template);
    case 'drift':
      return plain(`${name(reply.drift.partner)}: ${driftTitle(reply.drift)}`, LONGEST);
    case 'sight':
      return sightMessage(reply.sight).title;
    case 'driftList':
      return driftListTitle(reply);
    case 'evidence':
      return `Evidence for ${reply.change.proposal.id}`;
    case 'changeDetails':
    case 'change': {
      const { plan, partner } = reply.change.proposal;
      return plain(`${planTitle(plan)} for ${name(partner)}: ${statusWords(reply.change, at).state}`, LONGEST);
    }
  }
}

function name(tenant: Parameters<typeof calledBy>[0]): string {
  return plain(calledBy(tenant), LONGEST_NAME);
}
