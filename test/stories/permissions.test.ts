import { afterEach, expect, test, vi } from 'vitest';
import { PERMISSIONS, permissionsFor } from '../../src/graph/permissions.ts';
import { Story } from '../support/story.ts';
import { onlyToken } from '../../src/identity/only-token.ts';

const ALL = Object.keys(PERMISSIONS);
const NEEDED = permissionsFor('always');

let story: Story;
afterEach(() => story.end());

/** What the log says about permissions, since `from`. */
const said = (from = 0) =>
  story.log
    .slice(from)
    .filter(({ event }) => String(event).startsWith('permissions.'))
    .map(({ level, event, permissions }) => [level, event, permissions].filter((part) => part !== undefined));

async function begin(granted: readonly string[] | undefined): Promise<void> {
  story = await Story.begin(granted === undefined ? {} : { granted });
  await story.until(() => said().length > 0, 'a look at the permissions');
}

test('exactly what README names: nothing to say', async () => {
  await begin(ALL);
  expect(said()).toEqual([['info', 'permissions.compared']]);
});

test('more than that is a warning, by name', async () => {
  await begin([...ALL, 'Directory.ReadWrite.All']);
  expect(said()[0]).toEqual(['warn', 'permissions.excess', ['Directory.ReadWrite.All']]);
});

test('less is said by name; what is optional keeps nobody from working, nor the bot from being ready', async () => {
  await begin(NEEDED.filter((name) => name !== 'GroupMember.Read.All'));
  expect(said()).toEqual([
    ['warn', 'permissions.missing', ['GroupMember.Read.All']],
    ['info', 'permissions.optionalMissing', permissionsFor('optional')],
    ['info', 'permissions.compared'],
  ]);
  expect((await fetch(`${story.url}/readyz`)).status).toBe(200);
});

test('a token that does not show them is no alarm', async () => {
  await begin(undefined);
  expect(said()).toEqual([['info', 'permissions.unread']]);
});

test('is looked at again after an hour, and not before', async () => {
  await begin([...ALL, 'Mail.Read']);
  const from = story.log.length;
  await story.later(58);
  expect(said(from)).toEqual([]);
  await story.later(2);
  await story.until(() => said(from).length > 0);
  expect(said(from)[0]).toEqual(['warn', 'permissions.excess', ['Mail.Read']]);
});

test('is looked at as soon as it starts, and not only when it first looks at the time', async () => {
  story = await Story.begin({ granted: [...ALL, 'Mail.Read'] });
  await vi.waitFor(() => {
    expect(said()[0]).toEqual(['warn', 'permissions.excess', ['Mail.Read']]);
  }, 10_000);
});

test('where Entra gives no token, that is said, and the bot goes on', async () => {
  story = await Story.begin({ identity: () => onlyToken(() => Promise.reject(new Error('AADSTS7000215'))) });
  await story.until(() => said().length > 0);
  expect(said()).toEqual([['error', 'permissions.unread']]);
  expect((await fetch(`${story.url}/healthz`)).status).toBe(200);
});
