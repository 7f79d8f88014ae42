import type { Sender } from '../../src/domain/people/sender.ts';
import { parseTenantId, type ChangeId } from '../../src/domain/ids.ts';
import { organizations, people } from '../../src/simulator/seed/seed.ts';
import type { Life, Wall } from './life.ts';

/** An administrator in a chat with a life of the bot. */

export const HOME = parseTenantId(organizations.woodgrove.tenantId) ?? '';
export const ADA: Sender = { objectId: people.ada.id, tenantIds: [HOME], displayName: 'Ada Osei' };
export const CHAT = {
  serviceUrl: 'https://smba.example/',
  conversationId: 'a:ada',
  conversationType: 'personal',
  botId: '28:bot',
  team: null,
  activityId: '1',
} as const;

/** Lets the bot's background work come on. */
export const rest = async (): Promise<void> => {
  for (let n = 0; n < 12; n += 1) await new Promise((resolve) => setTimeout(resolve, 1));
};

/** In a group chat, in which somebody else decides. */
const GROUP = { ...CHAT, conversationId: '19:group@thread.v2', conversationType: 'groupChat' } as const;
const BEN: Sender = { objectId: people.ben.id, tenantIds: [HOME], displayName: 'Ben Haddad' };

/** How it is asked for and decided, where that is not in Ada's own chat, by herself and without a file. */
export type Way = { readonly byBen?: true; readonly hasFile?: true };

/** Asks for a change, and confirms it on its card. @returns the change's id, before the bot has carried on with it */
export async function confirmed(
  { bot }: Life,
  wall: Wall,
  text: string,
  activityId = '1',
  { byBen, hasFile }: Way = {},
): Promise<ChangeId> {
  const conversation = byBen === undefined ? CHAT : GROUP;
  const before = wall.messages.length;
  await bot.say({
    spoken: { kind: 'line', text, leftOut: [] },
    sender: ADA,
    conversation,
    channelKind: null,
    inPrivate: false,
    delivery: { conversationId: conversation.conversationId, activityId },
    ...(hasFile && { files: [{ name: 'partners.yaml', url: 'https://files.example/partners.yaml' }] }),
  });
  const shown = wall.messages.slice(before).find(({ reply }) => reply.kind === 'change');
  if (shown?.reply.kind !== 'change') throw new Error(`no card for ${text}`);
  const { id } = shown.reply.change.proposal;
  const [sender, verdict] = byBen === undefined ? ([ADA, 'confirm'] as const) : ([BEN, 'approve'] as const);
  await bot.press({ changeId: id, verdict, typed: null, reason: null, sender, card: shown.posted });
  return id;
}
