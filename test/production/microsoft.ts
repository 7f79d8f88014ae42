import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startGraph, type GraphOptions, type GraphSimulator } from '../../src/simulator/graph.ts';
import { believableTenant } from '../../src/simulator/seed/seed.ts';
import { startFakeTeams, type FakeTeams } from '../support/fake-teams.ts';
import { certify, createAuthority } from './authority.ts';
import { APP_ID, HOME } from './chat.ts';
import { behind, sendJson, startFront, type Interrupt, type Service } from './front.ts';
import { tokenEndpoint, type TokenEndpoint } from './token-endpoint.ts';

/** Where Microsoft's services stand in a cloud, written down here once more: the product's own list is under test. */
export type Addresses = {
  readonly graph: string;
  /** Issues the bot's own tokens. */
  readonly login: string;
  /** Publishes the keys of the tokens that come with Teams' requests. */
  readonly botLogin: string;
  readonly connector: string;
  /** `iss` of those tokens, and the resource of the connector's. */
  readonly botFramework: string;
};

export const GLOBAL: Addresses = {
  graph: 'graph.microsoft.com',
  login: 'login.microsoftonline.com',
  botLogin: 'login.botframework.com',
  connector: 'smba.trafficmanager.net',
  botFramework: 'https://api.botframework.com',
};

export const SECRET = 'the secret of this app~8Q';

export type MicrosoftOptions = Partial<Pick<GraphOptions, 'tenant' | 'latencyMs' | 'pageSize'>> & {
  readonly addresses?: Addresses;
  /** Whether a form proves that the app sent it; left out: it holds the secret. */
  readonly proven?: (form: Readonly<Record<string, string>>) => boolean;
  /** What the tokens for Microsoft Graph say that the app may do; left out: they say nothing. */
  readonly granted?: readonly string[];
  /** Where the Bot Framework says that its keys are; left out: where they are. */
  readonly keysAt?: string;
};

/** Microsoft's services on this machine, under their own names, on TLS with certificates that a test authority signed. */
export interface Microsoft {
  readonly addresses: Addresses;
  readonly graph: GraphSimulator;
  readonly teams: FakeTeams;
  readonly tokens: TokenEndpoint;
  readonly serviceUrl: string;
  /** Where `host:port` is found on this machine. */
  readonly ports: Readonly<Record<string, number>>;
  /** The authority's certificate, as a file. */
  readonly authorityFile: string;
  /** From now on this host takes requests and answers none. */
  silence(host: string): void;
  /** Asks at each request to any of them, before and after its effect, whether it goes no further. */
  interrupt(here: Interrupt): void;
  close(): Promise<void>;
}

const CONNECTOR_PATH = '/emea';

export async function startMicrosoft({
  addresses = GLOBAL,
  proven,
  granted,
  keysAt,
  ...graphOptions
}: MicrosoftOptions = {}): Promise<Microsoft> {
  const folder = mkdtempSync(join(tmpdir(), 'bridgekeeper-authority-'));
  const authorityFile = join(folder, 'authority.pem');
  const authority = await createAuthority();
  writeFileSync(authorityFile, authority.cert);

  const graph = await startGraph({ tenant: believableTenant(), ...graphOptions });
  const teams = await startFakeTeams(addresses.botFramework);
  const hasSecret = (form: Readonly<Record<string, string>>): boolean =>
    form['client_id'] === APP_ID && form['client_secret'] === SECRET;
  const tokens = tokenEndpoint(addresses.login, HOME, proven ?? hasSecret, granted);
  const services = new Map<string, Service>([
    [addresses.graph, behind(graph.url, `https://${addresses.graph}`)],
    [addresses.login, tokens.service],
    [addresses.botLogin, botKeys(teams, addresses.botLogin, keysAt)],
    [
      addresses.connector,
      behind(teams.url, `https://${addresses.connector}`, (url) => url.replace(`${CONNECTOR_PATH}/`, '/')),
    ],
  ]);
  const hosts = [...services.keys()];
  const front = await startFront(await certify(authority, hosts), services);
  return {
    addresses,
    graph,
    teams,
    tokens,
    serviceUrl: `https://${addresses.connector}${CONNECTOR_PATH}/`,
    ports: Object.fromEntries(hosts.map((host) => [`${host}:443`, front.port])),
    authorityFile,
    silence: (host) => {
      front.silence(host);
    },
    interrupt: (here) => {
      front.interrupt(here);
    },
    close: async () => {
      await front.close();
      await graph.close();
      await teams.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function botKeys({ issuer }: FakeTeams, host: string, keysAt = `https://${host}/v1/.well-known/keys`): Service {
  return (request, response) => {
    if (request.url === '/v1/.well-known/openidconfiguration') {
      sendJson(response, 200, issuer.metadata(keysAt));
    } else if (request.url === '/v1/.well-known/keys') {
      sendJson(response, 200, issuer.keys());
    } else {
      sendJson(response, 404, {});
    }
  };
}
