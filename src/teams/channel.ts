import { ChannelError, type Channel, type Clock, type Log } from '../app/ports.ts';
import { rootOf, type ConversationReference, type PostedMessage } from '../domain/telling/conversation.ts';
import type { ObjectId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Reply } from '../domain/replies/reply.ts';
import { attempts } from './attempts.ts';
import type { Connector } from './connector.ts';
import { consentCard, infoCard } from './file-cards.ts';
import type { Attachment, OutgoingActivity } from './outgoing.ts';
import { kindOfChannel, readersIn } from './roster.ts';
import type { Refresh, Viewers } from './viewers.ts';

/** Draws a reply as a card; what the toast says beside it. @param refresh for whom Teams asks for it anew */
export type Render = (reply: Reply, at: Instant, refresh?: Refresh) => Promise<RenderedCard>;

type RenderedCard = {
  readonly card: Readonly<Record<string, unknown>>;
  readonly summary: string;
};

export type ChannelOptions = {
  readonly connector: (serviceUrl: string) => Connector;
  readonly render: Render;
  /** The tenant whose channels they are. */
  readonly tenantId: string;
  /** By which chats are made before anybody has spoken to the bot; null: that is not known. */
  readonly first: { readonly serviceUrl: string; readonly botId: string } | null;
  readonly clock: Clock;
  readonly log: Log;
  /** Left out: cards are the same for everybody. */
  readonly viewers?: Viewers | undefined;
};

const BOT_NAME = 'Bridgekeeper';

/** Teams, through the Bot Connector's REST API. Cards are sent without text: text and card would become two messages. */
export function teamsChannel({ connector, render, tenantId, first, clock, log, viewers }: ChannelOptions): Channel {
  const attempt = attempts(clock, log);

  const drawn = async (conversation: ConversationReference, reply: Reply): Promise<OutgoingActivity> => {
    const at = clock.now();
    const { shown, refresh } = (await viewers?.seen(reply, conversation, at)) ?? { shown: reply };
    return messageActivity(conversation, await render(shown, at, refresh));
  };

  const send = async (conversation: ConversationReference, reply: Reply, isUrgent = false): Promise<PostedMessage> =>
    sendActivity(conversation, await drawn(conversation, reply), isUrgent);

  const sendActivity = async (
    conversation: ConversationReference,
    activity: OutgoingActivity,
    isUrgent = false,
  ): Promise<PostedMessage> => {
    const { conversationId, activityId } = conversation;
    const teams = connector(conversation.serviceUrl);
    const { result } = await attempt(
      activityId === null ? 'post' : 'answer',
      conversationId,
      () =>
        activityId === null ? teams.send(conversationId, activity) : teams.reply(conversationId, activityId, activity),
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
    const activity = await drawn(conversation, reply);
    const teams = connector(conversation.serviceUrl);
    const { result } = await attempt(
      'post',
      channel,
      () =>
        teams.create({
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
    const teams = connector(serviceUrl);
    const { result: made } = await attempt('open', person, () =>
      teams.create({
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

  const whisper = async (
    conversation: ConversationReference,
    account: string,
    reply: Reply,
  ): Promise<PostedMessage> => {
    const { conversationId } = conversation;
    // It answers nothing: Teams knows no replies among them.
    const activity = {
      ...(await drawn({ ...conversation, activityId: null }, reply)),
      recipient: { id: account, name: '' },
    };
    const teams = connector(conversation.serviceUrl);
    const { result } = await attempt('whisper', conversationId, () => teams.whisper(conversationId, activity));
    return { conversation, messageId: idOf(result, 'id') };
  };

  return {
    readers: (conversation) => readersIn(connector, attempt, tenantId, conversation),
    kindOf: (channel) => kindOfChannel(connector, attempt, channel),
    typing: async (conversation) => {
      // Outside of what is tried again: an answer comes soon, and is what counts.
      const typing = { type: 'typing', ...addressOf(conversation) } as const;
      await connector(conversation.serviceUrl)
        .send(conversation.conversationId, typing)
        .catch(() => undefined);
    },
    post: (conversation, reply) => send(conversation, reply),
    chatWith,
    anywhere: first && { ...first, conversationId: '', conversationType: 'personal', team: null, activityId: null },
    whisper,

    announce: (conversation, reply, isUrgent = false) =>
      (conversation.conversationType === 'channel' ? beginThread : send)(conversation, reply, isUrgent),

    offerFile: (chat, file) => sendActivity(chat, withAttachment(chat, consentCard(file), file.name)),
    showFile: (chat, file) => sendActivity(chat, withAttachment(chat, infoCard(file), file.name)),

    update: async ({ conversation, messageId }, reply) => {
      const { conversationId } = conversation;
      const activity = { ...(await drawn(conversation, reply)), id: messageId };
      const teams = connector(conversation.serviceUrl);
      const { mayArriveAgain } = await attempt('update', conversationId, () =>
        teams.update(conversationId, messageId, activity),
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

/** Where an activity goes, and from whom. */
const addressOf = (conversation: ConversationReference) =>
  ({
    channelId: 'msteams',
    serviceUrl: conversation.serviceUrl,
    from: { id: conversation.botId, name: BOT_NAME },
    conversation: {
      id: conversation.conversationId,
      isGroup: conversation.conversationType !== 'personal',
      conversationType: conversation.conversationType,
      name: '',
    },
  }) as const;

const messageActivity = (conversation: ConversationReference, { card, summary }: RenderedCard): OutgoingActivity =>
  withAttachment(conversation, { contentType: 'application/vnd.microsoft.card.adaptive', content: card }, summary);

function withAttachment(
  conversation: ConversationReference,
  attachment: Attachment,
  summary: string,
): OutgoingActivity {
  return {
    type: 'message',
    ...addressOf(conversation),
    ...(conversation.activityId === null ? {} : { replyToId: conversation.activityId }),
    summary,
    attachments: [attachment],
  };
}
