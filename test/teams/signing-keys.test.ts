import { describe, expect, test } from 'vitest';
import { createLog } from '../../src/runtime/log.ts';
import { createTokenIssuer } from '../../src/simulator/sign-in/token-issuer.ts';
import { SigningKeys } from '../../src/teams/signing-keys.ts';
import { json, serve } from '../graph/support.ts';

const HOUR = 60 * 60 * 1000;

type Set = { readonly keys: readonly Readonly<Record<string, unknown>>[] };
const keysOf = () => createTokenIssuer('https://api.botframework.com').keys() as Set;
const idOf = ({ keys }: Set): string => String(keys[0]?.['kid']);

/** A Bot Framework that publishes keys, and somebody who wants them. */
async function publish(more: { keysUrl?: (origin: string) => string; redirect?: string; status?: number } = {}) {
  const state = { set: keysOf(), now: 0, hangs: false, ...more };
  const server = await serve((request, response) => {
    if (state.hangs) return;
    if (state.redirect !== undefined) {
      response.writeHead(302, { location: state.redirect });
      response.end();
    } else if (request.url === '/openid') {
      const origin = `http://${request.headers.host ?? ''}`;
      json(response, state.status ?? 200, { issuer: 'x', jwks_uri: state.keysUrl?.(origin) ?? `${origin}/keys` });
    } else {
      json(response, state.status ?? 200, state.set);
    }
  });
  const log: Record<string, unknown>[] = [];
  const logs = createLog('info', { write: (line) => void log.push(JSON.parse(line) as Record<string, unknown>) });
  return { state, server, log, keys: new SigningKeys(`${server.url}/openid`, logs, () => state.now) };
}

describe('a key', () => {
  test('is known by its id, with the channels that it may sign for', async () => {
    const { state, keys } = await publish();
    const key = await keys.find(idOf(state.set));
    expect(key?.key.asymmetricKeyType).toBe('rsa');
    expect(key?.endorsements).toEqual(['msteams']);
  });

  test('is read once, however many ask at the same time, and again after a day', async () => {
    const { state, server, keys } = await publish();
    const id = idOf(state.set);
    await Promise.all(Array.from({ length: 20 }, () => keys.find(id)));
    expect(server.requests).toHaveLength(2);
    state.now = 23 * HOUR;
    await keys.find(id);
    expect(server.requests).toHaveLength(2);
    state.now = 25 * HOUR;
    await keys.find(id);
    expect(server.requests).toHaveLength(4);
  });

  test('that nobody knows is looked for once in an hour: anybody can name one', async () => {
    const { state, server, keys } = await publish();
    await keys.find(idOf(state.set));
    for (let n = 0; n < 50; n += 1) expect(await keys.find(`made-up-${n}`)).toBeNull();
    expect(server.requests).toHaveLength(2);
    state.set = keysOf();
    state.now = 2 * HOUR;
    expect(await keys.find(idOf(state.set))).not.toBeNull();
    expect(server.requests).toHaveLength(4);
  });

  test('of another kind among them does no harm', async () => {
    const { state, keys } = await publish();
    state.set = { keys: [{ kty: 'EC', kid: 'x', crv: 'P-256' }, {}, ...state.set.keys] };
    expect(await keys.find('x')).toBeNull();
    expect(await keys.find(idOf({ keys: state.set.keys.slice(2) }))).not.toBeNull();
  });
});

describe('keys that cannot be read', () => {
  test('are an error that is not remembered', async () => {
    const { state, keys } = await publish({ status: 500 });
    const id = idOf(state.set);
    await expect(keys.find(id)).rejects.toThrow(/keys of the Bot Framework cannot be read: answered with 500/);
    state.status = 200;
    expect(await keys.find(id)).not.toBeNull();
  });

  test('anew live on, with their age in the log, and are tried again after a while', async () => {
    const { state, server, keys, log } = await publish();
    const id = idOf(state.set);
    await keys.find(id);
    state.status = 500;
    state.now = 30 * HOUR;
    for (let n = 0; n < 5; n += 1) expect(await keys.find(id)).not.toBeNull();
    expect(log).toMatchObject([{ event: 'keys.unread', level: 'error', ageHours: 30 }]);
    expect(await keys.find('made-up')).toBeNull();
    state.status = 200;
    state.set = keysOf();
    state.now = 31 * HOUR;
    expect(await keys.find(idOf(state.set))).not.toBeNull();
    expect(await keys.find(id)).toBeNull();
    expect(server.requests.length).toBeLessThan(8);
  });

  test('anew, by a host that hangs, hold nobody up whose key is known', async () => {
    const { state, server, keys, log } = await publish();
    const id = idOf(state.set);
    await keys.find(id);
    state.hangs = true;
    state.now = 30 * HOUR;
    expect(await keys.find(id)).not.toBeNull();
    expect(await keys.find(id)).not.toBeNull();
    // It is still being asked, once.
    expect(server.requests).toHaveLength(3);
    expect(log).toEqual([]);
  });

  test('are not looked for where the document leads elsewhere', async () => {
    const other = await publish();
    const { state, keys } = await publish({ keysUrl: () => `${other.server.url}/keys` });
    await expect(keys.find(idOf(state.set))).rejects.toThrow(/refused to speak to 127\.0\.0\.1:/);
    expect(other.server.requests).toEqual([]);
  });

  test('are not looked for where a redirect leads', async () => {
    const other = await publish();
    const { state, keys } = await publish({ redirect: `${other.server.url}/keys` });
    await expect(keys.find(idOf(state.set))).rejects.toThrow(/cannot be read/);
    expect(other.server.requests).toEqual([]);
  });
});
