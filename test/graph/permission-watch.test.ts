import { expect, test } from 'vitest';
import { PERMISSIONS } from '../../src/graph/permissions.ts';
import { permissionWatch } from '../../src/graph/permission-watch.ts';

const MINUTE = 60_000;
const TOKEN = `e30.${Buffer.from(JSON.stringify({ roles: Object.keys(PERMISSIONS) })).toString('base64url')}.x`;

test('looks again within minutes when it could not, and every hour when it could', async () => {
  let elapsed = 0;
  let works = false;
  const events: [number, string][] = [];
  const note = (event: string): void => void events.push([elapsed / MINUTE, event]);
  const token = () => (works ? Promise.resolve(TOKEN) : Promise.reject(new Error('no network yet')));
  const clock = { now: () => elapsed, elapsed: () => elapsed, sleep: () => Promise.resolve() };
  const watch = permissionWatch('https://graph.microsoft.com', { token }, clock, {
    info: note,
    warn: note,
    error: note,
  });
  for (; elapsed <= 80 * MINUTE; elapsed += MINUTE) {
    works = elapsed >= 7 * MINUTE;
    await watch.look();
  }
  expect(events).toEqual([
    [0, 'permissions.unread'],
    [5, 'permissions.unread'],
    [10, 'permissions.compared'],
    [70, 'permissions.compared'],
  ]);
});
