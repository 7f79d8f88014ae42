import type { AccessToken, TokenCredential } from '@azure/identity';
import type { AppIdentity, Log } from '../app/ports.ts';
import { refusalOf } from './refusal.ts';

/** @azure/identity ignores its abort signal while a token endpoint hangs, so time is kept here. */
const TOKEN_WITHIN_MS = 10_000;
/** Where a token does not say from when on it is to be replaced: as long before its end as MSAL replaces it. */
const REPLACED_BEFORE_END_MS = 5 * 60_000;
/** So much sooner than at its end a token that could not be replaced is given no more: it has a way to go. */
const GOOD_BEFORE_END_MS = 60_000;
/** How often another one is asked for meanwhile. */
const ASKED_AGAIN_EVERY_MS = 30_000;
/** A resource that takes no token of ours is not helped by more of them. */
const RENEWED_AT_MOST_EVERY_MS = 60_000;

type Options = {
  readonly log: Log;
  readonly withinMs?: number;
  /** Milliseconds that only grow. */
  readonly elapsed?: () => number;
  /** Milliseconds since 1970, by which a token ends. */
  readonly now?: () => number;
};

type Given = {
  readonly token: string;
  /** When another one is asked for, and when it is given no more. */
  readonly until: number;
  readonly end: number;
  /** Of another credential than the one that is used now, it counts no more. */
  readonly by: Promise<TokenCredential>;
};

/**
 * The app's identity over one credential instance, which renews its tokens itself. It is asked when there is no token yet,
 * or when the last one is to be replaced: asking costs, also where it has one in its cache. One that is still good is given
 * until the next is there, whatever becomes of the asking: MSAL waits for the next one, for half of a managed identity's
 * token's life, and fails where the platform gives none. It is told that the bot
 * understands challenges (Entra: continuous access evaluation), with which a resource takes back a token before its end.
 * @param create makes the credential when the first token is wanted, and may load its SDK for that; one that is made anew
 *   has no token in its cache, whatever its kind
 */
export function appIdentity(
  create: () => TokenCredential | Promise<TokenCredential>,
  { log, withinMs = TOKEN_WITHIN_MS, elapsed = () => performance.now(), now = Date.now }: Options,
): AppIdentity {
  let credential: Promise<TokenCredential> | undefined;
  let renewedAt = Number.NEGATIVE_INFINITY;
  /** Whoever wants a token that is being asked for already waits for that one: credentials ask once for each caller. */
  const asking = new Map<string, Promise<string>>();
  /** The last one of each resource, and until when it is given without asking. */
  const given = new Map<string, Given>();

  const ask = async (resource: string, claims: string | null): Promise<string> => {
    let timer: NodeJS.Timeout | undefined;
    try {
      const asked = (credential ??= Promise.resolve(create()));
      // What this takes is not the token endpoint's time.
      const made = await asked;
      const tooLate = new Promise<never>((_, reject) => {
        timer = setTimeout(() => {
          reject(new Error(`no token for ${resource} within ${withinMs} ms`));
        }, withinMs);
      });
      const wanted = { enableCae: true, ...(claims !== null && { claims }) };
      const token = await Promise.race([made.getToken(`${resource}/.default`, wanted), tooLate]);
      if (token === null) throw new Error(`the credential gave no token for ${resource}`);
      // What comes late from a credential that was replaced meanwhile may be the very token that was refused.
      if (asked === credential) given.set(resource, { ...lifeOf(token), by: asked });
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

  /** The last one of the credential that is used now. */
  const lastOf = (resource: string): Given | undefined => {
    const last = given.get(resource);
    return last?.by === credential ? last : undefined;
  };

  /** Nobody waits for it. */
  const replace = (resource: string, last: Given): void => {
    given.set(resource, { ...last, until: now() + ASKED_AGAIN_EVERY_MS });
    once(resource, null).catch((error: unknown) => {
      const [why = ''] = String(error).split('\n');
      log.warn('identity.notReplaced', { resource, goodUntil: new Date(last.end).toISOString(), why });
    });
  };

  return {
    token: (resource) => {
      const last = lastOf(resource);
      if (last === undefined || now() >= last.end) return once(resource, null);
      if (now() >= last.until) replace(resource, last);
      return Promise.resolve(last.token);
    },
    renew: async (resource, refused) => {
      const last = lastOf(resource);
      // Whoever was refused before has got another one meanwhile.
      if (last !== undefined && last.token !== refused.token) return last.token;
      // What the credential before gave was taken back as a whole, by whichever resource it was refused: what this one
      // gives in its place is not counted.
      if (last !== undefined) {
        if (elapsed() - renewedAt < RENEWED_AT_MOST_EVERY_MS) return undefined;
        renewedAt = elapsed();
        log.warn('identity.renewed', { resource, challenged: refused.claims !== null });
        credential = undefined;
        asking.clear();
      }
      const token = await once(resource, refused.claims).catch(() => undefined);
      return token === refused.token ? undefined : token;
    },
  };
}

const lifeOf = ({ token, refreshAfterTimestamp, expiresOnTimestamp }: AccessToken) => ({
  token,
  until: refreshAfterTimestamp ?? expiresOnTimestamp - REPLACED_BEFORE_END_MS,
  end: expiresOnTimestamp - GOOD_BEFORE_END_MS,
});
