import { z } from 'zod/v4-mini';
import { ChannelError } from '../app/ports.ts';
import { rootOf, type ConversationReference } from '../domain/telling/conversation.ts';
import { CHANNEL_KINDS, type ChannelKind, type Roster } from '../domain/telling/readers.ts';
import type { Attempt } from './attempts.ts';
import type { Connector } from './connector.ts';

/** As much as Teams gives at once, and as many as a team can have (25,000). */
const MEMBERS_AT_ONCE = 500;
const MOST_PAGES = 50;

/**
 * What is read of a page of members (Bot Connector: PagedMembersResult; Teams adds the tenant, the role and the name, and
 * calls the object id `objectId` in its own answers, where Bot Framework calls it `aadObjectId`).
 */
const page = z.object({
  continuationToken: z.nullish(z.string()),
  members: z.array(
    z.looseObject({
      tenantId: z.nullish(z.string()),
      aadObjectId: z.nullish(z.string()),
      objectId: z.nullish(z.string()),
      userRole: z.nullish(z.string()),
      userPrincipalName: z.nullish(z.string()),
    }),
  ),
});
type Members = z.infer<typeof page>['members'];

/** What is read of a team's channels (Teams: ConversationList). */
const channels = z.object({ conversations: z.array(z.looseObject({ id: z.string(), type: z.nullish(z.string()) })) });

type Reach = (serviceUrl: string) => Connector;

/** All pages: one of them alone does not tell who is not there. Throws ChannelError. */
export async function readersIn(
  connector: Reach,
  attempt: Attempt,
  home: string,
  { serviceUrl, conversationId }: ConversationReference,
): Promise<Roster> {
  const teams = connector(serviceUrl);
  const root = rootOf(conversationId);
  const members: Members = [];
  const followed = new Set<string>();
  let continuationToken = '';
  // A page that leads to one that was read already leads nowhere.
  while (followed.size < MOST_PAGES && !followed.has(continuationToken)) {
    const from = continuationToken;
    followed.add(from);
    const { result } = await attempt('read', root, async () =>
      page.parse(await teams.members(root, MEMBERS_AT_ONCE, from)),
    );
    members.push(...result.members);
    continuationToken = result.continuationToken ?? '';
    if (continuationToken === '') return readersAmong(members, home);
  }
  throw new ChannelError('uncertain');
}

/**
 * Counts those who are not of this organisation: a guest by role or by name, anybody else by another tenant, or by none
 * that Teams names.
 */
function readersAmong(members: Members, home: string): Roster {
  const isAnonymous = ({ userRole }: Members[number]): boolean => userRole?.toLowerCase() === 'anonymous';
  const isStranger = (one: Members[number]): boolean => !isAnonymous(one) && one.tenantId?.toLowerCase() !== home;
  const isGuest = (one: Members[number]): boolean =>
    isAnonymous(one) ||
    one.userRole?.toLowerCase() === 'guest' ||
    (one.userPrincipalName ?? '').toUpperCase().includes('#EXT#');
  const strangers = members.filter(isStranger);
  const ours = members.filter((one) => !isStranger(one) && !isGuest(one));
  return {
    strangers: strangers.length,
    guests: members.filter((one) => !isStranger(one) && isGuest(one)).length,
    ours: ours.map(({ aadObjectId, objectId }) => (aadObjectId ?? objectId)?.toLowerCase() ?? null),
  };
}

/** Of the channels of its team, which Teams lists with their kinds. Throws ChannelError, also where it is not among them. */
export async function kindOfChannel(
  connector: Reach,
  attempt: Attempt,
  { serviceUrl, conversationId, team }: ConversationReference,
): Promise<ChannelKind> {
  if (team === null) throw new ChannelError('uncertain');
  const teams = connector(serviceUrl);
  const root = rootOf(conversationId);
  const { result } = await attempt('read', root, async () => channels.parse(await teams.channels(team)));
  const kind = channelKind(result.conversations.find(({ id }) => id === root)?.type);
  if (kind === undefined) throw new ChannelError('uncertain');
  return kind;
}

/** As Teams writes it, whatever its case. undefined: it says nothing that is known. */
export const channelKind = (named: string | null | undefined): ChannelKind | undefined =>
  CHANNEL_KINDS.find((kind) => kind === named?.toLowerCase());
