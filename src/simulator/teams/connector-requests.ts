import { z } from 'zod/v4-mini';
import type { Said } from './frames.ts';
import { accountOf, whoIs } from './playground-config.ts';

/** What the bot asks of the Bot Connector, as far as the Playground takes it in another way than Teams. */

type Asked = { readonly method: string; readonly url: string; readonly body: string };

const ACTIVITIES = /^\/_connector\/v3\/conversations\/([^/]+)\/activities(?:\/([^/?]+))?/;
const opening = z.looseObject({ members: z.optional(z.array(z.looseObject({ id: z.string() }))) });
const activity = z.looseObject({ type: z.optional(z.string()) });
const posted = z.object({ id: z.string() });

/** The Playground knows people by its own ids; whoever opens a chat may name them by their object id. */
export function asPlaygroundNames({ method, url, body }: Asked): string {
  if (method !== 'POST' || url !== '/_connector/v3/conversations') return body;
  const { members, ...rest } = opening.parse(JSON.parse(body));
  if (members === undefined) return body;
  const named = members.map((member) => {
    const who = whoIs(member.id);
    return who === undefined ? member : { ...member, id: accountOf(who).id };
  });
  return JSON.stringify({ ...rest, members: named });
}

/**
 * What the bot said with this request; undefined: nothing that people read.
 * @param answered what the Playground answered, where it took it
 */
export function saidBy({ method, url, body }: Asked, answered: string): Said | undefined {
  const [, conversation, named] = ACTIVITIES.exec(url) ?? [];
  if (conversation === undefined || (method !== 'POST' && method !== 'PUT')) return undefined;
  const said = activity.parse(JSON.parse(body));
  if (said.type !== 'message') return undefined;
  const [how, id] =
    method === 'PUT'
      ? (['updateMessage', named] as const)
      : (['createMessage', posted.parse(JSON.parse(answered)).id] as const);
  if (id === undefined) return undefined;
  return { how, conversationId: decodeURIComponent(conversation), messageId: decodeURIComponent(id), activity: said };
}
