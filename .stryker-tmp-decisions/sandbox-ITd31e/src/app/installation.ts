// @ts-nocheck
import { atRoot, rootOf, type ConversationReference } from '../domain/conversation.ts';
import type { Notice } from '../domain/reply.ts';
import type { Ports } from './ports.ts';

/** The bot was added somewhere: it says hello, once. */
export async function installed(
  { store, channel, clock, log }: Ports,
  conversation: ConversationReference,
): Promise<void> {
  const root = atRoot(conversation);
  if (!(await store.greet(root.conversationId, clock.now()))) return;
  log.info('installed', { place: root.conversationId, in: root.conversationType });
  await channel.announce(root, { kind: 'notice', notice: greeting(root) });
}

/** The bot was removed: from a team it is gone with all of its channels. */
export async function uninstalled({ store, log }: Ports, conversation: ConversationReference): Promise<void> {
  const here = rootOf(conversation.conversationId);
  const subscriptions = await store.subscriptions();
  const gone = subscriptions
    .map((subscription) => subscription.conversation)
    .filter(({ team }) => team !== null && team === conversation.team)
    .map(({ conversationId }) => conversationId);
  for (const place of new Set([here, ...gone])) await store.unsubscribe(place);
  await store.forgetGreeting(here);
  log.info('uninstalled', { place: here, in: conversation.conversationType });
}

function greeting({ conversationType }: ConversationReference): Notice {
  const alone = conversationType === 'personal';
  return {
    tone: 'info',
    title: 'Hello, I am Bridgekeeper',
    lines: [
      ['I guard who may synchronise users into this organisation. I change nothing before you confirm it.'],
      alone ? ['Three things to type:'] : ['Three things to type, with a mention of me:'],
      [{ say: 'help' }, ': everything I can do.'],
      [{ say: 'list partners' }, ': who may synchronise users now.'],
      alone
        ? [{ say: 'whoami' }, ': which role I see for you, and what it allows.']
        : [{ say: 'notify here' }, ': I post every change here.'],
    ],
  };
}
