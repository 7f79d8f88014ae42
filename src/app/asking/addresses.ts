import { mayPass } from '../../domain/people/access.ts';
import type { Addresses } from '../../domain/replies/reply.ts';
import type { ConversationReference } from '../../domain/telling/conversation.ts';
import type { Proof } from '../authorize.ts';

/** How much of an address somebody is shown: all of it only to whoever may decide, and whom nobody looks over the shoulder. */
export function addressesFor({ basis }: Proof<'read'>, { conversationType }: ConversationReference): Addresses {
  return conversationType === 'personal' && mayPass(basis, 'change') === undefined ? 'whole' : 'short';
}
