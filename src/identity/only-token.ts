import type { AppIdentity } from '../app/ports.ts';

/** An identity that has no other token than the one it gives: where nobody checks them. */
export const onlyToken = (token: AppIdentity['token']): AppIdentity => ({
  token,
  renew: () => Promise.resolve(undefined),
});
