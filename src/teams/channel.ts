import type { ConnectorClient } from 'botframework-connector';
import type { Activity } from 'botbuilder';
import { ChannelError, type Channel, type ChannelProblem, type Clock, type Log, type Readers } from '../app/ports.ts';
import { rootOf, type ConversationReference, type PostedMessage } from '../domain/telling/conversation.ts';
import type { ObjectId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Reply } from '../domain/replies/reply.ts';
import { failureOf, type Failure } from './connector.ts';
import { pace } from './pace.ts';
import { readersAmong, readPage, type Page } from './roster.ts';
import { asBotFrameworkActivity } from './sdk-types.ts';

/** Draws a reply as a card; what the toast says beside it. */
export type Render = (
  reply: Reply,
  at: Instant,
) => {
  readonly card: Readonly<Record<string, unknown>>;
  readonly summary: string;
};

export type ChannelOptions = {
  readonly connector: (serviceUrl: string) => Promise<ConnectorClient>;
  readonly render: Render;
  /** The tenant whose channels they are. */
  readonly tenantId: string;
  readonly clock: Clock;
  readonly log: Log;
};

/** As much as Teams gives at once, and as many as a team can have (25,000). */
const MEMBERS_AT_ONCE = 500;
const MOST_PAGES = 50;
const BOT_NAME = 'Bridgekeeper';
const MOST_TRIES = 3;
const PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 10_000;

type Call = 'answer' | 'post' | 'update' | 'open' | 'read';

/** Teams, through the Bot Connector's REST API. Cards are sent without text: text and card would become two messages. */
export function teamsChannel({ connector, render, tenantId, clock, log }: ChannelOptions): Channel {
  const { take } = pace(() => clock.elapsed());

  /**
   * Waits until Teams' limits let another message into the thread. Throws ChannelError where that would take long. An
   * answer is counted and not held back: nobody asks faster than Teams allows, and if somebody does, Teams says so. An
   * update is no new message, nor is a chat.
   */
  const turn = async (kind: Call, thread: string, isUrgent: boolean): Promise<void> => {
    if (kind === 'update' || kind === 'open' || kind === 'read') return;
    const mayGo = (): number => take(thread, isUrgent || kind === 'answer');
    for (let wait = mayGo(); wait > 0 && kind !== 'answer'; wait = mayGo()) {
      if (wait > LONGEST_PAUSE_MS) throw new ChannelError('notDelivered', { retryAfterMs: wait });
      await clock.sleep(wait);
    }
  };

  /** @returns what came of it, and whether an attempt before was not answered and may arrive again */
  const attempt = async <Result>(
    kind: Call,
    thread: string,
    call: () => Promise<Result>,
    isUrgent = false,
  ): Promise<{ readonly result: Result; readonly mayArriveAgain: boolean }> => {
    let mayArriveAgain = false;
    for (let tries = 1; ; tries += 1) {
      await turn(kind, thread, isUrgent);
      try {
        return { result: await call(), mayArriveAgain };
      } catch (error) {
        const failure = failureOf(error);
        const last = problemOf(failure, kind);
        mayArriveAgain ||= last === 'uncertain';
        // That the last attempt did not arrive says nothing of one before.
        const problem = mayArriveAgain && last === 'notDelivered' ? 'uncertain' : last;
        log.warn('connector.failed', { status: failure.status ?? null, code: failure.code ?? null, tries });
        const retryAfterMs = (failure.retryAfterSeconds ?? 0) * 1000;
        const pause = Math.max(PAUSE_MS * tries, retryAfterMs);
        if (tries >= MOST_TRIES || pause > LONGEST_PAUSE_MS || !worthAnotherTry(failure, kind)) {
          throw new ChannelError(problem, { cause: error, retryAfterMs });
        }
        await clock.sleep(pause);
      }
    }
  };

  const drawn = (conversation: ConversationReference, reply: Reply): Partial<Activity> =>
    messageActivity(conversation, render(reply, clock.now()));

  const send = async (conversation: ConversationReference, reply: Reply, isUrgent = false): Promise<PostedMessage> => {
    const { conversationId, activityId } = conversation;
    const activity = drawn(conversation, reply);
    const { conversations } = await connector(conversation.serviceUrl);
    const { result } = await attempt(
      activityId === null ? 'post' : 'answer',
      conversationId,
      () =>
        activityId === null
          ? conversations.sendToConversation(conversationId, activity)
          : conversations.replyToActivity(conversationId, activityId, activity),
      isUrgent,
    );
    return { conversation, messageId: idOf(result, 'id') };
  };

  /** A message at the root of a channel is a conversation of its own, which is created with it. */
  const beginThread = async (
    conversation: ConversationReference,
    reply: Reply,
    isUrgent: boolean,
  ): Promise<PostedMessage> => {
    const channel = rootOf(conversation.conversationId);
    const activity = asBotFrameworkActivity(drawn(conversation, reply));
    const { conversations } = await connector(conversation.serviceUrl);
    const { result } = await attempt(
      'post',
      channel,
      () =>
        conversations.createConversation({
          isGroup: true,
          bot: { id: conversation.botId, name: BOT_NAME },
          tenantId,
          channelData: { channel: { id: channel }, tenant: { id: tenantId } },
          activity,
        }),
      isUrgent,
    );
    const thread = { ...conversation, conversationId: idOf(result, 'id'), activityId: null };
    return { conversation: thread, messageId: idOf(result, 'activityId') };
  };

  /** Names the person by their object id, which Teams takes in the place of its own `29:` id from whoever has the app (Teams: send proactive messages). */
  const chatWith = async (
    person: ObjectId,
    { serviceUrl, botId }: ConversationReference,
  ): Promise<ConversationReference> => {
    const { conversations } = await connector(serviceUrl);
    const { result: made } = await attempt('open', person, () =>
      conversations.createConversation({
        isGroup: false,
        bot: { id: botId, name: BOT_NAME },
        members: [{ id: person, name: '' }],
        tenantId,
        channelData: { tenant: { id: tenantId } },
      }),
    );
    const conversationId = idOf(made, 'id');
    // What is for one person alone must not be said among others, whoever answered that.
    if (conversationId.includes('@thread.')) throw new ChannelError('uncertain');
    return { serviceUrl, conversationId, conversationType: 'personal', botId, team: null, activityId: null };
  };

  /** All pages: one of them alone does not tell who is not there. */
  const readers = async ({ serviceUrl, conversationId }: ConversationReference): Promise<Readers> => {
    const { conversations } = await connector(serviceUrl);
    const root = rootOf(conversationId);
    const members: Page['members'] = [];
    let continuationToken = '';
    for (let pages = 0; pages < MOST_PAGES; pages += 1) {
      const options = { pageSize: MEMBERS_AT_ONCE, continuationToken };
      const { result } = await attempt('read', root, async () =>
        readPage(await conversations.getConversationPagedMembers(root, options)),
      );
      members.push(...result.members);
      continuationToken = result.continuationToken ?? '';
      if (continuationToken === '') return readersAmong(members, tenantId);
    }
    throw new ChannelError('uncertain');
  };

  return {
    readers,
    post: (conversation, reply) => send(conversation, reply),
    chatWith,

    announce: (conversation, reply, isUrgent = false) =>
      (conversation.conversationType === 'channel' ? beginThread : send)(conversation, reply, isUrgent),

    update: async ({ conversation, messageId }, reply) => {
      const { conversationId } = conversation;
      const activity = { ...drawn(conversation, reply), id: messageId };
      const { conversations } = await connector(conversation.serviceUrl);
      const { mayArriveAgain } = await attempt('update', conversationId, () =>
        conversations.updateActivity(conversationId, messageId, activity),
      );
      return { mayArriveAgain };
    },
  };
}

