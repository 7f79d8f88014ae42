// @ts-nocheck
import { expect, test } from 'vitest';
import { CLOUDS } from '../../src/cloud.ts';
import { createCredential } from '../../src/identity/app-identity.ts';

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
