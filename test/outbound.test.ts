import { describe, expect, test } from 'vitest';
import { CLOUDS } from '../src/cloud.ts';
import { onlyHosts, onlyOrigins } from '../src/outbound.ts';

/** Addresses that only look like a host's. */
const lookalikes = (host: string): readonly string[] => [
  `https://${host}.attacker.example/`,
  `https://attacker.example/?${host}`,
  `https://attacker.example/#https://${host}/`,
  `https://${host}@attacker.example/`,
  `https://user:secret@${host}/`,
  `https://user@${host}/`,
  `https://:secret@${host}/`,
  `https://${host}:8443/`,
  `https://x${host}/`,
  `https://attacker.${host}/`,
  `http://${host}/`,
  `//${host}/`,
  host,
];
const NO_ADDRESSES = [
  'https://127.0.0.1/',
  'https://[::1]/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'https://',
  '',
];

describe('a service url the bot may answer to, and send its token to', () => {
  const services = onlyHosts(CLOUDS.global.botFramework.serviceHosts, false);

  test.each([
    'https://smba.trafficmanager.net/teams/',
    'https://smba.trafficmanager.net/emea/5d1c2b3a-0000-4000-8000-000000000009/',
    'https://SMBA.trafficmanager.net/amer/',
    'https://smba.infra.gcc.teams.microsoft.com/teams',
  ])('%s', (url) => {
    expect(services.allows(url)).toBe(true);
  });

  test.each([
    ...lookalikes('smba.trafficmanager.net'),
    ...NO_ADDRESSES,
    'https://trafficmanager.net/',
    'https://teams.microsoft.com.attacker.example/',
    'https://xteams.microsoft.com/',
  ])('not %s', (url) => {
    expect(services.allows(url)).toBe(false);
  });
});

describe('an address at one of the origins', () => {
  const graph = onlyOrigins('https://graph.microsoft.com/v1.0', 'https://login.microsoftonline.com');

  test.each([
    'https://graph.microsoft.com/beta/x?y',
    'https://GRAPH.microsoft.com',
    'https://login.microsoftonline.com/a',
  ])('%s', (url) => {
    expect(graph.allows(url)).toBe(true);
  });

  test.each([...lookalikes('graph.microsoft.com'), ...NO_ADDRESSES])('not %s', (url) => {
    expect(graph.allows(url)).toBe(false);
  });

  test('is let through; of any other one only the host is told', () => {
    expect(() => {
      graph.demand('https://graph.microsoft.com/v1.0/users');
    }).not.toThrow();
    const refused = (url: string) => () => {
      graph.demand(url);
    };
    expect(refused('https://attacker.example/secret?secret')).toThrow(/^refused to speak to attacker\.example$/);
    expect(refused('https://user:secret@graph.microsoft.com/')).toThrow(/^refused to speak to graph\.microsoft\.com$/);
    expect(refused('secret')).toThrow(/^refused to speak to something that is no address$/);
  });
});

test.each(Object.entries(CLOUDS))('no cloud but a simulator speaks without TLS: %s', (_name, cloud) => {
  expect(cloud.botFramework.plainHttp).toBe(false);
  for (const host of cloud.botFramework.serviceHosts) expect(host).toMatch(/^\.?[a-z]+(\.[a-z]+)+$/);
  for (const url of [cloud.graph, cloud.authority, cloud.authorityAlias ?? cloud.authority]) {
    expect(url).toMatch(/^https:\/\/[a-z.-]+$/);
  }
});
