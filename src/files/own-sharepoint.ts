import { FileError } from '../app/ports.ts';
import type { SharePoint } from '../cloud.ts';
import { onlyHosts, onlyOrigins } from '../outbound.ts';

/** The tenant's name in a host, which has no further label before it. */
const NAME = /^([a-z\d][a-z\d-]{0,62}?)(?:-my)?$/;

/**
 * Whether an address is of the tenant's own SharePoint. Entra says whose the name in it is, since anybody may have a
 * SharePoint. Rejects with FileError where that cannot be read.
 * @param isOwnDomain whether a domain is this organisation's; may reject
 */
export function ownSharePoint(
  { below, domains, simulator }: SharePoint,
  isOwnDomain: (domain: string) => Promise<boolean>,
): (url: string) => Promise<boolean> {
  const reach = simulator === undefined ? onlyHosts([below], false) : onlyOrigins(simulator);
  return async (url) => {
    if (!reach.allows(url)) return false;
    if (simulator !== undefined) return true;
    const name = NAME.exec(new URL(url).hostname.slice(0, -below.length))?.[1];
    if (name === undefined) return false;
    try {
      return await isOwnDomain(`${name}${domains}`);
    } catch (error) {
      throw new FileError('unread', { cause: error });
    }
  };
}
