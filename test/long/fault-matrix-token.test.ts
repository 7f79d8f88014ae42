import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { titlesOf } from '../support/cards.ts';
import { lived } from '../support/lived.ts';
import { organizations, type Story } from '../support/story.ts';
import type { TokenEndpoint, TokenFault } from '../production/token-endpoint.ts';
import { ended, ending, INNARDS, inStory } from './fault-matrix.ts';
import { APP_SECRET, startTokenStandIn } from './token-stand-in.ts';

/**
 * The fault matrix of the bot's own tokens, through @azure/identity and over TLS: Entra's token endpoint x every fault, for
 * Graph and for the connector. Without a token nothing is written; it is said, in time; and when there is one again,
 * nothing has been lost.
 */

const { fabrikam } = organizations;
const CONNECTOR = 'https://api.botframework.com';
/** Teams gives up on a turn after about this long; milliseconds. */
const TURN_MS = 15_000;
/** A click must be answered much sooner. */
const CLICK_MS = 3_000;

const FAULTS: Readonly<Record<string, TokenFault>> = {
  '429': { status: 429, retryAfterSeconds: 0 },
  '429 for minutes': { status: 429, retryAfterSeconds: 300 },
  '429 without Retry-After': 429,
  '500': 500,
  '503': { status: 503, retryAfterSeconds: 0 },
  '404': 404,
  '403': 403,
  '401': 401,
  'a reset': 'reset',
  'a hang': 'hang',
  'half a body': 'half a body',
  'HTML instead of JSON': 'HTML',
  'a slow answer': 'slow',
};

let standIn: Awaited<ReturnType<typeof startTokenStandIn>>;
beforeAll(async () => {
  standIn = await startTokenStandIn();
});
afterAll(() => standIn.close());

/** A story whose bot gets its tokens from an endpoint of its own; neither tokens nor the secret may be told. */
const withEndpoint = (tell: (story: Story, endpoint: TokenEndpoint) => Promise<void>) => async (): Promise<void> => {
  const { endpoint, identity, strangers } = standIn.newApp();
  await inStory(
    async (story) => {
      await tell(story, endpoint);
      const told = JSON.stringify([story.log, story.teams.messages]);
      const secrets = [APP_SECRET, ...endpoint.requests.flatMap(({ token }) => token ?? [])];
      expect(secrets.filter((secret) => told.includes(secret))).toEqual([]);
      expect(strangers).toEqual([]);
    },
    { identity },
  )();
};

const isOn = (story: Story) =>
  story.partner(fabrikam.tenantId)?.identitySynchronization?.userSyncInbound?.isSyncAllowed === true;
const effects = (story: Story) =>
  story.graph.requests.filter(({ method, effect }) => method === 'PATCH' && effect).length;

/** In lived time: on a machine that does much else the clock goes on while nobody is answered. */
async function within<Value>(mostMs: number, work: Promise<Value>): Promise<Value> {
  const late = lived(mostMs).then(() => Promise.reject(new Error(`not within ${mostMs} ms`)));
  return Promise.race([work, late]);
}

/** The token endpoint's faults take some time. */
async function eventually(story: Story, what: () => string, text: string): Promise<void> {
  for (let waited = 0; !what().includes(text) && waited < TURN_MS; waited += 10) {
    await story.later(0.002);
    await lived(10);
  }
  expect(what()).toContain(text);
}

