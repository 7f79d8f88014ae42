/** What Entra says of where an account comes from; null: not set (Graph: user). */
export type Origin = {
  readonly userPrincipalName: string;
  readonly creationType: string | null;
  readonly externalUserState: string | null;
  readonly identities: readonly { readonly issuer: string | null }[];
};

const DOMAIN = /^(?=.{1,253}$)[a-z0-9-]+(?:\.[a-z0-9-]+)+$/;

/**
 * Where an account comes from, whatever its `userType`: users whom another organisation syncs in are members.
 * `elsewhere`: invited, signed up on their own, or with an identity that no organisation here can have issued.
 * Otherwise the domains that issued its identities: it is from here if each of them is this organisation's.
 *
 * Graph: `creationType` is null for an ordinary account, `externalUserState` for whoever was not invited; an invited
 * account has `#EXT#` in its name; without it, a user principal name ends in a verified domain of this organisation.
 */
export function originOf(account: Origin): 'elsewhere' | readonly string[] {
  const { creationType, externalUserState } = account;
  const name = account.userPrincipalName.toLowerCase();
  if (creationType !== null || externalUserState !== null || name.includes('#ext#')) return 'elsewhere';
  const own = name.slice(name.lastIndexOf('@') + 1);
  const issuers = account.identities.map(({ issuer }) => (issuer ?? '').toLowerCase());
  if (!issuers.every((issuer) => DOMAIN.test(issuer))) return 'elsewhere';
  return [...new Set(issuers)].filter((issuer) => issuer !== own);
}
