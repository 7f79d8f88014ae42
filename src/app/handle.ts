import { COMMANDS, type Request } from '../commands/list.ts';
import { parse, LONGEST_LINE, type Misread as NoRequest, type Parsed } from '../commands/parse.ts';
import { usageText } from '../commands/phrase.ts';
import type { ConversationReference, PostedMessage } from '../domain/telling/conversation.ts';
import type { Person } from '../domain/people/person.ts';
import type { Reply } from '../domain/replies/reply.ts';
import { recognise } from './authorize.ts';
import { closeReview } from './changing/close-review.ts';
import { listDeleted, showDeleted } from './asking/deleted.ts';
import { acceptDrift } from './watching/decide-drift.ts';
import { revertDrift } from './changing/revert-drift.ts';
import { evidence } from './asking/evidence.ts';
import { knownErrorIn } from '../domain/known-error.ts';
import { refused, type Misread } from '../domain/replies/notice.ts';
import { findTenant } from './asking/find-tenant.ts';
import { followUp } from './changing/follow-up.ts';
import { history, showChange } from './asking/history.ts';
import { listOpen } from './asking/list-open.ts';
import { inWords } from './in-words.ts';
import { checkNow, listDrift } from './asking/list-drift.ts';
import { listPartners } from './asking/list-partners.ts';
import type { PartnerLookup } from './finding/partner-lookup.ts';
import type { Ports, Settings } from './ports.ts';
import { proposeTemplate } from './changing/propose-template.ts';
import { propose } from './changing/propose.ts';
import { showPartner } from './asking/show-partner.ts';
import { showTemplate } from './asking/show-template.ts';
import { listSubscriptions, subscribe, unsubscribe } from './telling/subscribe.ts';
import { withdraw } from './changing/withdraw.ts';
import type { Watcher } from './watching/watch.ts';
import { whoami } from './asking/whoami.ts';

/** The same for everybody, always. */
const HELP: Reply = {
  kind: 'help',
  commands: COMMANDS.map((known) => ({ ...known, usage: usageText(known.usage) })),
};

export type Line = {
  readonly text: string;
  readonly person: Person;
  readonly conversation: ConversationReference;
  /** The card whose button said the line; null: somebody typed it. */
  readonly card: PostedMessage | null;
};

/** Answers one line. Never throws: what went wrong becomes a notice with a reference that finds the log line. */
export async function handle(
  ports: Ports,
  settings: Settings,
  lookup: PartnerLookup,
  watcher: Pick<Watcher, 'look'>,
  line: Line,
): Promise<Reply> {
  const parsed = parse(line.text, COMMANDS);
  if (parsed.kind !== 'request') return { kind: 'notice', notice: misread(parsed) };
  return inWords(ports, { command: parsed.command.name, person: line.person }, () =>
    answer(ports, settings, lookup, watcher, line, parsed),
  );
}

async function answer(
  ports: Ports,
  settings: Settings,
  lookup: PartnerLookup,
  watcher: Pick<Watcher, 'look'>,
  { person, conversation, card }: Line,
  { command, request }: Extract<Parsed<Request>, { kind: 'request' }>,
): Promise<Reply> {
  if (command.preview && !settings.preview) return refused({ kind: 'previewOff', command: command.name });
  const asked = { person, conversation, card, command: command.name };
  switch (request.kind) {
    case 'help':
      return HELP;
    case 'whoami':
      return whoami(ports, person);
    case 'listPartners':
      return listPartners(ports, lookup, person, request.filter, request.page);
    case 'showPartner':
      return showPartner(ports, lookup, person, request.partner);
    case 'findTenant':
      return findTenant(ports, lookup, person, request.tenant);
    case 'listDeleted':
      return listDeleted(ports, lookup, person);
    case 'showDeleted':
      return showDeleted(ports, lookup, person, request.partner);
    case 'showTemplate':
      return showTemplate(ports, person);
    case 'history':
      return history(ports, lookup, person, request.partner, request.page);
    case 'showChange':
      return showChange(ports, person, request.change);
    case 'evidence':
      return evidence(ports, settings, person, request.change);
    case 'subscribe':
      return subscribe(ports, person, conversation, request.topic);
    case 'unsubscribe':
      return unsubscribe(ports, person, conversation);
    case 'listSubscriptions':
      return listSubscriptions(ports, person, conversation);
    case 'listOpen':
      return listOpen(ports, person);
    case 'withdraw':
      return withdraw(ports, person, request.change, request.reason);
    case 'closeReview':
      return closeReview(ports, person, request.change, request.finding);
    case 'explain': {
      const refusal = await recognise(ports.roles, person);
      return refusal === undefined
        ? { kind: 'notice', notice: { kind: 'explained', error: knownErrorIn(request.text) } }
        : refused(refusal);
    }
    case 'change':
      return propose(ports, settings, lookup, asked, request);
    case 'checkNow':
      return checkNow(ports, watcher, person);
    case 'listDrift':
      return listDrift(ports, person, request.page);
    case 'acceptDrift':
      return told(await acceptDrift(ports, person, request.drift, request.reason));
    case 'revertDrift':
      return revertDrift(ports, settings, asked, request.drift, request.reason);
    case 'changeTemplate':
      return proposeTemplate(ports, settings, asked, request);
    case 'followUp':
      return followUp(ports, settings, asked, request);
  }
}

/** What the line came to: the drift's cards show it, wherever they are. */
function told(reply: Reply): Reply {
  if (reply.kind !== 'drift') return reply;
  const { partner, id } = reply.drift;
  return { kind: 'notice', notice: { kind: 'driftAccepted', drift: id, partner } };
}

function misread(parsed: NoRequest): Misread {
  switch (parsed.kind) {
    case 'empty':
      return { kind: 'emptyLine' };
    case 'tooLong':
      return { kind: 'lineTooLong', length: parsed.length, longest: LONGEST_LINE };
    case 'invalid': {
      const { command, problems } = parsed;
      return { kind: 'invalidLine', command: command.name, usage: usageText(command.usage), problems };
    }
    case 'notUnderstood':
      return parsed;
  }
}
