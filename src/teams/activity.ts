import { z } from 'zod/v4-mini';
import type { ConversationReference } from '../domain/telling/conversation.ts';
import type { Sender } from '../domain/people/sender.ts';
import type { ChannelKind } from '../domain/telling/readers.ts';
import { isZone } from '../domain/telling/rhythm.ts';
import { words } from '../words/words.ts';
import { isFromBox } from './extension.ts';
import { channelKind } from './roster.ts';

/**
 * What is read of an activity (Bot Framework: Activity schema). Everything else is ignored; a member of the wrong type
 * makes the whole activity unreadable, which is the sender's fault and answered with 400.
 */

/** Part of a path of the connector's, where only dots would lead somewhere else. Teams' own are far shorter. */
const id = z.string().check(z.maxLength(1_000), z.regex(/[^.]/));

const account = z.object({
  id,
  name: z.nullish(z.string()),
  aadObjectId: z.nullish(z.string()),
  tenantId: z.nullish(z.string()),
});

const wireActivity = z.looseObject({
  type: z.string().check(z.minLength(1)),
  id: z.nullish(id),
  name: z.nullish(z.string()),
  channelId: z.string(),
  serviceUrl: z.string(),
  from: z.nullish(account),
  // `isTargeted`: only the sender and the bot can see it (Teams: targeted messages).
  recipient: z.nullish(z.extend(account, { isTargeted: z.nullish(z.boolean()) })),
  conversation: z.nullish(
    z.looseObject({
      id,
      conversationType: z.nullish(z.string()),
      isGroup: z.nullish(z.boolean()),
      tenantId: z.nullish(z.string()),
    }),
  ),
  text: z.nullish(z.string()),
  textFormat: z.nullish(z.string()),
  attachments: z.nullish(z.array(z.unknown())),
  replyToId: z.nullish(id),
  entities: z.nullish(z.array(z.unknown())),
  channelData: z.nullish(
    z.looseObject({
      tenant: z.nullish(z.looseObject({ id: z.nullish(z.string()) })),
      team: z.nullish(z.looseObject({ id: z.nullish(z.string()) })),
      channel: z.nullish(z.looseObject({ id: z.nullish(id), type: z.nullish(z.string()) })),
      eventType: z.nullish(z.string()),
    }),
  ),
  // Of an installationUpdate: `add`, `remove`, and others.
  action: z.nullish(z.string()),
  // Of a conversationUpdate.
  membersRemoved: z.nullish(z.array(z.unknown())),
});

type WireActivity = z.infer<typeof wireActivity>;
export type IncomingActivity = WireActivity & { readonly conversation: NonNullable<WireActivity['conversation']> };

/** The activity in a request's body; undefined when it is none. */
export function readActivity(body: unknown): IncomingActivity | undefined {
  const { data } = wireActivity.safeParse(body);
  const conversation = data?.conversation ?? (data && placeless(data));
  return data && conversation && { ...data, conversation };
}

/**
 * What is asked from Teams' box need not name a conversation, such as from the command box (Teams: create and send
 * dialogs). In its place stands whoever asks: no place where anything could be posted.
 */
function placeless({ type, name, from }: WireActivity): IncomingActivity['conversation'] | undefined {
  return type === 'invoke' && isFromBox(name) && from ? { id: from.id, conversationType: 'groupChat' } : undefined;
}

/** Teams: update and delete messages sent to your bot. They come as types of their own, which nobody listens to. */
const EDITS = ['editMessage', 'undeleteMessage', 'softDeleteMessage'];

/** Whether somebody wrote it just now: what was edited or brought back asks for nothing. */
export function isNewMessage({ type, channelData }: IncomingActivity): boolean {
  return type === 'message' && !EDITS.includes(channelData?.eventType ?? '');
}

/**
 * What a conversationUpdate takes the bot out of, and how; undefined: out of nothing (Teams: conversation events in your
 * bot). A channel that is deleted goes alone; where a team does, or the bot is taken out as a member, that is all.
 */
