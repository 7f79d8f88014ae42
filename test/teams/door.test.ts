import { describe, expect, test } from 'vitest';
import { CLOUDS } from '../../src/cloud.ts';
import { isAllowedService } from '../../src/teams/door.ts';

const { serviceHosts } = CLOUDS.global.botFramework;

describe('a service url the bot may answer to, and send its token to', () => {
  test.each([
    'https://smba.trafficmanager.net/teams/',
    'https://smba.trafficmanager.net/emea/5d1c2b3a-0000-4000-8000-000000000009/',
    'https://SMBA.trafficmanager.net/amer/',
    'https://smba.infra.gcc.teams.microsoft.com/teams',
  ])('%s', (url) => {
    expect(isAllowedService(url, serviceHosts, false)).toBe(true);
  });

  test.each([
    'http://smba.trafficmanager.net/teams/',
    'https://smba.trafficmanager.net.attacker.example/',
    'https://attacker.trafficmanager.net/',
    'https://trafficmanager.net/',
    'https://attacker.example/?smba.trafficmanager.net',
    'https://smba.trafficmanager.net@attacker.example/',
    'https://user:secret@smba.trafficmanager.net/',
    'https://smba.trafficmanager.net:8443/',
    'https://teams.microsoft.com.attacker.example/',
    'https://xteams.microsoft.com/',
    'https://127.0.0.1/',
    'https://[::1]/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    '//smba.trafficmanager.net/',
    'smba.trafficmanager.net',
    '',
  ])('not %s', (url) => {
    expect(isAllowedService(url, serviceHosts, false)).toBe(false);
  });

  test.each(Object.entries(CLOUDS))('no cloud but a simulator speaks without TLS: %s', (_name, cloud) => {
    expect(cloud.botFramework.plainHttp).toBe(false);
    for (const host of cloud.botFramework.serviceHosts) expect(host).toMatch(/^\.?[a-z]+(\.[a-z]+)+$/);
    expect(cloud.graph).toMatch(/^https:\/\/[a-z.-]+$/);
    expect(cloud.authority).toMatch(/^https:\/\/[a-z.-]+$/);
  });
});
