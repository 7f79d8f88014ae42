import { afterAll, beforeAll, expect, test } from 'vitest';
import { organizations } from '../../src/simulator/seed/seed.ts';
import { createTokenIssuer } from '../../src/simulator/sign-in/token-issuer.ts';
import { titlesOf } from '../support/cards.ts';
import { APP_ID, HOME, until } from './chat.ts';
import { GLOBAL } from './microsoft.ts';
import { World } from './world.ts';

const { fabrikam } = organizations;

let world: World;
beforeAll(async () => {
  world = await World.begin({ pageSize: 5 });
  await world.start();
});
afterAll(() => world.end());

test('a process that is up says so, and that the store and Graph can be used', async () => {
  expect((await fetch(`${world.bot.url}/healthz`)).status).toBe(200);
  expect((await fetch(`${world.bot.url}/readyz`)).status).toBe(200);
});

test('help is answered through the connector, with a token of the app for the Bot Framework', async () => {
  const message = world.chat.message('eli', 'help');
  const calls = world.microsoft.teams.calls.length;
  expect((await world.chat.post(message)).status).toBe(200);
  const [call, ...more] = world.microsoft.teams.calls.slice(calls);
  expect(call).toMatchObject({ method: 'POST', path: `/v3/conversations/a%3Aeli/activities/${String(message['id'])}` });
  expect(call?.authorization).toBe(`Bearer ${world.tokenFor(GLOBAL.botFramework) ?? ''}`);
  expect(more).toEqual([]);
  expect(world.microsoft.teams.messages.at(-1)?.cards).toHaveLength(1);
});

test('enable sync: a card, a click, one PATCH with a token for Graph, and the card tells the result', async () => {
  const card = await world.chat.ask('ada', 'enable sync for fabrikam.com because project Falcon');
  expect(titlesOf(card.cards[0])).toEqual(['Confirm', 'Cancel']);
  expect(world.writes()).toEqual([]);
  expect((await world.chat.press('ada', card, 'Confirm')).status).toBe(200);
  await world.chat.seen(card, 'Applied');
  expect(world.writes()).toEqual([`PATCH partners/${fabrikam.tenantId}/identitySynchronization`]);
  const partner = world.microsoft.graph.tenant.partners.get(fabrikam.tenantId);
  expect(partner?.identitySynchronization?.userSyncInbound?.isSyncAllowed).toBe(true);
  const tokens = new Set(world.microsoft.graph.requests.map(({ headers }) => headers['authorization']));
  expect([...tokens]).toEqual([`Bearer ${world.tokenFor(`https://${GLOBAL.graph}`) ?? ''}`]);
});

test('a list is read to its end over the links that Graph gives', async () => {
  const words = world.chat.words(await world.chat.ask('dana', 'list partners page 2'));
  expect(words).toContain('Wide World Importers');
  const pages = world.microsoft.graph.requests.filter(({ query }) => query['$skiptoken'] !== undefined);
  expect(pages.length).toBeGreaterThanOrEqual(2);
});

test('one token for each of Graph and the connector has been enough, and nothing was said on stderr', () => {
  const scopes = world.microsoft.tokens.requests.map(({ form }) => form['scope']);
  expect(scopes.sort()).toEqual(['https://api.botframework.com/.default', 'https://graph.microsoft.com/.default']);
  expect(world.bot.stderr).toBe('');
});

test.each([
  ['signed by somebody else', () => createTokenIssuer(GLOBAL.botFramework).token(APP_ID, world.chat.serviceUrl)],
  ['whose signature is broken', () => world.chat.token().replace(/....$/, 'AAAA')],
  ['for another bot', () => world.chat.token({ aud: '11111111-2222-4333-8444-555555555555' })],
  ['of another issuer', () => world.chat.token({ iss: `https://sts.windows.net/${HOME}/` })],
  ['that has expired', () => world.chat.token({ exp: 1_700_000_000 })],
  ['for another service url', () => world.chat.token({ serviceurl: 'https://smba.trafficmanager.net/other/' })],
])(
  'a token %s is answered with 401 and nothing else, and is one line in the log at most: the first of its kind',
  async (_, token) => {
    const calls = world.microsoft.teams.calls.length;
    // What the bot does on its own has lines of its own, and two of these are of one kind.
    const turned = () => world.bot.log.filter(({ event }) => String(event).startsWith('http.'));
    const lines = turned().length;
    const response = await world.chat.post(world.chat.message('ada', 'help'), token());
    expect(response.status).toBe(401);
    expect(await response.text()).toBe('');
    expect(world.microsoft.teams.calls).toHaveLength(calls);
    await until(() => turned().length > 0, 'a line in the log');
    const told = turned().slice(lines);
    expect(told.length).toBeLessThanOrEqual(1);
    for (const line of told) expect(line).toMatchObject({ event: 'http.turned', status: 401 });
  },
);

test.each([
  'https://connector.example/emea/',
  'https://smba.trafficmanager.net.example/emea/',
  'https://smba.trafficmanager.net:8443/emea/',
  'http://smba.trafficmanager.net/emea/',
])('a service url outside of Microsoft’s hosts, %s, is answered with 403 and never contacted', async (serviceUrl) => {
  const token = world.chat.token({ serviceurl: serviceUrl });
  const response = await world.chat.post({ ...world.chat.message('ada', 'help'), serviceUrl }, token);
  expect(response.status).toBe(403);
  expect(await response.text()).toBe('');
});

test('in all of this it has spoken to four hosts, said nothing but its log, and told no secret', () => {
  expect(world.bot.contacts).toEqual([
    'graph.microsoft.com:443',
    'login.botframework.com:443',
    'login.microsoftonline.com:443',
    'smba.trafficmanager.net:443',
  ]);
  expect(world.bot.log.length).toBeGreaterThan(10);
  expect(world.bot.stderr).toBe('');
  world.check();
});
