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

/** The configuration file, in YAML. The Playground wants one current user and exactly five others. */
export function playgroundConfig(botId: string, you: CastName): string {
  const names = Object.keys(CAST).filter(isCastName);
  const others = names.filter((name) => name !== you);
  return [
    'version: "0.1.1"',
    `tenantId: ${organizations.woodgrove.tenantId}`,
    `bot: {id: "28:${botId}", name: Bridgekeeper}`,
    `# you: ${CAST[you].role}`,
    `currentUser: ${user(you)}`,
    'users:',
    ...others.flatMap((name) => [`  # ${name}: ${CAST[name].role}`, `  - ${user(name)}`]),
    `personalChat: {id: "a:personal-${CAST[you].key}"}`,
    'groupChat: {id: "19:sync-reviewers@thread.v2", name: Sync reviewers}',
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
  const { id, displayName, userPrincipalName } = people[CAST[name].key];
  const [givenName, ...surname] = displayName.split(' ');
  return JSON.stringify({
    id: `29:${CAST[name].key}`,
    name: displayName,
    userPrincipleName: userPrincipalName,
    aadObjectId: id,
    givenName,
    surname: surname.join(' '),
    email: userPrincipalName,
  });
}
