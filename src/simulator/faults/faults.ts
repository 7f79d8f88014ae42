import type { GraphSimulator } from '../graph/simulator.ts';
import type { Fault, Said } from '../graph/faults.ts';
import { organizations } from '../seed/organizations.ts';
import { AS_CHALLENGED, FIRST_TOKEN, type SignIn } from '../sign-in/credential.ts';
import type { ChannelService } from '../teams/channel-service.ts';
import { aroundWords, forwarded, withoutReplyTo } from './shapes.ts';
import { otherSpelling } from './spelling.ts';

/** All that a pretend world is made of, before the bot starts. */
export type Surroundings = {
  readonly graph: GraphSimulator;
  readonly channel: ChannelService;
  readonly signIn: SignIn;
  /** Has something happen after so many milliseconds. */
  readonly later: (ms: number, happens: () => void) => void;
};

type NamedFault = {
  /** One line: what goes wrong. */
  readonly does: string;
  /** Has it go wrong from now on. */
  readonly play?: (around: Surroundings) => void;
  /** In how many days the bot's certificate ends. */
  readonly certificateDays?: number;
};

/** A partner or its sync policy, or the list of partners; with the version before it. */
const POLICIES = /crossTenantAccessPolicy\/partners/;
const LIST = /crossTenantAccessPolicy\/partners$/;
const WRITES = ['POST', 'PUT', 'PATCH'] as const;

const MINUTE_MS = 60_000;
/** As long as the bot may wait for what was not answered. */
const LATE_MS = 8_000;
const KEYS_BACK_MS = MINUTE_MS;
const ROLES_BACK_MS = 2 * MINUTE_MS;
const CERTIFICATE_DAYS = 20;

const onWrites = (graph: GraphSimulator, fault: Fault): void => {
  for (const method of WRITES) graph.fail({ ...fault, method, path: POLICIES });
};

type Rewrite = Extract<Fault, { kind: 'rewritten' }>['rewrite'];
/** A page without rows that says there are more of them. */
const emptyPage = (next: string): Said => ({ status: 200, body: { value: [], '@odata.nextLink': next } });

const firstTry =
  (arrives: boolean, status?: number) =>
  ({ channel }: Surroundings): void => {
    channel.fail({ kind: 'first-try', arrives, ...(status !== undefined && { status }) });
  };

