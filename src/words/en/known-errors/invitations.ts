import { answer, on, orOn, type Answers } from './answer.ts';

/** What keeps users from being invited into the target tenant, written there, or removed. */
export const invitations = {
  writtenElsewhere: answer(
    'The user’s data is kept somewhere else',
    'Some properties of the user in the target tenant could not be changed, since another service is their source of authority, as a rule Exchange Online: mail, showInAddressList, extensionAttribute1 to 15. Sync may leave out the property and try again by itself.',
    on('target', 'change the property there directly, for instance in Exchange Online with Set-MailUser.'),
  ),
  masteredOnPremises: answer(
    'The user’s data is kept on premises',
    'The user in the target tenant once came from Active Directory and was turned into an external user. The source of authority is still on premises, so cross-tenant synchronisation cannot change them.',
    on('target', 'change the user there, in Active Directory: nothing lets the synchronisation do it.'),
    orOn('source', 'take the user out of what is synced.'),
  ),
  quotaExceeded: answer(
    'The tenant is full',
    'The target tenant holds as many objects as its directory may.',
    on(
      'target',
      'look up the directory’s limits in Microsoft’s “service limits and restrictions”, and whether the quota can be increased.',
    ),
  ),
  holdsRole: answer(
    'A user who holds a role cannot be deleted',
    'Microsoft documented that sync cannot delete a user of the target tenant who holds a role other than User, Helpdesk Administrator or User Administrator.',
    on('target', 'take the role from that user; then they can be deleted.'),
  ),
  invitedAccountDisabled: answer(
    'The invited account is disabled',
    'The user exists in the target tenant, but the account is disabled and its invitation pending.',
    on('target', 'enable the account.'),
    on('source', 'then provision the user again.'),
  ),
  invitedWithBadValue: answer(
    'A value keeps the user from being invited',
    'The primary SMTP address is not valid, or userType is neither guest nor member, or the address is that of a group.',
    on(
      'source',
      'correct the user’s mail property, and see in the attribute mappings that userType becomes guest or member.',
    ),
    on('target', 'where a group has the same address, give one of the two another one.'),
  ),
  invitedIsAmbiguous: answer(
    'The address belongs to somebody in the target tenant',
    'A proxy address of the invited user is also that of an internal user of the target tenant. It must be unique.',
    on('target', 'delete the internal user.'),
    orOn('source', 'take the user out of what is synced.'),
  ),
  invitationFailed: answer(
    'The invitation failed',
    'Provisioning tried to invite the user into the target tenant, and that failed. The code alone does not say why.',
    on(
      'target',
      'see that External collaboration settings allow collaboration with the source tenant; if they do, Microsoft says that it likely takes its support.',
    ),
  ),
  invitationBlocked: answer(
    'Cross-tenant access settings block the invitation',
    'B2B collaboration with that user is blocked by the settings of one of the two organisations.',
    on(
      'both',
      'administrators see that the cross-tenant access settings allow B2B collaboration with each other: inbound where the user is invited, outbound where they come from. Between clouds the Microsoft cloud settings must allow it, too.',
    ),
  ),
  cloudWorkerDisabled: answer(
    'Microsoft’s app for invitations between clouds is disabled',
    'The application “Microsoft B2B Cross Cloud Worker” was disabled in the tenant of the invited user.',
    on('home', 'an administrator enables that enterprise application again; then the invitation can be repeated.'),
  ),
  emailVerifiedForbidden: answer(
    'The invited user’s organisation does not let them be created',
    'The address belongs to an organisation that has no account for it, and that does not allow users verified by e-mail to be created.',
    on('home', 'the user asks their administrator, who may have to allow email-verified users.'),
  ),
  invitationsDisabled: answer(
    'You may not invite users',
    'External collaboration settings do not let your account invite external users. After a change of them, or of the role Guest Inviter, it takes 15 to 60 minutes until it counts.',
    on('target', 'an administrator looks at External collaboration settings, who may invite.'),
  ),
} satisfies Answers;
