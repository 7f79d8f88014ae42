// @ts-nocheck
import { describe, expect, test } from 'vitest';
import { GLOBAL, type Addresses } from './microsoft.ts';
import { inWorld } from './world.ts';

const US: Addresses = {
  graph: 'graph.microsoft.us',
  login: 'login.microsoftonline.us',
  botLogin: 'login.botframework.azure.us',
  connector: 'smba.infra.gov.teams.microsoft.us',
  botFramework: 'https://api.botframework.us',
};
const CLOUDS: Readonly<Record<string, Addresses>> = {
  global: GLOBAL,
  usgov: US,
  'usgov-dod': { ...US, graph: 'dod-graph.microsoft.us', connector: 'smba.infra.dod.teams.microsoft.us' },
  china: {
    graph: 'microsoftgraph.chinacloudapi.cn',
    // MSAL goes there for an authority at login.chinacloudapi.cn: Microsoft's own preferred name for the same service.
    login: 'login.partner.microsoftonline.cn',
    botLogin: 'login.botframework.azure.cn',
    connector: 'msteams.botframework.azure.cn',
    botFramework: 'https://api.botframework.azure.cn',
  },
};

describe.concurrent('PREVIEW_FEATURES', { timeout: 120_000 }, () => {
  test.each([
    ['on', /Proseware|deleted/i, true],
    ['off', /PREVIEW_FEATURES=on/, false],
  ])('%s', (setting, words, usesBeta) =>
    inWorld(async (world) => {
      await world.start({ PREVIEW_FEATURES: setting });
      expect(world.chat.words(await world.chat.ask('dana', 'list deleted'))).toMatch(words);
      expect(world.microsoft.graph.requests.some(({ path }) => path.startsWith('/beta/'))).toBe(usesBeta);
    })(),
  );
});

describe.concurrent('ALLOW_GUESTS', { timeout: 120_000 }, () => {
  test.each([
    ['on', /Fabrikam/],
    ['off', /Guests cannot use me/],
  ])('%s', (setting, words) =>
    inWorld(async (world) => {
      await world.start({ ALLOW_GUESTS: setting });
      expect(world.chat.words(await world.chat.ask('finn', 'show fabrikam.com'))).toMatch(words);
    })(),
  );
});

describe.concurrent('a cloud', { timeout: 120_000 }, () => {
  test.each(Object.entries(CLOUDS))('GRAPH_CLOUD=%s speaks only to the hosts of that cloud', (name, addresses) =>
    inWorld(
      async (world) => {
        await world.start({ GRAPH_CLOUD: name });
        const card = await world.chat.ask('ada', 'enable sync for fabrikam.com');
        await world.chat.press('ada', card, 'Confirm');
        await world.chat.seen(card, 'Applied');
        const { graph, login, botLogin, connector, botFramework } = addresses;
        expect(world.bot.contacts).toEqual([graph, login, botLogin, connector].map((host) => `${host}:443`).sort());
        expect(world.microsoft.tokens.requests.map(({ form }) => form['scope'])).toEqual([
          `https://${graph}/.default`,
          `${botFramework}/.default`,
        ]);
      },
      { addresses },
    )(),
  );
});
