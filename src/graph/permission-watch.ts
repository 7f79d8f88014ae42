import type { AppIdentity, Clock, Log } from '../app/ports.ts';
import { claimsOf, permissionDifference } from './granted.ts';

const EVERY_MS = 60 * 60 * 1000;
/** When there was no token to look at. */
const AGAIN_AFTER_MS = 5 * 60 * 1000;

/** Looks at what the bot's own app may do. */
export interface PermissionWatch {
  /**
   * Compares what Entra granted with what docs/permissions.md names, at most once an hour, and logs what differs; sooner again when
   * it could not. More than needed is a warning: whoever takes the app over has it too. Never throws.
   */
  look(): Promise<void>;
}

/** @param graph origin of Microsoft Graph */
export function permissionWatch(
  graph: string,
  identity: Pick<AppIdentity, 'token'>,
  clock: Clock,
  log: Log,
): PermissionWatch {
  let notBefore = -Infinity;

  const compare = async (): Promise<void> => {
    const claims = claimsOf(await identity.token(graph));
    if (claims === undefined) {
      log.info('permissions.unread', { why: 'the token does not show them' });
      return;
    }
    const { missing, missingOptional, excess } = permissionDifference(claims.roles ?? []);
    if (excess.length > 0) log.warn('permissions.excess', { permissions: excess });
    if (missing.length > 0) log.warn('permissions.missing', { permissions: missing });
    if (missingOptional.length > 0) log.info('permissions.optionalMissing', { permissions: missingOptional });
    log.info('permissions.compared', { granted: claims.roles?.length ?? 0 });
  };

  return {
    look: async () => {
      if (clock.elapsed() < notBefore) return;
      notBefore = clock.elapsed() + EVERY_MS;
      try {
        await compare();
      } catch (error) {
        notBefore = clock.elapsed() + AGAIN_AFTER_MS;
        log.error('permissions.unread', error);
      }
    },
  };
}
