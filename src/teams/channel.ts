import type { ConnectorClient } from 'botframework-connector';
import type { Activity } from 'botbuilder';
import { ChannelError, type Channel, type ChannelProblem, type Log } from '../app/ports.ts';
import type { Instant } from '../domain/instant.ts';
import type { ConversationReference } from '../domain/conversation.ts';
import type { Reply } from '../domain/reply.ts';
import { failureOf, type Failure } from './connector.ts';

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
  readonly now: () => Instant;
  readonly log: Log;
  readonly sleep: (milliseconds: number) => Promise<void>;
};

const MOST_TRIES = 3;
const PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 10_000;

/** Teams, through the Bot Connector's REST API. Cards are sent without text: text and card would become two messages. */
export function teamsChannel({ connector, render, now, log, sleep }: ChannelOptions): Channel {
  const attempt = async <Result>(kind: 'post' | 'update', call: () => Promise<Result>): Promise<Result> => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await call();
      } catch (error) {
        const failure = failureOf(error);
        log.warn('connector.failed', { status: failure.status ?? null, tries });
        const pause = Math.max(PAUSE_MS * tries, (failure.retryAfterSeconds ?? 0) * 1000);
        if (tries >= MOST_TRIES || pause > LONGEST_PAUSE_MS || !worthAnotherTry(failure, kind)) {
          throw new ChannelError(problemOf(failure, kind), { cause: error });
        }
        await sleep(pause);
      }
    }
  };

  return {
    post: async (conversation, reply) => {
      const activity = messageActivity(conversation, render(reply, now()));
      const { conversations } = await connector(conversation.serviceUrl);
      const sent = await attempt('post', () =>
        conversation.activityId === null
          ? conversations.sendToConversation(conversation.conversationId, activity)
          : conversations.replyToActivity(conversation.conversationId, conversation.activityId, activity),
      );
      return { conversation, messageId: idOf(sent) };
    },

    update: async ({ conversation, messageId }, reply) => {
      const activity = { ...messageActivity(conversation, render(reply, now())), id: messageId };
      const { conversations } = await connector(conversation.serviceUrl);
      await attempt('update', () => conversations.updateActivity(conversation.conversationId, messageId, activity));
    },
  };
}

/** Without an id the message could never be updated: it counts as one that nobody knows arrived. */
function idOf(sent: unknown): string {
  const id: unknown = sent instanceof Object ? Reflect.get(sent, 'id') : undefined;
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
    from: { id: conversation.botId, name: 'Bridgekeeper' },
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
function worthAnotherTry({ status, sent }: Failure, kind: 'post' | 'update'): boolean {
  if (status === undefined) return !sent || kind === 'update';
  return [412, 429, 502, 503, 504].includes(status) || (status === 500 && kind === 'update');
}

function problemOf({ status, sent }: Failure, kind: 'post' | 'update'): ChannelProblem {
  if (!sent) return 'notDelivered';
  // To an update 404 means that the message was deleted; to a post, that there is no such conversation.
  if (status === 404) return kind === 'update' ? 'messageGone' : 'notAllowed';
  if (status === 403) return 'notAllowed';
  if (status === undefined || status === 500) return 'uncertain';
  return 'notDelivered';
}
