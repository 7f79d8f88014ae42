import { randomUUID } from 'node:crypto';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Bot } from '../../src/app/bot-interface.ts';
import { renderReply } from '../support/drawing.ts';
import { CLOUDS, type Cloud } from '../../src/cloud.ts';
import { onlyHosts } from '../../src/outbound.ts';
import { backgroundWork } from '../../src/runtime/background.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { randomIds } from '../../src/runtime/ids.ts';
import { createLog } from '../../src/runtime/log.ts';
import { createTokenIssuer } from '../../src/simulator/sign-in/token-issuer.ts';
import { listen } from '../../src/teams/server.ts';
import { createTeams } from '../../src/teams/teams.ts';
import { json, serve } from '../graph/support.ts';
import { onlyToken } from '../../src/identity/only-token.ts';

const BOT = { appId: '0b3c5d7e-1f2a-4b6c-8d9e-a0b1c2d3e4f5', tenantId: 'b8d6f0c3-51e2-4a97-8c0d-2f7e94a3d100' };
const clouds = Object.entries(CLOUDS);
const log = createLog('silent', { write: () => undefined });
/** Nobody here comes as far as it. */
const bot = {} as Bot;

/** The status that a message gets in a cloud of Microsoft's, but for its keys: those would be read beyond this machine. */
async function statusIn(microsofts: Cloud, issuer: string, serviceUrl: string): Promise<number> {
  const signer = createTokenIssuer(issuer);
  const keys = await serve((request, response) => {
    const document = signer.metadata(`http://${request.headers.host ?? ''}/keys`);
    json(response, 200, request.url === '/openid' ? document : signer.keys());
  });
  const cloud = { ...microsofts, botFramework: { ...microsofts.botFramework, openIdMetadata: `${keys.url}/openid` } };
  const teams = createTeams({
    cloud,
    registration: BOT,
    identity: onlyToken(() => Promise.reject(new Error('nobody needs a token here'))),
    render: (reply, at) => Promise.resolve(renderReply(reply, at)),
    clock: systemClock,
    ids: randomIds,
    log,
    background: backgroundWork(log),
  });
  const server = await listen({ messages: teams.messages(bot), ready: () => Promise.resolve(), log }, 0, '127.0.0.1');
  onTestFinished(() => server.close(100));
  const response = await fetch(`http://127.0.0.1:${server.port}/api/messages`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${signer.token(BOT.appId, serviceUrl)}`,
    },
    body: JSON.stringify({
      type: 'message',
      id: randomUUID(),
      channelId: 'msteams',
      serviceUrl,
      from: { id: '29:ada' },
      conversation: { id: 'a:ada' },
      text: 'help',
    }),
  });
  return response.status;
}

/** A host on the list; of a whole domain any name below it. */
const hostOf = ({ botFramework }: Cloud): string => botFramework.serviceHosts[0]?.replace(/^\./, 'emea.') ?? '';

describe.each(clouds)('in the cloud %s', (name, cloud) => {
  const { tokenIssuer } = cloud.botFramework;
  const others = clouds.filter(([, other]) => other.botFramework !== cloud.botFramework);

  test('the first chats are made at a host that may be spoken to', () => {
    const { firstService } = cloud;
    const services = onlyHosts(cloud.botFramework.serviceHosts, false);
    if (firstService !== null) services.demand(firstService);
    expect(firstService === null).toBe(name === 'china');
  });

  test('a service of Microsoft’s is not spoken to without TLS', async () => {
    expect(await statusIn(cloud, tokenIssuer, `http://${hostOf(cloud)}/`)).toBe(403);
  });

  test.each(others)('%s’s services are not spoken to, and its issuer not believed', async (_other, other) => {
    expect(await statusIn(cloud, tokenIssuer, `https://${hostOf(other)}/`)).toBe(403);
    expect(await statusIn(cloud, other.botFramework.tokenIssuer, `https://${hostOf(cloud)}/`)).toBe(401);
  });
});
