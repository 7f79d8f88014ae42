import { organizations, people } from '../seed/seed.ts';

/** The Agents Playground's configuration: the simulated tenant's people, one of whom you are. */

export type Key = keyof typeof people;

/** Who can sit at the demo, by a name that says what they may do. */
export const CAST = {
  admin: { key: 'ada', role: 'Security Administrator' },
  group: { key: 'ben', role: 'Security Administrator, through the group Security Operations' },
  eligible: { key: 'chen', role: 'eligible for Security Administrator, not activated' },
  reader: { key: 'dana', role: 'Security Reader' },
  nobody: { key: 'eli', role: 'no role' },
  guest: { key: 'finn', role: 'a guest account with Security Administrator' },
} as const satisfies Record<string, { key: Key; role: string }>;
export type CastName = keyof typeof CAST;

/** Everybody is in it. */
export const GROUP_CHAT = { id: '19:sync-reviewers@thread.v2', name: 'Sync reviewers' };
const TEAM = '19:identity-general@thread.tacv2';
const CHANNEL = { id: '19:identity-sync@thread.tacv2', name: 'Sync approvals' };

/** As Teams lists the channels of the team: the first one has the id of the team, and no name. */
export const PLAYGROUND_CHANNELS: readonly object[] = [
  { id: TEAM, name: null, type: 'standard' },
  { ...CHANNEL, type: 'standard' },
];

export function isCastName(text: string): text is CastName {
  return Object.hasOwn(CAST, text);
}

const NAMES = Object.keys(CAST).filter(isCastName);

/** A person as activities name them. */
export type Account = { readonly id: string; readonly name: string; readonly aadObjectId: string };

export function accountOf(who: CastName): Account {
  const { id, displayName } = people[CAST[who].key];
  return { id: `29:${CAST[who].key}`, name: displayName, aadObjectId: id };
}

/** Whose id that is: one of Teams' own, or an object id. */
export function whoIs(id: string): CastName | undefined {
  return NAMES.find((who) => [accountOf(who).id, accountOf(who).aadObjectId].includes(id));
}

/** The configuration file, in YAML. The Playground wants one current user and exactly five others. */
export function playgroundConfig(botId: string, you: CastName): string {
  const others = NAMES.filter((name) => name !== you);
  return [
    'version: "0.1.1"',
    `tenantId: ${organizations.woodgrove.tenantId}`,
    `bot: {id: "28:${botId}", name: Bridgekeeper}`,
    `# you: ${CAST[you].role}`,
    `currentUser: ${user(you)}`,
    'users:',
    ...others.flatMap((name) => [`  # ${name}: ${CAST[name].role}`, `  - ${user(name)}`]),
    `personalChat: {id: "a:personal-${CAST[you].key}"}`,
    `groupChat: {id: "${GROUP_CHAT.id}", name: ${GROUP_CHAT.name}}`,
    'team:',
    `  id: "${TEAM}"`,
    '  name: Identity',
    '  aadGroupId: 5a0d7c3e-91b4-4e6f-8c2d-7f3b6a9e1d42',
    `  channels: [{id: "${CHANNEL.id}", name: ${CHANNEL.name}}]`,
    '',
  ].join('\n');
}

/** JSON is YAML, and spares quoting. The member `userPrincipleName` is the Playground's own spelling. */
function user(name: CastName): string {
  const { userPrincipalName } = people[CAST[name].key];
  const account = accountOf(name);
  const [givenName, ...surname] = account.name.split(' ');
  return JSON.stringify({
    ...account,
    userPrincipleName: userPrincipalName,
    givenName,
    surname: surname.join(' '),
    email: userPrincipalName,
  });
}
