import type { ObjectId } from '../../domain/ids.ts';
import { DirectoryError } from '../../domain/problem.ts';
import type { HelpLevel } from '../../domain/replies/help.ts';
import { seeRoles } from '../authorize.ts';
import type { Ports } from '../ports.ts';

/** Nobody waits longer for help because Graph does not answer. */
const PATIENCE_MS = 1500;

/**
 * What somebody may do, as far as help shows it. That is no right: a role that was seen lately will do. Otherwise it is
 * read, once however often they ask meanwhile; where that fails or takes long they are told what anybody may do.
 */
export function helpLevels({
  roles,
  seen,
  log,
  clock,
}: Pick<Ports, 'roles' | 'seen' | 'log' | 'clock'>): (person: ObjectId) => Promise<HelpLevel> {
  const reading = new Map<ObjectId, Promise<HelpLevel>>();

  const read = async (person: ObjectId): Promise<HelpLevel> => {
    try {
      return (await seeRoles({ roles, seen }, person)) ?? 'nothing';
    } catch (error) {
      if (!(error instanceof DirectoryError)) throw error;
      log.info('help.role.unread', { objectId: person, problem: error.problem });
      return 'unread';
    } finally {
      reading.delete(person);
    }
  };

  return async (person) => {
    const known = seen.most(person);
    if (known !== undefined) return known;
    const begun = reading.get(person) ?? read(person);
    reading.set(person, begun);
    const tooLong = clock.sleep(PATIENCE_MS).then((): HelpLevel => 'unread');
    return Promise.race([begun, tooLong]);
  };
}