/** Without an id the message could never be updated: it counts as one that nobody knows arrived. */
function idOf(sent: unknown, member: 'id' | 'activityId'): string {
  const id: unknown = sent instanceof Object ? Reflect.get(sent, member) : undefined;
  if (typeof id !== 'string' || id === '') throw new ChannelError('uncertain');
  return id;
}

function messageActivity(
  conversation: ConversationReference,
  { card, summary }: ReturnType<Render>,
): Partial<Activity> {
  return {
    type: 'message',
    channelId: 'msteams',
    serviceUrl: conversation.serviceUrl,
    from: { id: conversation.botId, name: BOT_NAME },
    conversation: {
      id: conversation.conversationId,
      isGroup: conversation.conversationType !== 'personal',
      conversationType: conversation.conversationType,
      name: '',
    },
    ...(conversation.activityId === null ? {} : { replyToId: conversation.activityId }),
    summary,
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
  };
}

/**
 * Teams documents 412, 429, 502, 503 and 504 as worth another try. Silence is another matter: a post that was not
 * answered may have arrived, so only an update, which can be repeated, is sent again.
 */
function worthAnotherTry({ status, sent }: Failure, kind: Call): boolean {
  if (status === undefined) return !sent || kind === 'update';
  return [412, 429, 502, 503, 504].includes(status) || (status === 500 && kind === 'update');
}

/** Codes that say that the bot is not in this conversation, or must not be (Teams: status codes of the connector). */
const OUT = ['BotNotInConversationRoster', 'ConversationNotFound', 'ConversationBlockedByUser', 'BotDisabledByAdmin'];

/**
 * What is wrong is said by Teams' code. A status alone proves nothing: 403 also comes for a message that was deleted, for a
 * chat that has another id by now, and for everything while the service is out of order.
 */
function problemOf({ status, code, sent }: Failure, kind: Call): ChannelProblem {
  if (!sent) return 'notDelivered';
  // An update is about one message: where its thread is gone, the conversation need not be.
  if (OUT.includes(code ?? '') && kind !== 'update') return 'out';
  if (kind === 'update' && (status === 404 || code === 'ActivityNotFound')) return 'messageGone';
  if (status === 403 || status === 404) return 'notAllowed';
  if (status === 400 || status === 413) return 'notAccepted';
  if (status === undefined || status === 500) return 'uncertain';
  // A gateway that waited no longer: what it handed on may still be carried out.
  if (status === 504 && kind === 'update') return 'uncertain';
  return 'notDelivered';
}
