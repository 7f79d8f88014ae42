import { Resolver } from 'node:dns/promises';
import { request, type RequestOptions } from 'node:https';
import { TLSSocket } from 'node:tls';
import { wordsOf, type Finding } from './finding.ts';

const about = 'Public endpoint';
const WITHIN_MS = 10_000;
const DAY_MS = 24 * 60 * 60 * 1000;
const SOON_DAYS = 14;

/** What came of a request to the messaging endpoint that has no token. */
export type Knock = {
  readonly status: number;
  /** Until when the certificate is valid, in milliseconds since 1970. */
  readonly certificateEnds: number;
};

/** How the world outside is asked. */
export type Ways = {
  /** Addresses of a name. Rejects with the code of node:dns. */
  readonly addressesOf: (host: string) => Promise<readonly string[]>;
  /** Rejects with the code of node:tls, or of the network. */
  readonly knock: (host: string) => Promise<Knock>;
};

/** Names the host in the messaging endpoint of the bot registration, and the bot in the Teams app; null: not told. */
type Told = { readonly domain: string | null; readonly botId: string | null };

const FROM_HERE: Ways = { addressesOf, knock: (host) => knock(host) };

/**
 * Whether Teams finds this bot: what the app in Teams calls its bot, and, from outside in, the name, the certificate, and
 * what answers at the path. @param now milliseconds since 1970
 */
export async function endpointFindings(
  { domain, botId }: Told,
  appId: string,
  now: number,
  ways: Ways = FROM_HERE,
): Promise<readonly Finding[]> {
  const found = [
    ...(botId === null ? [] : [sameBot(botId, appId)]),
    ...(domain === null ? [] : [await named(domain, ways), await answered(domain, now, ways)]),
  ];
  if (found.length === 0) return [];
  const states = found.map(({ state }) => state);
  const state = states.includes('wrong') ? 'wrong' : states.includes('warning') ? 'warning' : 'good';
  const fixes = found.flatMap(({ fix }) => fix ?? []);
  const says = found.flatMap((one) => one.says);
  return [{ about, state, says, ...(fixes.length > 0 && { fix: fixes.join(' ') }) }];
}

type Part = Omit<Finding, 'about'>;
const good = (says: string): Part => ({ state: 'good', says: [says] });
const warning = (says: string, fix: string): Part => ({ state: 'warning', says: [says], fix });
const wrong = (says: string, fix: string): Part => ({ state: 'wrong', says: [says], fix });

function sameBot(botId: string, appId: string): Part {
  return botId === appId
    ? good('The Teams app calls this bot (BOT_ID is MicrosoftAppId).')
    : wrong(
        `The Teams app calls another bot: BOT_ID is ${botId}, MicrosoftAppId ${appId}.`,
        'Make the app package anew (npm run package) with this bot’s id, and upload it; or correct MicrosoftAppId.',
      );
}

/** Of this machine, of networks that nobody outside is led to, and of links. */
const PRIVATE =
  /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|::1$|f[cd]|fe80:)/i;
const NAME = (domain: string): string =>
  `Let ${domain} lead to the public address of what stands before the bot, as outside your network is asked.`;

async function named(domain: string, { addressesOf: ask }: Ways): Promise<Part> {
  try {
    const addresses = await ask(domain);
    const says = `${domain} leads to ${addresses.join(', ')}.`;
    if (!addresses.every((address) => PRIVATE.test(address))) return good(says);
    return warning(`${says} From here these are private addresses.`, NAME(domain));
  } catch (error) {
    if (['ENOTFOUND', 'ENODATA'].includes(codeOf(error))) return wrong(`DNS knows no ${domain}.`, NAME(domain));
    return warning(`DNS could not be asked for ${domain}: ${wordsOf(error)}`, 'Ask it from elsewhere: nslookup.');
  }
}

async function answered(domain: string, now: number, { knock: ask }: Ways): Promise<Part> {
  const address = `https://${domain}/api/messages`;
  try {
    const { status, certificateEnds } = await ask(domain);
    const parts = [ofCertificate(domain, certificateEnds, now), ofStatus(address, status)];
    const worst = parts.find(({ state }) => state === 'wrong') ?? parts.find(({ state }) => state === 'warning');
    const fixes = parts.flatMap(({ fix }) => fix ?? []);
    return {
      state: worst?.state ?? 'good',
      says: parts.flatMap(({ says }) => says),
      ...(fixes.length > 0 && { fix: fixes.join(' ') }),
    };
  } catch (error) {
    const code = codeOf(error);
    if (/CERT|SIGNATURE|ALTNAME|SELF_SIGNED|ERR_TLS|ERR_SSL/.test(code)) {
      return wrong(
        `The certificate of ${domain} is not one that Microsoft’s services would trust: ${wordsOf(error)}`,
        'Give what stands before the bot a certificate for that name from a public authority, with what stands between it and its root.',
      );
    }
    return warning(
      `${address} cannot be reached from here: ${wordsOf(error)}`,
      'Some networks lead nobody from inside to their own public address: try it from outside, as docs/deploy.md, TLS, says.',
    );
  }
}

function ofCertificate(domain: string, ends: number, now: number): Part {
  const says = `Its certificate is for ${domain}, and valid until ${new Date(ends).toISOString()}.`;
  if (ends - now > SOON_DAYS * DAY_MS) return good(says);
  return warning(says, 'Renew it, or find out why it was not renewed.');
}

/** The door answers 401 to whoever has no token of Teams'. */
function ofStatus(address: string, status: number): Part {
  if (status === 401) return good(`${address} leads to a bot, which lets nobody in without a token.`);
  const says = `${address} answers ${status} where a bot answers 401.`;
  if (status === 403) {
    return warning(says, 'Where only Microsoft’s addresses are let in this is right; otherwise let POST through.');
  }
  if (status >= 500) return warning(says, 'Start the bot; where it runs, lead that path of that name to its PORT.');
  return wrong(says, 'Lead POST of that path to the bot’s PORT, as deploy/Caddyfile and deploy/nginx.conf do.');
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** By the name servers, and not by this machine's own list of hosts. */
async function addressesOf(host: string): Promise<readonly string[]> {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 });
  const asked = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
  const addresses = asked.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
  const refused = asked.find((one) => one.status === 'rejected');
  if (addresses.length === 0 && refused !== undefined) throw refused.reason;
  return addresses;
}

/** As Teams would come, but with no token: nothing comes of it. @param way left out: the usual one */
export function knock(host: string, way: RequestOptions = {}): Promise<Knock> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    const signal = AbortSignal.timeout(WITHIN_MS);
    const asking = request({ host, path: '/api/messages', method: 'POST', headers, agent: false, signal, ...way });
    asking.once('error', reject);
    asking.once('response', (response) => {
      const { socket, statusCode = 0 } = response;
      const ends = socket instanceof TLSSocket ? Date.parse(socket.getPeerCertificate().valid_to) : NaN;
      response.destroy();
      resolve({ status: statusCode, certificateEnds: ends });
    });
    asking.end('{}');
  });
}
