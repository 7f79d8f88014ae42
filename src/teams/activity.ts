import { z } from 'zod/v4';
import type { ConversationReference } from '../domain/telling/conversation.ts';
import type { Sender } from '../domain/people/sender.ts';
import { words } from '../words/words.ts';

/**
 * What is read of an activity (Bot Framework: Activity schema). Everything else is ignored; a member of the wrong type
 * makes the whole activity unreadable, which is the sender's fault and answered with 400.
 */

/** Part of a path of the connector's, where only dots would lead somewhere else. Teams' own are far shorter. */
const id = z.string().max(1_000).regex(/[^.]/);

const account = z.object({
  id,
  name: z.string().nullish(),
  aadObjectId: z.string().nullish(),
  tenantId: z.string().nullish(),
});

const wireActivity = z.looseObject({
  type: z.string().min(1),
  id: id.nullish(),
  name: z.string().nullish(),
  channelId: z.string(),
  serviceUrl: z.string(),
  from: account.nullish(),
  recipient: account.nullish(),
  conversation: z.looseObject({
    id,
    conversationType: z.string().nullish(),
    tenantId: z.string().nullish(),
  }),
  text: z.string().nullish(),
  replyToId: id.nullish(),
  entities: z.array(z.unknown()).nullish(),
  channelData: z
    .looseObject({
      tenant: z.looseObject({ id: z.string().nullish() }).nullish(),
      team: z.looseObject({ id: z.string().nullish() }).nullish(),
      eventType: z.string().nullish(),
    })
    .nullish(),
  // Of an installationUpdate: `add`, `remove`, and others.
  action: z.string().nullish(),
});

export type IncomingActivity = z.infer<typeof wireActivity>;

/** The activity in a request's body; undefined when it is none. */
export function readActivity(body: unknown): IncomingActivity | undefined {
  const result = wireActivity.safeParse(body);
  return result.success ? result.data : undefined;
}

/** Teams: update and delete messages sent to your bot. They come as types of their own, which nobody listens to. */
const EDITS = ['editMessage', 'undeleteMessage', 'softDeleteMessage'];

/** Whether somebody wrote it just now: what was edited or brought back asks for nothing. */
export function isNewMessage({ type, channelData }: IncomingActivity): boolean {
  return type === 'message' && !EDITS.includes(channelData?.eventType ?? '');
}

/** Who sent it, with every tenant id that the activity names: one that is not the home tenant's refuses the person. */
export function senderOf(activity: IncomingActivity): Sender {
  const named = [activity.conversation.tenantId, activity.channelData?.tenant?.id, activity.from?.tenantId];
  return {
    objectId: activity.from?.aadObjectId ?? undefined,
    tenantIds: named.flatMap((id) => (id === null || id === undefined || id === '' ? [] : [id])),
    displayName: activity.from?.name ?? words.people.unnamed,
  };
}

const CONVERSATION_TYPES = ['personal', 'groupChat', 'channel'] as const;

/** Where to answer: the same conversation, which in a channel is the same thread. */
export function conversationOf(activity: IncomingActivity): ConversationReference {
  const type = CONVERSATION_TYPES.find((known) => known === activity.conversation.conversationType);
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

const mention = z.object({ type: z.literal('mention'), text: z.string(), mentioned: z.object({ id: z.string() }) });

const MOST_MENTIONS = 20;
const NAMED_ENTITIES: Readonly<Record<string, string>> = {
  '&nbsp;': ' ',
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&#39;': "'",
};

/**
 * The line a person meant: without the mention of this bot wherever it stands, with HTML entities decoded and odd
 * spaces made plain. The SDK's own helper removes only the first mention and throws where text is missing.
 */
export function lineOf(activity: IncomingActivity): string {
  const botId = activity.recipient?.id;
  const mentions = (activity.entities ?? []).flatMap((entity) => {
    const parsed = mention.safeParse(entity);
    return parsed.success && parsed.data.mentioned.id === botId ? [parsed.data.text] : [];
  });
  // Only what a mention looks like is taken out, and not without end: entities are the sender's text.
  const spellings = [...new Set(mentions)].filter((text) => text.startsWith('<at>')).slice(0, MOST_MENTIONS);
  // Some clients send the mention's text without its entity.
  const name = activity.recipient?.name;
  if (typeof name === 'string' && name !== '') spellings.push(`<at>${name}</at>`);
  const spoken = spellings.reduce((text, spelled) => text.replaceAll(spelled, ' '), activity.text ?? '');
  return spoken
    .replace(/&(?:nbsp|amp|lt|gt|quot|apos|#39);/g, (entity) => NAMED_ENTITIES[entity] ?? entity)
    .replace(/[\u200B-\u200D\u2060\uFEFF]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
