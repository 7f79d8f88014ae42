import { expect, test } from 'vitest';
import type { Presence } from '../../src/domain/partners/presence.ts';
import { words } from '../../src/words/words.ts';

const { presence } = words.changes;
const counted = (synced: number, holders: number | null, isWhole = true): Presence => ({
  kind: 'counted',
  synced,
  privileged: holders === null ? null : { count: holders, isWhole },
});

test.each<readonly [Presence, string, string]>([
  [
    counted(12, 2),
    '12 synced users are here already; 2 hold directory roles.',
    '12 synced users; 2 hold directory roles',
  ],
  [
    counted(1, 1),
    '1 synced user is here already; 1 holds a directory role.',
    '1 synced user; 1 holds a directory role',
  ],
  [
    counted(3, 0),
    '3 synced users are here already; none holds a directory role.',
    '3 synced users; none holds a directory role',
  ],
  [counted(0, 0), 'No synced users are here yet.', 'no synced users'],
  [
    counted(5_000, 6, false),
    '5000 synced users are here already; at least 6 hold directory roles.',
    '5000 synced users; at least 6 hold directory roles',
  ],
  [
    counted(5_000, 0, false),
    '5000 synced users are here already; not all of their directory roles could be read.',
    '5000 synced users; not all of their directory roles could be read',
  ],
  [
    counted(3, null),
    '3 synced users are here already; whether they hold directory roles could not be read.',
    '3 synced users; whether they hold directory roles could not be read',
  ],
  [
    { kind: 'unread', permission: 'User.Read.All' },
    'I may not read who is here already: grant User.Read.All.',
    'I may not read who was here: grant User.Read.All',
  ],
  [{ kind: 'unread', permission: null }, 'Who is here already could not be read.', 'Who was here could not be read'],
])('who is here already: %j', (here, ahead, then) => {
  expect([presence.ahead(here), presence.then(here)]).toEqual([ahead, then]);
});
