import type { TokenCredential } from '@azure/identity';

/**
 * A credential that is made when somebody first wants a token of it.
 * @param create may load the SDK first, which takes longer than all else that a start needs
 */
export function lateCredential(create: () => Promise<TokenCredential>): TokenCredential {
  let made: Promise<TokenCredential> | undefined;
  return {
    getToken: async (scopes, options) => {
      made ??= create();
      return (await made).getToken(scopes, options);
    },
  };
}
