import { keepNewest } from '../domain/keep-newest.ts';
import type { Clock, Tenants } from '../app/ports.ts';
import type { TenantId } from '../domain/ids.ts';
import { DirectoryError } from '../domain/problem.ts';

/** Whether a domain is this organisation's. Throws DirectoryError where that cannot be read. */
export type OwnDomain = (domain: string) => Promise<boolean>;

const FRESH_FOR_MS = 60 * 60 * 1000;
/** A handful of domains issue the identities of one organisation; what is learned later pushes out what was first. */
const MOST_REMEMBERED = 100;

/** Asks Graph which organisation has a domain, and remembers the answer for an hour. */
export function ownDomains(
  tenants: Pick<Tenants, 'byDomain'>,
  home: TenantId,
  clock: Pick<Clock, 'elapsed'>,
): OwnDomain {
  const memory = new Map<string, { readonly own: Promise<boolean>; readonly at: number }>();

  const ask = async (domain: string): Promise<boolean> => {
    try {
      return (await tenants.byDomain(domain))?.tenantId === home;
    } catch (error) {
      memory.delete(domain);
      // Whoever asks wants to know what somebody may do.
      throw error instanceof DirectoryError ? new DirectoryError({ ...error.problem, subject: 'role' }) : error;
    }
  };

  return (domain) => {
    const known = memory.get(domain);
    if (known !== undefined && clock.elapsed() - known.at < FRESH_FOR_MS) return known.own;
    const own = ask(domain);
    keepNewest(memory, domain, { own, at: clock.elapsed() }, MOST_REMEMBERED);
    return own;
  };
}
