import { KNOWN_CODES, type KnownError } from '../../domain/known-error.ts';
import type { Line, Message } from '../line.ts';

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

/** What an error means, and who can do what about it. */
export const knownErrors: Readonly<Record<KnownError, Pick<Message, 'title' | 'lines'>>> = {
  targetForbidsSync: {
    title: 'The target tenant does not allow sync',
    lines: FACE_OF_TARGET,
  },
  sourceDoesNotRedeem: {
    title: 'The source tenant does not redeem invitations automatically',
    lines: FACE_OF_SOURCE,
  },
  eitherSideLacksSwitch: {
    title: 'This error has two faces: paste its details, too',
    lines: [
      ['It says that one of the two tenants lacks a switch; its details say which.'],
      ['If they name the source tenant or automatic consent: ', ...(FACE_OF_SOURCE[0] ?? [])],
      ...FACE_OF_SOURCE.slice(1),
      ['If they name the target tenant or inbound synchronisation: ', ...(FACE_OF_TARGET[0] ?? [])],
      ...FACE_OF_TARGET.slice(1),
    ],
  },
  redemptionMissing: {
    title: 'Automatic redemption is missing',
    lines: [
      ['The older form of the same check: both tenants must redeem invitations automatically.'],
      ['On the target’s side, type ', { say: 'enable auto redemption from <partner>' }, '.'],
      ['On the source’s side its own administrator switches on automatic redemption, outbound.'],
    ],
  },
  otherCloudNotConfigured: {
    title: 'The source’s configuration was not made for another cloud',
    lines: [
      ['The two tenants are in different Microsoft clouds, and the box for that was not ticked.'],
      ['The source’s administrator makes the configuration again with that box ticked.'],
    ],
  },
  otherCloudNotAllowed: {
    title: 'The target does not allow sync from another cloud',
    lines: [['In the target tenant, cross-cloud synchronisation must be switched on in the Microsoft cloud settings.']],
  },
  guestInvitesForbidden: {
    title: 'The target does not allow guests to be invited',
    lines: [
      [
        'In the target tenant: External Identities › External collaboration settings › Guest invite settings must not be “No one in the organization can invite guest users”.',
      ],
    ],
  },
  groupsNotMapped: {
    title: 'Groups are not mapped',
    lines: [['The group was left out: in the source’s configuration the mapping of groups is switched off.']],
  },
  smsSignIn: {
    title: 'Users who sign in by text message are left out',
    lines: [['SMS sign-in is switched on for the user in the source tenant. Switch it off there.']],
  },
  permissionMissing: {
    title: 'A permission or role is missing',
    lines: [
      ['Microsoft Graph lets nobody do this without the role or application permission for it.'],
      ['For yourself, type ', { say: 'whoami' }, '. What I need is in README, “Permissions”.'],
    ],
  },
  createdTwice: {
    title: 'It was created twice',
    lines: [['There is already a partner or a sync policy for that tenant: it must be changed, not created.']],
  },
  notCreatedYet: {
    title: 'It was changed before it was created',
    lines: [['There is no sync policy for that tenant yet: it must be created first.']],
  },
};

export const unknownError = (): Message => ({
  tone: 'info',
  title: 'I do not know that error',
  lines: [['I know these: '], ...KNOWN_CODES.map((code): Line => [{ strong: code }])],
});
