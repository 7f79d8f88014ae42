import type { Holder, Roles } from '../app/ports.ts';
import { DirectoryError } from '../domain/problem.ts';
import { reachIn } from '../store/checks/hearers.ts';
import type { StoreAddress } from '../store/address.ts';
import { words } from '../words/words.ts';
import { wordsOf, type Finding } from './finding.ts';
import type { Token } from './identity.ts';

const INSTALL =
  'Install the app for every Security Administrator with an app setup policy (docs/deploy.md, The Teams app).';
const TRY = 'Type “list subscriptions” to the bot: it finds out, and writes nothing to them.';

/** Whether every active Security Administrator can be written to alone, as the store has it from when it was last tried. */
export async function reachFinding(at: StoreAddress, roles: Pick<Roles, 'holders'>, token: Token): Promise<Finding> {
  const about = 'Administrators';
  const kept = await reachIn(at);
  if (kept === undefined) {
    return { about, state: 'good', says: ['Not known before the first start, or while the store cannot be read.'] };
  }
  if ('why' in token) return { about, state: 'warning', says: ['Not asked without a token.'], fix: 'See Identity.' };
  let holders: readonly Holder[];
  try {
    holders = await roles.holders('securityAdministrator');
  } catch (error) {
    const fix = error instanceof DirectoryError ? words.errors.problemLine(error.problem) : wordsOf(error);
    return { about, state: 'warning', says: ['Who holds Security Administrator could not be read.'], fix };
  }
  const since = new Map(kept.refusing.map((one) => [one.objectId, one.since]));
  const refused = holders.filter(({ objectId }) => since.has(objectId));
  const untried = holders.filter(({ objectId }) => !since.has(objectId) && !kept.known.has(objectId));
  const says = [
    ...refused.map(
      ({ objectId, displayName }) =>
        `Teams does not let the bot write privately to ${displayName} (${objectId}), since ${words.moment(since.get(objectId) ?? 0)}.`,
    ),
    ...untried.map(
      ({ objectId, displayName }) =>
        `It was not tried yet whether the bot can write privately to ${displayName} (${objectId}).`,
    ),
  ];
  if (says.length === 0) {
    const reached = `Security Administrators to whom the bot can write privately: all of ${String(holders.length)}.`;
    return { about, state: 'good', says: [reached] };
  }
  return { about, state: 'warning', says, fix: refused.length > 0 ? INSTALL : TRY };
}
