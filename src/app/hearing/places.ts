import { parseTenantId } from '../../domain/ids.ts';
import { identify, type Sender } from '../../domain/people/sender.ts';
import type { ConversationReference } from '../../domain/telling/conversation.ts';
import type { Bot, Installation, Removal } from '../bot-interface.ts';
import type { Ports, Settings } from '../ports.ts';
import { installed, uninstalled } from '../telling/subscriptions/installation.ts';

/** Where the bot is, and where it can speak to whom. */
export interface Places extends Pick<Bot, 'clickedIn' | 'installed' | 'uninstalled'> {
  /** For what the bot says there on its own one day; what is asked now is answered all the same. Never rejects. */
  remember(sender: Sender, conversation: ConversationReference): Promise<void>;
}

export function places(ports: Ports, settings: Pick<Settings, 'homeTenant' | 'forgets'>): Places {
  const { homeTenant } = settings;
  const remember = async (sender: Sender, conversation: ConversationReference): Promise<void> => {
    const person = identify(sender, homeTenant);
    if ('kind' in person) return;
    const { account } = sender;
    const seen =
      account === undefined ? undefined : { account, displayName: person.displayName, at: ports.clock.now() };
    try {
      await ports.store.heard(person.objectId, conversation, seen);
    } catch (error) {
      ports.log.error('conversation.unremembered', error, { conversationId: conversation.conversationId });
    }
  };

  const isHome = (id: string): boolean => parseTenantId(id) === homeTenant;

  /** Other organisations' installations are none of ours. */
  const isOurs = ({ sender: { tenantIds } }: Installation): boolean => tenantIds.length > 0 && tenantIds.every(isHome);

  /**
   * Whoever took the bot away: it is gone, and its alarms with it. A guest or a member of another organisation may do that
   * in a conversation of ours, and Teams need not say where they are at home. What is another organisation's stays theirs.
   */
  const mayBeOurs = ({ sender: { tenantIds }, owner }: Removal): boolean =>
    (owner === null || isHome(owner)) && (tenantIds.length === 0 || tenantIds.some(isHome));

  return {
    remember,
    clickedIn: ({ sender, conversation }) => {
      // Where somebody is alone with the bot it is known already.
      if (conversation.conversationType === 'personal') return;
      ports.background.start('seen', () => remember(sender, conversation));
    },
    installed: async (event) => {
      if (!isOurs(event)) return;
      // Whoever adds the bot for themselves can be told something alone from then on; the others, by the same way.
      await remember(event.sender, event.conversation);
      await installed(ports, event.conversation, settings);
    },
    uninstalled: async (event) => {
      if (!mayBeOurs(event)) return;
      const person = identify(event.sender, homeTenant);
      await uninstalled(ports, event.conversation, event.how, 'kind' in person ? null : person);
    },
  };
}
