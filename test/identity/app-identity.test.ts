import { describe, expect, test } from 'vitest';
import { CLOUDS } from '../../src/cloud.ts';
import { appIdentity } from '../../src/identity/app-identity.ts';
import { refusalOf } from '../../src/identity/refusal.ts';
import { createCredential } from '../../src/identity/credential.ts';

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

const soon = (token: string) => ({ token, expiresOnTimestamp: Date.now() + 3_600_000 });
type Ask = (scope: string, options: { readonly claims?: string; readonly enableCae?: boolean }) => Promise<unknown>;

/** An identity over credentials that do as told, the next one for each that is made; time moves only when told. */
function identityOver(asks: readonly Ask[], withinMs?: number) {
  const log: [string, unknown][] = [];
  const time = { ms: 0, clockMs: Date.now() };
  let made = 0;
  const note = (event: string, ...fields: readonly unknown[]): void => {
    log.push([event, fields.at(-1)]);
  };
  const create = () => {
    const getToken = asks[Math.min(made, asks.length - 1)];
    made += 1;
    return { getToken } as never;
  };
  const options = {
    log: { info: note, warn: note, error: note },
    elapsed: () => time.ms,
    now: () => time.clockMs,
    ...(withinMs !== undefined && { withinMs }),
  };
  return { identity: appIdentity(create, options), log, time, made: () => made };
}

describe('a token', () => {
  test('that never comes is an error, in time: the credential itself would wait for ever', async () => {
    const { identity } = identityOver([() => new Promise(() => undefined)], 20);
    await expect(identity.token('https://graph.microsoft.com')).rejects.toThrow(/no token .* within 20 ms/);
  });

  test('that the credential does not give is an error', async () => {
    const { identity } = identityOver([() => Promise.resolve(null)]);
    await expect(identity.token('https://graph.microsoft.com')).rejects.toThrow(/gave no token/);
  });

  test('is asked for once, however many want it at the same time, and each resource has its own', async () => {
    const asked: unknown[] = [];
    const { identity } = identityOver([
      (scope, { enableCae }) => {
        asked.push([scope, enableCae]);
        return Promise.resolve(soon(`for ${scope}`));
      },
    ]);
    const tokens = ['https://a', 'https://a', 'https://b'].map((resource) => identity.token(resource));
    expect(await Promise.all(tokens)).toEqual(['https://a', 'https://a', 'https://b'].map((r) => `for ${r}/.default`));
    expect(asked).toEqual([
      ['https://a/.default', true],
      ['https://b/.default', true],
    ]);
  });

  test('that could not be had is asked for anew', async () => {
    let tries = 0;
    const { identity } = identityOver([
      () => ((tries += 1) === 1 ? Promise.reject(new Error('busy')) : Promise.resolve(soon('a token'))),
    ]);
    await expect(identity.token('https://a')).rejects.toThrow('busy');
    expect(await identity.token('https://a')).toBe('a token');
  });
});

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

describe('a token that is there is given without asking', () => {
  const MINUTE = 60_000;
  /** A credential whose tokens live for an hour of a clock; how often it was asked. */
  function counted(more: (now: number) => object = () => ({})) {
    let asked = 0;
    const { identity, time } = identityOver([
      () => {
        asked += 1;
        const expiresOnTimestamp = time.clockMs + 60 * MINUTE;
        return Promise.resolve({ token: `token ${asked}`, expiresOnTimestamp, ...more(time.clockMs) });
      },
    ]);
    return { time, token: () => identity.token('https://a'), asked: () => asked };
  }

  test.each([
    ['until five minutes before its end', 55, () => ({})],
    ['until it says that it is to be replaced', 20, (now: number) => ({ refreshAfterTimestamp: now + 20 * MINUTE })],
  ])('%s; then once more, until the next one is there', async (_, minutes, more) => {
    const { token, time, asked } = counted(more);
    await token();
    time.clockMs += minutes * MINUTE - 1;
    expect([await token(), asked()]).toEqual(['token 1', 1]);
    time.clockMs += 1;
    expect([await token(), await token(), asked()]).toEqual(['token 1', 'token 1', 2]);
    await settled();
    expect([await token(), asked()]).toEqual(['token 2', 2]);
  });

  test.each([
    ['refuses', /^Error: no token today$/, () => Promise.reject(new Error('no token today'))],
    ['says nothing', /^Error: no token for https:\/\/a within 5 ms$/, () => new Promise<never>(() => undefined)],
  ])(
    'until a minute before its end where who gives them %s; another one is asked for each half minute',
    async (_, words, fails) => {
      let asked = 0;
      const { identity, time, log } = identityOver(
        [
          () => {
            asked += 1;
            return asked === 1
              ? Promise.resolve({ token: 'old', expiresOnTimestamp: time.clockMs + 60 * MINUTE })
              : fails();
          },
        ],
        5,
      );
      const goodUntil = new Date(time.clockMs + 59 * MINUTE).toISOString();
      await identity.token('https://a');
      time.clockMs += 55 * MINUTE;
      for (let halfMinutes = 0; halfMinutes < 8; halfMinutes += 1) {
        expect(await identity.token('https://a')).toBe('old');
        expect(await identity.token('https://a')).toBe('old');
        await new Promise((resolve) => setTimeout(resolve, 20));
        time.clockMs += MINUTE / 2;
      }
      expect(asked).toBe(9);
      const why = expect.stringMatching(words) as string;
      expect(log).toEqual(
        Array.from({ length: 8 }, () => ['identity.notReplaced', { resource: 'https://a', goodUntil, why }]),
      );
      await expect(identity.token('https://a')).rejects.toThrow(/no token/);
    },
  );

  test('and one that ends at once is asked for each time', async () => {
    const { token } = counted((now) => ({ expiresOnTimestamp: now + MINUTE }));
    expect([await token(), await token()]).toEqual(['token 1', 'token 2']);
  });
});

