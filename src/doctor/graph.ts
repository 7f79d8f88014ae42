import type { Directory } from '../app/ports.ts';
import { DirectoryError, type DirectoryProblem } from '../domain/problem.ts';
import { reachGraph } from '../graph/reach.ts';
import { words } from '../words/words.ts';
import { wordsOf, type Finding } from './finding.ts';
import type { Token } from './identity.ts';

const network = (origin: string): string =>
  `This machine must reach ${origin}: look at firewall, proxy and DNS. Where a certificate is not believed, look at this machine’s clock, and name the authority of a proxy in NODE_EXTRA_CA_CERTS.`;

/** Whether Microsoft Graph shows what the bot guards. @param origin of Microsoft Graph */
export async function graphFinding(
  origin: string,
  directory: Pick<Directory, 'defaults' | 'template'>,
  token: Token,
): Promise<Finding> {
  const about = 'Microsoft Graph';
  if ('why' in token) return { about, state: 'wrong', says: ['Not asked without a token.'], fix: 'See Identity.' };
  try {
    await directory.defaults();
    const says = [`${origin} shows the cross-tenant access settings.`];
    const refusal = await refusalOf(directory.template());
    if (refusal === undefined) return { about, state: 'good', says };
    const unwatched = 'It refuses the templates of the multitenant organization, so they are not watched.';
    return { about, state: 'warning', says: [...says, unwatched], fix: words.errors.problemLine(refusal) };
  } catch (error) {
    const fix = error instanceof DirectoryError ? words.errors.problemLine(error.problem) : wordsOf(error);
    const says = [`${origin} does not show the cross-tenant access settings.`];
    return { about, state: 'wrong', says, fix: `${fix} ${network(origin)}` };
  }
}

/** Why the app may not read it; undefined: it may, or there is nothing to read in this cloud. */
async function refusalOf(reading: Promise<unknown>): Promise<DirectoryProblem | undefined> {
  try {
    await reading;
    return undefined;
  } catch (error) {
    if (error instanceof DirectoryError) return error.problem.kind === 'forbidden' ? error.problem : undefined;
    throw error;
  }
}

const A_LITTLE_MS = 30_000;
/** Tokens are believed until they are this much out of their time. */
const TOO_MUCH_MS = 5 * 60_000;
const NTP =
  'Let this machine set its clock by the network (NTP): else tokens are refused, and the journal’s times are wrong.';

/** Whether the clocks of this machine and of Microsoft Graph agree. @param now this machine's, in milliseconds */
export async function clockFinding(origin: string, now: () => number): Promise<Finding> {
  const about = 'Clock';
  try {
    const { aheadMs } = await reachGraph(origin, now);
    if (aheadMs === null)
      return { about, state: 'warning', says: ['Microsoft Graph did not say what time it is.'], fix: NTP };
    const off = Math.abs(aheadMs);
    if (off <= A_LITTLE_MS) return { about, state: 'good', says: ['It agrees with Microsoft Graph’s.'] };
    const says = [`It is ${Math.round(off / 1000)} seconds ${aheadMs > 0 ? 'ahead of' : 'behind'} Microsoft Graph’s.`];
    return { about, state: off > TOO_MUCH_MS ? 'wrong' : 'warning', says, fix: NTP };
  } catch (error) {
    const says = [`Microsoft Graph did not answer: ${wordsOf(error)}`];
    return { about, state: 'wrong', says, fix: network(origin) };
  }
}
