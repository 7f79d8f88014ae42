import { offers } from '../../../commands/offers.ts';
import { answer, on, type Answers } from './answer.ts';

const AUTO_REDEMPTION =
  'External Identities › Cross-tenant access settings › this organisation › Outbound access › Trust settings › “Automatically redeem invitations with the tenant”. Only an administrator of that tenant can.';

const FOR_TARGET = on(
  'target',
  'allow inbound user sync. If you are the target, choose the partner from ',
  { say: offers.listPartners },
  ' to see which switch is missing, then ',
  { code: 'enable sync for <partner>' },
  '. Microsoft’s page shows this text under the heading of redemption, but it is about sync.',
);
const FOR_SOURCE = on('source', AUTO_REDEMPTION);

/** What the policies between two tenants do not allow. */
export const policies = {
  targetForbidsSync: answer(
    'The target tenant does not allow sync',
    'The target tenant does not allow inbound user sync.',
    FOR_TARGET,
  ),
  sourceDoesNotRedeem: answer(
    'The source tenant does not redeem invitations automatically',
    'The source tenant has not switched on automatic redemption, outbound.',
    FOR_SOURCE,
  ),
  eitherSideLacksSwitch: answer(
    'This error has two faces: paste its details, too',
    'It says that one of the two tenants lacks a switch; its details say which. If they name the source tenant or automatic consent, the source lacks automatic redemption; if they name the target tenant or inbound synchronisation, the target does not allow inbound user sync.',
    FOR_SOURCE,
    FOR_TARGET,
  ),
  redemptionMissing: answer(
    'Automatic redemption is missing',
    'Sync needs invitations to be redeemed automatically in both tenants: inbound in the target, outbound in the source. At least one of them does not.',
    on(
      'target',
      'choose the partner from ',
      { say: offers.listPartners },
      ', then type ',
      { code: 'enable auto redemption from <partner>' },
      '.',
    ),
    on('source', AUTO_REDEMPTION),
  ),
  otherCloudNotConfigured: answer(
    'The source’s configuration was not made for another cloud',
    'The two tenants are in different Microsoft clouds, and “Setup cross-tenant synchronization across Microsoft clouds” was not ticked.',
    on('source', 'delete the configuration that cannot connect, and make it again with that box ticked.'),
  ),
  otherCloudNotAllowed: answer(
    'The target does not allow sync from another cloud',
    'The two tenants are in different Microsoft clouds, and synchronisation across clouds is not switched on.',
    on('target', 'switch on cross-cloud synchronisation for the source tenant in the Microsoft cloud settings.'),
  ),
  guestInvitesForbidden: answer(
    'The target does not allow guests to be invited',
    'External collaboration settings of the target tenant keep everybody from being invited.',
    on(
      'target',
      'External Identities › External collaboration settings › Guest invite settings must not be “No one in the organization can invite guest users”.',
    ),
  ),
  groupsNotMapped: answer(
    'Groups are not mapped',
    'A group was left out, as a rule because synchronisation of groups is not switched on.',
    on(
      'source',
      'if groups are to be synced, switch on “Provision Microsoft Entra ID Groups” among the configuration’s mappings.',
    ),
  ),
  smsSignIn: answer(
    'Users who sign in by text message are left out',
    'SMS sign-in is switched on for the user, and provisioning skips such users.',
    on('source', 'switch SMS sign-in off for the user.'),
  ),
  permissionMissing: answer(
    'A permission or role is missing',
    'Microsoft Graph lets nobody do this without the role or application permission for it.',
    on(
      'both',
      'whoever asked needs it in the tenant that they asked. For yourself here, type ',
      { say: offers.whoami },
      '. docs/permissions.md says what I need.',
    ),
  ),
  createdTwice: answer(
    'It was created twice',
    'There is already a partner or a sync policy for that tenant.',
    on('target', 'change the one that is there; do not create another.'),
  ),
  notCreatedYet: answer(
    'It was changed before it was created',
    'There is no sync policy for that tenant yet.',
    on('target', 'create it first.'),
  ),
  policyTooLarge: answer(
    'The policy is as large as it may be',
    'All cross-tenant access settings of a tenant together may take 25 KB, and the change would make them larger. Nothing of it was written.',
    on('changed', 'remove settings for organisations that need none any more, then try again.'),
  ),
} satisfies Answers;
