import type { Presence } from '../../../domain/partners/presence.ts';
import type { Counted } from '../../../domain/partners/visitors.ts';
import { plural } from '../plural.ts';

function holders(privileged: Counted | null): string {
  if (privileged === null) return 'whether they hold directory roles could not be read';
  const { count, isWhole } = privileged;
  if (!isWhole) return count === 0 ? 'not all of their directory roles could be read' : `at least ${hold(count)}`;
  return hold(count);
}

const hold = (count: number): string =>
  plural(count, {
    none: 'none holds a directory role',
    one: '# holds a directory role',
    other: '# hold directory roles',
  });

const unread = (permission: string | null, when: string): string =>
  permission === null ? `Who ${when} could not be read` : `I may not read who ${when}: grant ${permission}`;

const TOO_MANY = 'I could not look at all synced users';

/** Who of a partner was here already when a change was asked for. */
export const presence = {
  label: 'Here when asked for',
  /** As long as it can still come about. */
  ahead: (here: Presence): string => {
    if (here.kind === 'unread') return `${unread(here.permission, 'is here already')}.`;
    if (here.synced === 0) return here.isAtLeast === true ? `${TOO_MANY}.` : 'No synced users are here yet.';
    const are = plural(here.synced, { one: '# synced user is here already', other: '# synced users are here already' });
    return `${here.isAtLeast === true ? `At least ${are}` : are}; ${holders(here.privileged)}.`;
  },
  /** What its details say afterwards. */
  then: (here: Presence): string => {
    if (here.kind === 'unread') return unread(here.permission, 'was here');
    if (here.synced === 0) return here.isAtLeast === true ? TOO_MANY : 'no synced users';
    const were = plural(here.synced, { one: '# synced user', other: '# synced users' });
    return `${here.isAtLeast === true ? `at least ${were}` : were}; ${holders(here.privileged)}`;
  },
};
