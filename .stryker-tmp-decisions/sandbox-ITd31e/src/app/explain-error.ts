// @ts-nocheck
import type { Line, Notice } from '../domain/reply.ts';

/**
 * Errors that administrators meet around cross-tenant synchronisation, in words.
 * Source: Entra, configure cross-tenant synchronization (portal and Microsoft Graph), troubleshooting tips.
 */
type Known = {
  /** What is looked for in the pasted text, in any case; all of them must be there. */
  readonly marks: readonly string[];
  readonly title: string;
  readonly lines: readonly Line[];
};

const POLICY_CHECK = 'AzureActiveDirectoryCrossTenantSyncPolicyCheckFailure';

const FACE_OF_SOURCE: readonly Line[] = [
  [{ strong: 'The source tenant has not switched on automatic redemption, outbound.' }],
  [
    'Only an administrator of the source tenant can: External Identities › Cross-tenant access settings › this organisation › Outbound access › Trust settings › “Automatically redeem invitations with the tenant”.',
  ],
];
const FACE_OF_TARGET: readonly Line[] = [
  [{ strong: 'The target tenant does not allow inbound user sync.' }],
  [
    'If you are the target, type ',
    { say: 'show <partner>' },
    ' to see which switch is missing, then ',
    { say: 'enable sync for <partner>' },
    '. Microsoft’s page shows this text under the heading of redemption, but it is about sync.',
  ],
];

const KNOWN: readonly Known[] = [
  {
    marks: [POLICY_CHECK, 'inbound sync'],
    title: 'The target tenant does not allow sync',
    lines: FACE_OF_TARGET,
  },
  {
    marks: [POLICY_CHECK, 'consent'],
    title: 'The source tenant does not redeem invitations automatically',
    lines: FACE_OF_SOURCE,
  },
  {
    marks: [POLICY_CHECK],
    title: 'This error has two faces: paste its details, too',
    lines: [
      ['It says that one of the two tenants lacks a switch; its details say which.'],
      ['If they name the source tenant or automatic consent: ', ...(FACE_OF_SOURCE[0] ?? [])],
      ...FACE_OF_SOURCE.slice(1),
      ['If they name the target tenant or inbound synchronisation: ', ...(FACE_OF_TARGET[0] ?? [])],
      ...FACE_OF_TARGET.slice(1),
    ],
  },
  {
    marks: ['AzureDirectoryB2BManagementPolicyCheckFailure'],
    title: 'Automatic redemption is missing',
    lines: [
      ['The older form of the same check: both tenants must redeem invitations automatically.'],
      ['On the target’s side, type ', { say: 'enable auto redemption from <partner>' }, '.'],
      ['On the source’s side its own administrator switches on automatic redemption, outbound.'],
    ],
  },
  {
    marks: ['ExternalTenantNotFound'],
    title: 'The source’s configuration was not made for another cloud',
    lines: [
      ['The two tenants are in different Microsoft clouds, and the box for that was not ticked.'],
      ['The source’s administrator makes the configuration again with that box ticked.'],
    ],
  },
  {
    marks: ['AzureActiveDirectoryTokenExpired'],
    title: 'The target does not allow sync from another cloud',
    lines: [['In the target tenant, cross-cloud synchronisation must be switched on in the Microsoft cloud settings.']],
  },
  {
    marks: ['AzureActiveDirectoryForbidden'],
    title: 'The target does not allow guests to be invited',
    lines: [
      [
        'In the target tenant: External Identities › External collaboration settings › Guest invite settings must not be “No one in the organization can invite guest users”.',
      ],
    ],
  },
  {
    marks: ['EntityTypeNotSupported'],
    title: 'Groups are not mapped',
    lines: [['The group was left out: in the source’s configuration the mapping of groups is switched off.']],
  },
  {
    marks: ['alternativeSecurityIds'],
    title: 'Users who sign in by text message are left out',
    lines: [['SMS sign-in is switched on for the user in the source tenant. Switch it off there.']],
  },
  {
    marks: ['Authorization_RequestDenied'],
    title: 'A permission or role is missing',
    lines: [
      ['Microsoft Graph lets nobody do this without the role or application permission for it.'],
      ['For yourself, type ', { say: 'whoami' }, '. What I need is in README, “Permissions”.'],
    ],
  },
  {
    marks: ['Request_MultipleObjectsWithSameKeyValue'],
    title: 'It was created twice',
    lines: [['There is already a partner or a sync policy for that tenant: it must be changed, not created.']],
  },
  {
    marks: ['Directory_ObjectNotFound'],
    title: 'It was changed before it was created',
    lines: [['There is no sync policy for that tenant yet: it must be created first.']],
  },
];

/** What an error code, or a pasted text that holds one, means. Nothing is looked up. */
export function explainError(text: string): Notice {
  const lower = text.toLowerCase();
  const found = KNOWN.find(({ marks }) => marks.every((mark) => lower.includes(mark.toLowerCase())));
  if (found !== undefined) return { tone: 'info', title: found.title, lines: found.lines };
  const codes = [...new Set(KNOWN.map(({ marks }) => marks[0]).filter((mark) => mark !== undefined))];
  return {
    tone: 'info',
    title: 'I do not know that error',
    lines: [['I know these: '], ...codes.map((code): Line => [{ strong: code }])],
  };
}
