import type { TokenCredential } from '@azure/identity';
import type { AppIdentity, Log } from '../app/ports.ts';
import { refusalOf } from './refusal.ts';

/** @azure/identity ignores its abort signal while a token endpoint hangs, so time is kept here. */
const TOKEN_WITHIN_MS = 10_000;
/** A resource that takes no token of ours is not helped by more of them. */
const RENEWED_AT_MOST_EVERY_MS = 60_000;

type Options = {
  readonly log: Log;
  readonly withinMs?: number;
  /** Milliseconds that only grow. */
  readonly elapsed?: () => number;
};

/**
 * The app's identity over one credential instance, which caches and renews its tokens itself. It is told that the bot
 * understands challenges (Entra: continuous access evaluation), with which a resource takes back a token before its end.
 * @param create makes the credential when the first token is wanted, and may load its SDK for that; one that is made anew
 *   has no token in its cache, whatever its kind
 */
export function appIdentity(
  create: () => TokenCredential | Promise<TokenCredential>,
  { log, withinMs = TOKEN_WITHIN_MS, elapsed = () => performance.now() }: Options,
): AppIdentity {
  let credential: Promise<TokenCredential> | undefined;
  let renewedAt = Number.NEGATIVE_INFINITY;
  /** Whoever wants a token that is being asked for already waits for that one: credentials ask once for each caller. */
  const asking = new Map<string, Promise<string>>();
  /** The last one of each resource. */
  const given = new Map<string, string>();

  const ask = async (resource: string, claims: string | null): Promise<string> => {
    let timer: NodeJS.Timeout | undefined;
    try {
      credential ??= Promise.resolve(create());
      // What this takes is not the token endpoint's time.
      const made = await credential;
      const tooLate = new Promise<never>((_, reject) => {
        timer = setTimeout(() => {
          reject(new Error(`no token for ${resource} within ${withinMs} ms`));
        }, withinMs);
      });
      const wanted = { enableCae: true, ...(claims !== null && { claims }) };
      const token = await Promise.race([made.getToken(`${resource}/.default`, wanted), tooLate]);
      if (token === null) throw new Error(`the credential gave no token for ${resource}`);
      given.set(resource, token.token);
      return token.token;
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal !== undefined) log.error('identity.refused', error, { resource, ...refusal });
      throw error;
    } finally {
      clearTimeout(timer);
      asking.delete(resource);
    }
  };

  const once = (resource: string, claims: string | null): Promise<string> => {
    const token = asking.get(resource) ?? ask(resource, claims);
    asking.set(resource, token);
    return token;
  };

  return {
    token: (resource) => once(resource, null),
    renew: async (resource, refused) => {
      const latest = given.get(resource);
      // Whoever was refused before has got another one meanwhile.
      if (latest !== undefined && latest !== refused.token) return latest;
      if (elapsed() - renewedAt < RENEWED_AT_MOST_EVERY_MS) return undefined;
      renewedAt = elapsed();
      log.warn('identity.renewed', { resource, challenged: refused.claims !== null });
      credential = undefined;
      asking.delete(resource);
      const token = await once(resource, refused.claims).catch(() => undefined);
      return token === refused.token ? undefined : token;
    },
  };
}