describe.concurrent.each(Object.entries(FAULTS))('%s', (what, fault) => {
  const status = typeof fault === 'object' ? fault.status : fault;
  /** MSAL asks for no token for a minute (in real time) after a 429 or 5xx. */
  const isRemembered = typeof status === 'number' && (status === 429 || status >= 500);

  /** The endpoint works again; where MSAL would wait, another process begins. */
  const mended = async (story: Story, endpoint: TokenEndpoint): Promise<void> => {
    endpoint.mend();
    if (isRemembered) await story.restart();
  };

  test(
    'for Graph, for ever, when asked: said in words, and Graph is not spoken to without a token',
    withEndpoint(async (story, endpoint) => {
      endpoint.fail(story.graph.url, fault);
      const words = story.words(await within(TURN_MS, story.ask('ada', 'enable sync for fabrikam.com')));
      expect(words).not.toMatch(INNARDS);
      expect(words).toMatch(what === 'a slow answer' ? /Confirm|Enable/ : /could not/i);
      if (what !== 'a slow answer') expect(story.graph.requests).toEqual([]);
    }),
  );

  test(
    'for Graph, for a while, at the click: it ends, and truly',
    withEndpoint(async (story, endpoint) => {
      const card = await story.ask('ada', 'enable sync for fabrikam.com');
      endpoint.fail(story.graph.url, fault, 2);
      expect((await within(CLICK_MS, story.press('ada', card, 'Confirm'))).status).toBe(200);
      const outcome = await ended(story, card);
      expect(['Applied', 'Expired']).toContain(outcome);
      expect([isOn(story), effects(story)]).toEqual(outcome === 'Applied' ? [true, 1] : [false, 0]);
    }),
  );

  test(
    'for Graph, for ever, at the click: the card is given back with the reason, and works when there is a token again',
    withEndpoint(async (story, endpoint) => {
      const card = await story.ask('ada', 'enable sync for fabrikam.com');
      endpoint.fail(story.graph.url, fault);
      await within(CLICK_MS, story.press('ada', card, 'Confirm'));
      if (what !== 'a slow answer') {
        await eventually(story, () => story.words(card), 'could not');
        expect(story.words(card)).not.toMatch(INNARDS);
        expect(titlesOf(card.cards.at(-1))).toContain('Confirm');
        expect(effects(story)).toBe(0);
        await mended(story, endpoint);
        await story.press('ada', card, 'Confirm');
      }
      await eventually(story, () => story.words(card), 'Applied');
      expect([isOn(story), effects(story)]).toEqual([true, 1]);
    }),
  );

  test(
    'for Graph, from the write on: what came of it is found out, and nothing is written twice',
    withEndpoint(async (story, endpoint) => {
      const card = await story.ask('ada', 'enable sync for fabrikam.com');
      story.graph.fail({ kind: 'slow', delayMs: 150, method: 'PATCH' });
      await story.press('ada', card, 'Confirm');
      await story.until(() => story.writes().length === 1);
      endpoint.fail(story.graph.url, fault);
      if (what !== 'a slow answer') await eventually(story, () => story.words(card), 'not know');
      expect(story.words(card)).not.toMatch(INNARDS);
      await mended(story, endpoint);
      await eventually(story, () => story.words(card), 'Applied');
      expect([isOn(story), effects(story)]).toEqual([true, 1]);
    }),
  );

  test(
    'for the connector, when asked: the turn ends, and the card is there, once, when there is a token again',
    withEndpoint(async (story, endpoint) => {
      endpoint.fail(CONNECTOR, fault);
      const turn = story.post(story.message('ada', 'enable sync for fabrikam.com', {}));
      expect((await within(TURN_MS, turn)).status).toBe(200);
      await mended(story, endpoint);
      await eventually(story, () => story.teams.messages.map((message) => story.words(message)).join(), 'Fabrikam');
      for (let minute = 0; minute < 3; minute += 1) await story.later(1);
      expect(story.teams.messages).toHaveLength(1);
      await story.press('ada', story.last, 'Confirm');
      await eventually(story, () => story.words(story.last), 'Applied');
      expect(effects(story)).toBe(1);
    }),
  );

  test(
    'for the connector, at the click: the change is made once, and the card tells when there is a token again',
    withEndpoint(async (story, endpoint) => {
      const card = await story.ask('ada', 'enable sync for fabrikam.com');
      endpoint.fail(CONNECTOR, fault);
      expect((await within(CLICK_MS, story.press('ada', card, 'Confirm'))).status).toBe(200);
      await eventually(story, () => String(isOn(story)), 'true');
      await mended(story, endpoint);
      await eventually(story, () => ending(story.words(card)) ?? '', 'Applied');
      expect([effects(story), story.teams.messages.length]).toEqual([1, 1]);
    }),
  );
});
