import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { Agent, request, type OutgoingHttpHeaders } from 'node:http';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { ROLES } from '../../src/domain/people/role.ts';
import { startGraph, type SimulatedTenant } from '../../src/simulator/graph.ts';
import { believableTenant } from '../../src/simulator/seed/seed.ts';
import { certify, createAuthority } from '../../test/production/authority.ts';
import { APP_ID, HOME } from '../../test/production/chat.ts';
import { startFakeTeams } from '../../test/support/fake-teams.ts';
import { TEAMS_HOST } from './child-side.ts';

/** As many as work with it in a large organisation: whoever comes again is known. */
const PEOPLE = 1_000;
const SERVICE_URL = `https://${TEAMS_HOST}/emea/`;

/** Teams for many turns: it does as little as it can for each, so that the bot is what is measured. */
export interface BusyTeams {
  /** Where a bot finds all of it. */
  readonly settings: {
    readonly openIdMetadata: string;
    readonly issuer: string;
    readonly appId: string;
    readonly connectorPort: number;
    /** Where all of these people may look: it is asked once for each of them. */
    readonly graph: string;
  };
  /** The authority of the connector's certificate, as a file. */
  readonly authorityFile: string;
  /**
   * The next of a thousand people says `help`, in a chat of their own. Resolves when the bot's message and its answer to the request have both arrived.
   * @returns how long the message is, in bytes
   */
  help(bot: string): Promise<number>;
  close(): Promise<void>;
}

/** @param folder for what has to be a file */
export async function startBusyTeams(folder: string): Promise<BusyTeams> {
  const keys = await startFakeTeams();
  const authority = await createAuthority();
  const authorityFile = join(folder, 'authority.pem');
  writeFileSync(authorityFile, authority.cert);
  const awaited = new Map<string, (bytes: number) => void>();
  const connector = createServer(await certify(authority, [TEAMS_HOST]), (incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const conversationId = decodeURIComponent(incoming.url?.split('/')[4] ?? '');
      // restify, which is loaded here too, has it return nothing.
      response.writeHead(201, { 'content-type': 'application/json' });
      response.end('{"id":"1"}');
      const said = Buffer.concat(chunks);
      // Whoever waits long for the first turn of a process sees that it is typing: that is no answer.
      if (said.includes('"type":"typing"')) return;
      awaited.get(conversationId)?.(said.length);
      awaited.delete(conversationId);
    });
  });
  connector.listen(0, '127.0.0.1');
  await once(connector, 'listening');
  const address = connector.address();
  if (address === null || typeof address === 'string') throw new Error('the connector has no port');
  const agent = new Agent({ keepAlive: true });
  const people = Array.from({ length: PEOPLE }, () => randomUUID());
  const graph = await startGraph({ tenant: tenantOf(people) });
  let turns = 0;
  // As Teams does: one for many requests.
  const authorization = `Bearer ${keys.issuer.token(APP_ID, SERVICE_URL)}`;

  return {
    settings: {
      openIdMetadata: keys.openIdMetadata,
      issuer: keys.issuer.issuer,
      appId: APP_ID,
      connectorPort: address.port,
      graph: graph.url,
    },
    authorityFile,
    help: async (bot) => {
      const activity = help(people[(turns += 1) % PEOPLE] ?? '');
      const message = new Promise<number>((resolve) => awaited.set(activity.conversation.id, resolve));
      const status = await post(`${bot}/api/messages`, agent, { authorization }, JSON.stringify(activity));
      if (status !== 200) throw new Error(`a turn ended with HTTP ${status}`);
      return message;
    },
    close: async () => {
      agent.destroy();
      connector.closeAllConnections();
      connector.close();
      await keys.close();
      await graph.close();
    },
  };
}

/** A tenant in which a group of these people holds a role that lets them look. */
function tenantOf(people: readonly string[]): SimulatedTenant {
  const tenant = believableTenant();
  const [like] = tenant.users.values();
  const [role] = tenant.roleAssignments;
  if (like === undefined || role === undefined) throw new Error('the simulated tenant has nobody');
  const group = { id: randomUUID(), displayName: 'Readers', members: [...people], isAssignableToRole: true };
  tenant.groups.set(group.id, group);
  for (const id of people) tenant.users.set(id, { ...like, id });
  const roleDefinitionId = ROLES.securityReader.id;
  tenant.roleAssignments.push({ ...role, id: randomUUID(), principalId: group.id, roleDefinitionId });
  return tenant;
}

/** With all that Teams sends beside the words. */
function help(person: string) {
  const now = new Date().toISOString();
  return {
    type: 'message',
    id: randomUUID(),
    channelId: 'msteams',
    serviceUrl: SERVICE_URL,
    from: { id: `29:${person}`, name: 'Somebody', aadObjectId: person },
    recipient: { id: `28:${APP_ID}`, name: 'Bridgekeeper' },
    conversation: { id: `a:${person}`, conversationType: 'personal', tenantId: HOME },
    channelData: { tenant: { id: HOME } },
    entities: [{ type: 'clientInfo', locale: 'en-GB', country: 'GB', platform: 'Windows', timezone: 'Europe/London' }],
    locale: 'en-GB',
    localTimestamp: now,
    localTimezone: 'Europe/London',
    timestamp: now,
    textFormat: 'plain',
    text: 'help',
  };
}

/** Resolves to the status when all of the answer is there. */
function post(url: string, agent: Agent, headers: OutgoingHttpHeaders, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    request(url, { method: 'POST', agent, headers: { ...headers, 'content-type': 'application/json' } }, (response) => {
      response
        .resume()
        .on('end', () => {
          resolve(response.statusCode ?? 0);
        })
        .on('error', reject);
    })
      .on('error', reject)
      .end(body);
  });
}
