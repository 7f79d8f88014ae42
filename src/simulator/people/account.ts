import type { SimulatedTenant, User } from '../tenant.ts';

/**
 * A user with all that can be selected. Graph: `creationType` and `externalUserState` are null for an ordinary account;
 * an identity that this organisation issued names its default domain.
 */
export function account(
  { home }: SimulatedTenant,
  user: User,
): Omit<Required<User>, 'mail' | 'createdDateTime' | 'lastSignIn'> {
  const own = {
    signInType: 'userPrincipalName',
    issuer: home.defaultDomainName,
    issuerAssignedId: user.userPrincipalName,
  };
  return { creationType: null, externalUserState: null, identities: [own], ...user };
}
