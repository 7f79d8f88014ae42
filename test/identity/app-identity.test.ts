import { describe, expect, test } from 'vitest';
import { CLOUDS } from '../../src/cloud.ts';
import { appIdentity, createCredential } from '../../src/identity/app-identity.ts';

const APP = '0b3c5d7e-1f2a-4b6c-8d9e-a0b1c2d3e4f5';
const TENANT = 'b8d6f0c3-51e2-4a97-8c0d-2f7e94a3d100';
const SECRET = { kind: 'secret', tenantId: TENANT, appId: APP, secret: 'a secret' } as const;

/** Asks for a token; resolves to what was refused on the way. */
async function refused(cloud: Parameters<typeof createCredential>[1]): Promise<readonly string[]> {
  const told: unknown[] = [];
  const credential = createCredential(SECRET, cloud, (error) => told.push(error));
  await expect(credential.getToken('https://graph.microsoft.com/.default')).rejects.toThrow();
  return told.map(String);
}

// MSAL knows names for the same service, and prefers one of them to the one it was given.
test('the secret goes to the configured authority only, whatever MSAL prefers', async () => {
  expect(await refused({ authority: 'https://login.windows.net' })).toEqual([
    'Error: refused to speak to login.microsoftonline.com',
  ]);
});

test('in the China cloud, MSAL’s preferred name is one of the configured', async () => {
  const { authority } = CLOUDS.china;
  expect(await refused({ authority })).toEqual(['Error: refused to speak to login.partner.microsoftonline.cn']);
});

describe('a token', () => {
  const soon = (token: string) => ({ token, expiresOnTimestamp: Date.now() + 3_600_000 });

  test('that never comes is an error, in time: the credential itself would wait for ever', async () => {
    const identity = appIdentity({ getToken: () => new Promise(() => undefined) }, 20);
    await expect(identity.token('https://graph.microsoft.com')).rejects.toThrow(/no token .* within 20 ms/);
  });

  test('that the credential does not give is an error', async () => {
    const identity = appIdentity({ getToken: () => Promise.resolve(null) });
    await expect(identity.token('https://graph.microsoft.com')).rejects.toThrow(/gave no token/);
  });

  test('is asked for once, however many want it at the same time, and each resource has its own', async () => {
    const asked: unknown[] = [];
    const identity = appIdentity({
      getToken: (scope) => {
        asked.push(scope);
        return Promise.resolve(soon(`for ${String(scope)}`));
      },
    });
    const tokens = ['https://a', 'https://a', 'https://b'].map((resource) => identity.token(resource));
    expect(await Promise.all(tokens)).toEqual(['https://a', 'https://a', 'https://b'].map((r) => `for ${r}/.default`));
    expect(asked).toEqual(['https://a/.default', 'https://b/.default']);
  });

  test('that could not be had is asked for anew', async () => {
    let tries = 0;
    const identity = appIdentity({
      getToken: () => ((tries += 1) === 1 ? Promise.reject(new Error('busy')) : Promise.resolve(soon('a token'))),
    });
    await expect(identity.token('https://a')).rejects.toThrow('busy');
    expect(await identity.token('https://a')).toBe('a token');
  });
});
