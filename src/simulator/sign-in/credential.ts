/** What a credential gives (as @azure/identity has it). */
type Given = { readonly token: string; readonly expiresOnTimestamp: number };
type Wanted = { readonly claims?: string };
/** A credential: gives a token for a scope, and again the one that it gave. */
export type SimulatedCredential = {
  getToken(scope: string | string[], wanted?: Wanted): Promise<Given>;
};

/** A pretend Entra that signs an app in. Its tokens are texts: nobody looks into them. */
export interface SignIn {
  /** A credential that was just made: it has no token yet, and will not be given one that was given before. */
  credential(): SimulatedCredential;
  /** From now on the app's secret is none: nobody gets a token for this resource any more. */
  revokeSecret(resource: string): void;
}

/** The first token of a process. */
export const FIRST_TOKEN = 'demo-1';
/** Ends the tokens that were given because of a claims challenge. */
export const AS_CHALLENGED = '-as-challenged';

const VALID_FOR_MS = 60 * 60_000;

export function startSignIn(): SignIn {
  const revoked = new Set<string>();
  let made = 0;
  return {
    revokeSecret: (resource) => void revoked.add(resource),
    credential: () => {
      made += 1;
      const name = `demo-${made}`;
      const given = new Map<string, string>();
      return {
        getToken: (scopes, { claims } = {}) => {
          const scope = String(scopes);
          const resource = scope.replace(/\/\.default$/, '');
          if (revoked.has(resource)) {
            return Promise.reject(
              new Error('invalid_client: AADSTS7000215: Invalid client secret provided (the simulator revoked it).'),
            );
          }
          const token = claims === undefined ? (given.get(scope) ?? name) : name + AS_CHALLENGED;
          given.set(scope, token);
          return Promise.resolve({ token, expiresOnTimestamp: Date.now() + VALID_FOR_MS });
        },
      };
    },
  };
}