describe('a token that was refused', () => {
  test('does not come back when what was asked before it was refused is answered late', async () => {
    const late: ((token: unknown) => void)[] = [];
    let asked = 0;
    const { identity, time } = identityOver([
      () => {
        asked += 1;
        if (asked === 1) return Promise.resolve({ token: 'old', expiresOnTimestamp: time.clockMs + 60_000 });
        return new Promise((resolve) => late.push(resolve));
      },
      () => Promise.resolve(soon('new')),
    ]);
    await identity.token('https://a');
    const waits = identity.token('https://a');
    expect(await identity.renew('https://a', { token: 'old', claims: null })).toBe('new');
    late.forEach((answer) => {
      answer(soon('old'));
    });
    await waits;
    expect(await identity.token('https://a')).toBe('new');
  });

  const CHALLENGE = '{"access_token":{"nbf":{"essential":true,"value":"1"}}}';

  test('is not given again: a credential without a cache is asked, with the challenge', async () => {
    const claims: unknown[] = [];
    const { identity, log } = identityOver([
      () => Promise.resolve(soon('old')),
      (_, options) => {
        claims.push(options.claims);
        return Promise.resolve(soon('new'));
      },
    ]);
    expect(await identity.token('https://a')).toBe('old');
    expect(await identity.renew('https://a', { token: 'old', claims: CHALLENGE })).toBe('new');
    expect(await identity.token('https://a')).toBe('new');
    expect(claims).toEqual([CHALLENGE]);
    expect(log).toEqual([['identity.renewed', { resource: 'https://a', challenged: true }]]);
  });

  test('is renewed once a minute at most, and once for all who were refused with it', async () => {
    let given = 0;
    const { identity, time, made } = identityOver([() => Promise.resolve(soon(`token ${(given += 1)}`))]);
    await identity.token('https://a');
    const refused = { token: 'token 1', claims: null };
    expect(await Promise.all([1, 2, 3].map(() => identity.renew('https://a', refused)))).toContain('token 2');
    expect(await identity.renew('https://a', refused)).toBe('token 2');
    expect(await identity.renew('https://a', { token: 'token 2', claims: null })).toBeUndefined();
    expect(made()).toBe(2);
    time.ms = 60_000;
    expect(await identity.renew('https://a', { token: 'token 2', claims: null })).toBe('token 3');
  });

  test('is dropped with those of the other resources: whoever revokes one revokes them all', async () => {
    let credentials = 0;
    const asked: string[] = [];
    const by = (): Ask => {
      credentials += 1;
      const mine = credentials;
      return (scope) => {
        asked.push(`${scope} ${mine}`);
        return Promise.resolve(soon(`${scope} ${mine}`));
      };
    };
    const { identity, time } = identityOver([by(), by(), by()]);
    const [a, b] = ['https://a', 'https://b'] as const;
    const [oldA, oldB] = [await identity.token(a), await identity.token(b)];
    const newA = await identity.renew(a, { token: oldA, claims: null });
    // Also of what had left with the old one already, and without another one being thrown away.
    const newB = await identity.renew(b, { token: oldB, claims: null });
    expect([newA, newB]).toEqual(['https://a/.default 2', 'https://b/.default 2']);
    expect([await identity.token(a), await identity.token(b)]).toEqual([newA, newB]);
    expect(asked).toHaveLength(4);
    // They are new: what is refused now waits for its minute.
    expect(await identity.renew(b, { token: 'https://b/.default 2', claims: null })).toBeUndefined();
    time.ms = 60_000;
    expect(await identity.renew(b, { token: 'https://b/.default 2', claims: null })).toBe('https://b/.default 3');
    expect(await identity.token(a)).toBe('https://a/.default 3');
  });

  test('is the only one where the next one cannot be had, or is the same', async () => {
    const { identity } = identityOver([() => Promise.resolve(soon('old')), () => Promise.reject(new Error('revoked'))]);
    await identity.token('https://a');
    expect(await identity.renew('https://a', { token: 'old', claims: null })).toBeUndefined();
    await expect(identity.token('https://a')).rejects.toThrow('revoked');
    const { identity: other } = identityOver([() => Promise.resolve(soon('old'))]);
    await other.token('https://a');
    expect(await other.renew('https://a', { token: 'old', claims: null })).toBeUndefined();
  });
});

describe('why Entra gives no token', () => {
  test.each([
    ['AADSTS7000222: The provided client secret keys for app are expired.', 'secretExpired'],
    ['invalid_client: 7000215 - AADSTS7000215: Invalid client secret provided.', 'secretUnknown'],
    ['AADSTS700016: Application was not found in the directory.', 'appUnknown'],
    ['AADSTS7000112: Application is disabled.', 'appDisabled'],
    ['AADSTS53003: Access has been blocked by Conditional Access policies.', 'blockedByPolicy'],
  ])('%s', async (message, problem) => {
    const { identity, log } = identityOver([() => Promise.reject(new Error(message))]);
    await expect(identity.token('https://a')).rejects.toThrow(message);
    expect(log).toMatchObject([['identity.refused', { resource: 'https://a', problem }]]);
  });

  test.each(['AADSTS1: something new', 'getaddrinfo ENOTFOUND', ''])('is not guessed: %s', (message) => {
    expect(refusalOf(new Error(message))).toBeUndefined();
    expect(refusalOf(message)).toBeUndefined();
  });
});
