import { GROUP, SECURITY } from './channel.ts';
import { organizations, people, type Story, type Where, type Who } from './story.ts';

/** Who is in a conversation, as Teams lists its members. */

const { fabrikam, woodgrove } = organizations;

export const member = (who: Who) => ({
  id: `29:${who}`,
  tenantId: woodgrove.tenantId,
  userRole: 'user',
  userPrincipalName: people[who].userPrincipalName,
});
export const GUEST = { ...member('ada'), id: '29:guest', userPrincipalName: 'pat_fabrikam.com#EXT#@woodgrove.example' };
export const STRANGER = { ...member('ada'), id: '29:stranger', tenantId: fabrikam.tenantId };

/** Where others read along. */
export const AMONG_OTHERS: readonly (readonly [Where, string])[] = [
  ['group', GROUP],
  ['channel', SECURITY],
];

/** What was said there, in whatever thread. */
export const saidIn = (story: Story, place: string): string =>
  story.teams.messages
    .filter(({ conversationId }) => conversationId === place || conversationId.startsWith(`${place};`))
    .map((message) => story.words(message))
    .join('\n');
