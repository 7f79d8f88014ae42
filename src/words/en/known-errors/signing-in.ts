import { answer, on, type Answers } from './answer.ts';

const INVITE = 'if they should get in, add them as an external user.';

/** What keeps people out of a tenant that is not theirs. */
export const signingIn = {
  accountNotInTenant: answer(
    'The account does not exist in that tenant',
    'The user signed in with an account of another identity provider, which is unknown in the tenant that they want into.',
    on('resource', INVITE),
    on('home', 'the user signs out and in again with the right account.'),
  ),
  accountNotFound: answer(
    'The account is not in that directory',
    'The account does not exist in the directory: the name was mistyped, or the application chose the wrong tenant.',
    on('resource', INVITE),
  ),
  outboundForbidden: answer(
    'The user’s own organisation does not let them out',
    'The outbound access policy of the user’s own tenant does not allow access to the other one.',
    on('home', 'an administrator allows it: Cross-tenant access settings › that organisation › Outbound access.'),
  ),
  inboundForbidden: answer(
    'The other tenant does not let the user in',
    'The cross-tenant access policy of the tenant that they want into does not allow this user.',
    on(
      'resource',
      'an administrator allows it: Cross-tenant access settings › the user’s organisation › Inbound access.',
    ),
  ),
  otherCloudSignIn: answer(
    'The user’s organisation does not allow that cloud',
    'What the user wants into is in another Microsoft cloud, which the tenant of their account does not allow.',
    on('home', 'an administrator allows that cloud in the Microsoft cloud settings.'),
  ),
  factorNotTrusted: answer(
    'The other organisation does not trust the user’s second factor',
    'The organisation that hosts the shared channel does not accept multifactor authentication done elsewhere.',
    on(
      'resource',
      'an administrator trusts it: Cross-tenant access settings › the user’s organisation › Inbound access › Trust settings.',
    ),
  ),
  externalWithoutAccount: answer(
    'The external account does not exist in that tenant',
    'The account is unknown in the tenant that the user signed in to, so multifactor authentication cannot be done there. Among synced users it can also be that ImmutableID (sourceAnchor) differs between Active Directory and Entra.',
    on('resource', INVITE),
    on('home', 'the user signs out and in again with another account.'),
  ),
  unmanagedTenant: answer(
    'The user’s organisation is unmanaged',
    'The account is of a tenant that came about by itself and has no administrator.',
    on(
      'home',
      'somebody takes the tenant over as its administrator, and proves with a DNS record that the domain is theirs.',
    ),
  ),
} satisfies Answers;
