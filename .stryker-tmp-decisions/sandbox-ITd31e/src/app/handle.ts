// @ts-nocheck
import { COMMANDS } from '../commands/list.ts';
import { parse, LONGEST_LINE, type Parsed } from '../commands/parse.ts';
import { usageText } from '../commands/phrase.ts';
import type { ConversationReference, PostedMessage } from '../domain/conversation.ts';
import type { Person } from '../domain/person.ts';
import type { Notice, Reply } from '../domain/reply.ts';
import { recognise } from './authorize.ts';
import { closeReview } from './close-review.ts';
import { tenantName } from '../domain/tenant.ts';
import { listDeleted, showDeleted } from './deleted.ts';
import { acceptDrift, revertDrift } from './decide-drift.ts';
import { evidence } from './evidence.ts';
import { explainError } from './explain-error.ts';
import { refused } from './explain.ts';
import { findTenant } from './find-tenant.ts';
import { followUp } from './follow-up.ts';
import { history, showChange } from './history.ts';
import { listOpen } from './list-open.ts';
import { inWords } from './in-words.ts';
import { checkNow, listDrift } from './list-drift.ts';
import { listPartners } from './list-partners.ts';
import type { PartnerLookup } from './partner-lookup.ts';
import type { Ports, Settings } from './ports.ts';
import { proposeTemplate } from './propose-template.ts';
import { propose } from './propose.ts';
import { showPartner } from './show-partner.ts';
import { showTemplate } from './show-template.ts';
import { listSubscriptions, subscribe, unsubscribe } from './subscribe.ts';
import { withdraw } from './withdraw.ts';
import type { Watcher } from './watch.ts';
import { whoami } from './whoami.ts';

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
  if (parsed.kind !== 'request') return { kind: 'notice', notice: notUnderstood(parsed) };
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
  { command, request }: Extract<Parsed, { kind: 'request' }>,
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
      return refusal === undefined ? { kind: 'notice', notice: explainError(request.text) } : refused(refusal);
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

/** What the line came to, in words: the drift's cards show it, wherever they are. */
function told(reply: Reply): Reply {
  if (reply.kind !== 'drift') return reply;
  const { partner, id } = reply.drift;
  const notice: Notice = {
    tone: 'info',
    title: 'Accepted',
    lines: [
      [{ strong: tenantName(partner) }, ' is as it should be now. What differs from that later is told anew.'],
      ['The cards of ', { strong: id }, ' show who accepted it, and why.'],
    ],
  };
  return { kind: 'notice', notice };
}

function notUnderstood(parsed: Exclude<Parsed, { kind: 'request' }>): Notice {
  const helpLine = ['To see everything I can do, type ', { say: 'help' }, '.'] as const;
  switch (parsed.kind) {
    case 'empty':
      return { tone: 'info', title: 'Hello, I am Bridgekeeper', lines: [helpLine], offers: ['help'] };
    case 'tooLong':
      return {
        tone: 'warning',
        title: 'That is too long for me',
        lines: [[`A command has at most ${LONGEST_LINE} characters; yours has ${parsed.length}.`], helpLine],
      };
    case 'invalid':
      return {
        tone: 'warning',
        title: `I cannot read that as “${parsed.command.name}”`,
        lines: [
          ...parsed.problems.map((problem) => [problem]),
          ['Write it so: ', { say: usageText(parsed.command.usage) }],
        ],
      };
    case 'notUnderstood':
      return parsed.suggestion === null
        ? { tone: 'info', title: 'I did not understand that', lines: [['I did nothing.'], helpLine], offers: ['help'] }
        : {
            tone: 'info',
            title: 'I did not understand that',
            lines: [['I did nothing. Did you mean ', { say: parsed.suggestion }, '?'], helpLine],
          };
  }
}