export function removalIn(
  activity: IncomingActivity,
): { readonly how: 'appRemoved' | 'deleted'; readonly conversation: ConversationReference } | undefined {
  const { channelData, membersRemoved, recipient } = activity;
  const conversation = conversationOf(activity);
  switch (channelData?.eventType) {
    case 'channelDeleted': {
      const channel = channelData.channel?.id;
      if (channel === null || channel === undefined) return undefined;
      return { how: 'deleted', conversation: { ...conversation, conversationId: channel, team: null } };
    }
    case 'teamDeleted':
    case 'teamHardDeleted':
      return { how: 'deleted', conversation };
    default: {
      const isBot = (member: unknown): boolean =>
        member instanceof Object && 'id' in member && member.id === recipient?.id;
      return membersRemoved?.some(isBot) === true ? { how: 'appRemoved', conversation } : undefined;
    }
  }
}

/** Who sent it, with every tenant id that the activity names: one that is not the home tenant's refuses the person. */
export function senderOf(activity: IncomingActivity): Sender {
  const named = [activity.conversation.tenantId, activity.channelData?.tenant?.id, activity.from?.tenantId];
  return {
    objectId: activity.from?.aadObjectId ?? undefined,
    tenantIds: named.flatMap((id) => (id === null || id === undefined || id === '' ? [] : [id])),
    displayName: activity.from?.name ?? words.people.unnamed,
    ...(activity.from && { account: activity.from.id }),
    ...zoneIn(activity),
  };
}

const client = z.object({ type: z.literal('clientInfo'), timezone: z.string() });

/** The time zone of whoever sent it (Bot Framework: Activity.localTimezone; Teams: the entity clientInfo); nothing where none is known. */
function zoneIn({ entities, ...activity }: IncomingActivity): Pick<Sender, 'zone'> {
  const told = [activity['localTimezone'], ...(entities ?? []).map((one) => client.safeParse(one).data?.timezone)];
  const zone = told.find((one) => typeof one === 'string' && isZone(one));
  return typeof zone === 'string' ? { zone } : {};
}

const CONVERSATION_TYPES = ['personal', 'groupChat', 'channel'] as const;

/** Where to answer: the same conversation, which in a channel is the same thread. */
export function conversationOf(activity: IncomingActivity): ConversationReference {
  const { conversationType, isGroup } = activity.conversation;
  const named = CONVERSATION_TYPES.find((known) => known === conversationType);
  // What contradicts itself may be a group.
  const isOthers = isGroup === true || isBetweenPeople(activity);
  const type = named === 'personal' && isOthers ? undefined : named;
  return {
    serviceUrl: activity.serviceUrl,
    conversationId: activity.conversation.id,
    // What is meant for one person must not be said where nobody knows who reads along.
    conversationType: type ?? 'groupChat',
    botId: activity.recipient?.id ?? '',
    team: activity.channelData?.team?.id ?? null,
    activityId: activity.id ?? null,
  };
}

/** A chat of two is called after both (Microsoft Graph: chat), and is somebody else's where the bot is neither. */
const OF_TWO = /^19:[0-9a-f-]{36}_[0-9a-f-]{36}@/i;

/** Whether it is a chat of two people, in which the bot is not: Teams calls it personal, too. */
function isBetweenPeople({ conversation: { id: chat }, recipient }: IncomingActivity): boolean {
  const bot = recipient?.id.replace(/^28:/, '') ?? '';
  return OF_TWO.test(chat) && (bot === '' || !chat.includes(bot));
}

/** Whether nobody else there can see it. */
export const isWhisper = ({ recipient }: IncomingActivity): boolean => recipient?.isTargeted === true;

/** What kind of channel it says that it came from; null: it does not say, or it is none. */
export const channelKindOf = ({ channelData }: IncomingActivity): ChannelKind | null =>
  channelKind(channelData?.channel?.type) ?? null;

/** The same ids mean the same delivery. A message without an id cannot be told from its repetition, so it counts as new. */
export function deliveryOf(activity: IncomingActivity): { conversationId: string; activityId: string } {
  return { conversationId: activity.conversation.id, activityId: activity.id ?? crypto.randomUUID() };
}