/** What can be had go wrong around the bot, by name: what Graph, Entra, Teams and its clients are known to do. */
const FAULTS = {
  'token-refused': {
    does: 'Graph and Teams refuse the first token that the bot has, long before its end.',
    play: ({ graph, channel }) => {
      graph.fail({ kind: 'status', status: 401, code: 'InvalidAuthenticationToken', token: FIRST_TOKEN });
      channel.fail({ kind: 'token', token: FIRST_TOKEN });
    },
  },
  'token-challenged': {
    does: 'Graph refuses each token that was not asked for with the claims of its challenge.',
    play: ({ graph }) => {
      const claims = Buffer.from('{"access_token":{"nbf":{"essential":true,"value":"1782848598"}}}').toString('base64');
      graph.fail({
        kind: 'status',
        status: 401,
        code: 'InvalidAuthenticationToken',
        token: new RegExp(`(?<!${AS_CHALLENGED})$`),
        headers: { 'WWW-Authenticate': `Bearer realm="", error="insufficient_claims", claims="${claims}"` },
      });
    },
  },
  'secret-revoked': {
    does: 'Somebody revoked the bot’s secret: Entra gives it no token for Graph.',
    play: ({ graph, signIn }) => {
      signIn.revokeSecret(graph.url);
    },
  },
  'pages-loop': {
    does: 'The list of partners has a next link that leads to itself.',
    play: ({ graph }) => {
      const rewrite: Rewrite = (_, path) => emptyPage(`${graph.url}${path}?$skiptoken=AAA`);
      graph.fail({ kind: 'rewritten', path: LIST, rewrite });
    },
  },
  'pages-endless': {
    does: 'The list of partners never ends: each page has a link to another one.',
    play: ({ graph }) => {
      let pages = 0;
      const rewrite: Rewrite = (_, path) => emptyPage(`${graph.url}${path}?$skiptoken=${(pages += 1)}`);
      graph.fail({ kind: 'rewritten', path: LIST, rewrite });
    },
  },
  'policy-full': {
    does: 'Graph refuses each write, because the policy object has reached its limit of 25 KB.',
    play: ({ graph }) => {
      onWrites(graph, {
        kind: 'status',
        status: 400,
        code: 'BadRequest',
        message: 'The size of the policy object exceeds the limit of 25 KB. Remove partners that you no longer need.',
      });
    },
  },
  'other-spelling': {
    does: 'Graph spells the same settings in another way each time: order, capitals, numbers as text, nulls left out.',
    play: ({ graph }) => {
      const fabrikam = graph.tenant.partners.get(organizations.fabrikam.tenantId);
      if (fabrikam !== undefined) fabrikam.b2bCollaborationInbound = BLOCKED_GROUPS;
      graph.fail({ kind: 'rewritten', method: 'GET', path: POLICIES, rewrite: otherSpelling() });
    },
  },
  'answer-lost': {
    does: 'Each write is done, and the connection breaks before its answer.',
    play: ({ graph }) => {
      onWrites(graph, { kind: 'reset-after' });
    },
  },
  'answer-lost-late': {
    does: 'The connection breaks at each write, which is done eight seconds later all the same.',
    play: ({ graph }) => {
      onWrites(graph, { kind: 'late-effect', delayMs: LATE_MS, answer: 'reset' });
    },
  },
  'role-late': {
    does: 'Everybody has just activated the roles that they are eligible for, and for two minutes none counts.',
    play: ({ graph, later }) => {
      const { roleAssignments, roleEligibilities } = graph.tenant;
      roleEligibilities.push(...roleAssignments.splice(0));
      later(ROLES_BACK_MS, () => {
        roleAssignments.push(...roleEligibilities.map((one) => ({ ...one, assignmentType: 'Activated' as const })));
      });
    },
  },
  'teams-408': { does: 'Teams answers each message with 408, and it has arrived.', play: firstTry(true, 408) },
  'teams-504': { does: 'Teams answers each message with 504, and it has arrived.', play: firstTry(true, 504) },
  'teams-cut': {
    does: 'The connection to Teams breaks at each message, after it has arrived.',
    play: firstTry(true),
  },
  'teams-412': {
    does: 'Teams answers each message with 412 first, and it has not arrived.',
    play: firstTry(false, 412),
  },
  'teams-503': {
    does: 'Teams answers each message with 503 first, and it has not arrived.',
    play: firstTry(false, 503),
  },
  'teams-twice': {
    does: 'Teams answers each message with 502 first, and it has arrived: each card comes twice.',
    play: firstTry(true, 502),
  },
  'click-without-reply-to': {
    does: 'Clicks do not say on which message they were made.',
    play: ({ channel }) => {
      channel.reshape(withoutReplyTo);
    },
  },
  'around-words': {
    does: 'Quotes, mentions, formatting and signs that nobody sees stand around the words of each message.',
    play: ({ channel }) => {
      channel.reshape(aroundWords());
    },
  },
  forwarded: {
    does: 'Each message is somebody else’s that was forwarded.',
    play: ({ channel }) => {
      channel.reshape(forwarded);
    },
  },
  'keys-down': {
    does: 'For a minute the host of the Bot Framework’s keys is down, so that nobody’s token can be checked.',
    play: ({ channel, later }) => {
      channel.keysAnswer(false);
      later(KEYS_BACK_MS, () => {
        channel.keysAnswer(true);
      });
    },
  },
  'certificate-ends': {
    does: `The bot’s certificate ends in ${CERTIFICATE_DAYS} days.`,
    certificateDays: CERTIFICATE_DAYS,
  },
} as const satisfies Readonly<Record<string, NamedFault>>;
export type FaultName = keyof typeof FAULTS;

export const FAULT_NAMES: readonly FaultName[] = Object.keys(FAULTS).filter(isFaultName);

export function isFaultName(text: string): text is FaultName {
  return Object.hasOwn(FAULTS, text);
}

/** As `FAULTS`, of one name. */
export const faultOf = (name: FaultName): NamedFault => FAULTS[name];

/** Two groups, so that there is an order. */
const BLOCKED_GROUPS = {
  usersAndGroups: {
    accessType: 'blocked',
    targets: [
      { target: 'a1b2c3d4-0000-4abc-8def-00000000000a', targetType: 'group' },
      { target: 'a1b2c3d4-0000-4abc-8def-00000000000b', targetType: 'group' },
    ],
  },
};
