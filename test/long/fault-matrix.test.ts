import { describe, expect, test, vi } from 'vitest';
import type { Fault } from '../../src/simulator/graph.ts';
import { organizations, type Story } from '../support/story.ts';
import type { ConnectorFault } from '../support/fake-teams.ts';
import { postsIn, SECURITY, subscribe } from '../support/channel.ts';
import { lived } from '../support/lived.ts';
import { ended, ending, FAULTS, INNARDS, inStory } from './fault-matrix.ts';

/**
 * Every call to the outside x every way in which it can go wrong, on real sockets, in the one change that all others
 * resemble. Whatever happens, the card ends, in time, with what is true, and Graph was changed once at most.
 */

const { fabrikam } = organizations;
const ANSWERED_WITHIN_MS = 25_000;

const CALLS: Readonly<Record<string, Pick<Fault, 'method' | 'path'>>> = {
  'the account': { method: 'GET', path: /\/users\/[^/]+$/ },
  'the role': { method: 'GET', path: /roleAssignments$/ },
  'the list of partners': { method: 'GET', path: /partners$/ },
  'the partner': { method: 'GET', path: /partners\/[^/]+$/ },
  'the policy': { method: 'GET', path: /identitySynchronization$/ },
  'the defaults': { method: 'GET', path: /\/default$/ },
  'the write': { method: 'PATCH', path: /identitySynchronization$/ },
};

const isOn = (story: Story) =>
  story.partner(fabrikam.tenantId)?.identitySynchronization?.userSyncInbound?.isSyncAllowed === true;
const effects = (story: Story) =>
  story.graph.requests.filter(({ method, effect }) => method === 'PATCH' && effect).length;

/** What must be true when all is over. */
function holds(story: Story, outcome: string): void {
  expect(effects(story)).toBeLessThanOrEqual(1);
  expect(isOn(story)).toBe(outcome === 'Applied');
  expect(['Applied', 'Not applied', 'Expired']).toContain(outcome);
}

describe.concurrent.each(Object.entries(CALLS))('%s', (name, call) => {
  for (const [what, fault] of Object.entries(FAULTS)) {
    test(
      `${what}, for a while, at the click: it ends, and truly`,
      inStory(async (story) => {
        const card = await story.ask('ada', 'enable sync for fabrikam.com');
        story.graph.fail({ ...fault, ...call, times: 2 });
        const answer = await story.press('ada', card, 'Confirm');
        expect(answer.status).toBe(200);
        const outcome = await ended(story, card);
        // A proven 404 says that there is no policy.
        if (name === 'the policy' && what === '404') expect([outcome, effects(story)]).toEqual(['Out of date', 0]);
        else holds(story, outcome);
      }),
    );

    if (call.method !== 'GET') continue;
    test(
      `${what}, for ever, when asked: it is answered in words, and nothing is written`,
      inStory(async (story) => {
        story.graph.fail({ ...fault, ...call });
        await story.say('ada', 'enable sync for fabrikam.com');
        // In real time: a Graph that is busy and does not say for how long is asked again after seconds.
        await vi.waitFor(() => {
          expect(story.teams.messages).toHaveLength(1);
        }, ANSWERED_WITHIN_MS);
        const answer = story.last;
        expect(story.words(answer)).not.toBe('');
        expect(story.words(answer)).not.toMatch(INNARDS);
        expect(effects(story)).toBe(0);
      }),
    );
  }
});

const CONNECTOR_FAULTS: Readonly<Record<string, ConnectorFault>> = {
  '429': { status: 429, retryAfterSeconds: 0 },
  '429 for minutes': { status: 429, retryAfterSeconds: 120 },
  '429 without Retry-After': 429,
  '500': 500,
  '503': 503,
  '404': 404,
  '403': 403,
  '401': 401,
  'a reset before the effect': 'reset',
  'a reset after it': 'reset-after',
  'a hang before the effect': 'hang',
  'a hang after it': 'hang-after',
  'half a body': 'half-body',
  'half a body and silence': 'silent-body',
  'HTML instead of JSON': 'page',
  'a slow answer': 'slow',
};
/** Nobody knows whether such a post arrived, so it is not repeated; who asked asks again. */
const MAY_BE_LOST = ['500', 'a reset before the effect', 'a hang before the effect'];
const UNDRAWN = 'card.undrawn';

/** Lets minutes pass, and some of lived time with them; less than a card can be confirmed in. */
async function eventually(story: Story, condition: () => boolean, what: string): Promise<void> {
  for (let n = 0; n < 100 && !condition(); n += 1) {
    await story.later(0.1);
    await lived(100);
  }
  expect(condition(), what).toBe(true);
}

const hasFailed = (story: Story) => story.log.some(({ event }) => event === UNDRAWN);
const showing = (story: Story, outcome: string) =>
  story.teams.messages.filter((message) => ending(story.words(message)) === outcome);

describe.concurrent.each(Object.entries(CONNECTOR_FAULTS))('the connector: %s', (what, fault) => {
  const onConnector = (tell: (story: Story) => Promise<void>) => inStory(tell, { graphWithinMs: 10_000 });

  test.each([1, 3])(
    '%d times to the card, when asked: it comes, now, later or when asked again; the change is made once',
    (times) =>
      onConnector(async (story) => {
        story.teams.fail('POST', fault, times);
        expect((await story.post(story.message('ada', 'enable sync for fabrikam.com', {}))).status).toBe(200);
        if (MAY_BE_LOST.includes(what)) {
          await eventually(story, () => hasFailed(story), 'a post that failed');
          for (let n = 0; n < 5; n += 1) await story.later(0.5);
          expect(story.teams.messages).toHaveLength(0);
          story.teams.mend();
          await story.ask('ada', 'enable sync for fabrikam.com');
        }
        await eventually(story, () => story.teams.messages.length === 1, 'a card');
        story.teams.mend();
        await story.press('ada', story.last, 'Confirm');
        await eventually(story, () => showing(story, 'Applied').length === 1, 'a card that tells');
        expect([isOn(story), effects(story), story.teams.messages.length]).toEqual([true, 1, 1]);
      })(),
  );

  test(
    'for ever to everything that is said: the change is made once, and told when Teams works again',
    onConnector(async (story) => {
      const card = await story.ask('ada', 'enable sync for fabrikam.com');
      story.teams.fail('PUT', fault, 1_000);
      story.teams.fail('POST', fault, 1_000);
      expect((await story.press('ada', card, 'Confirm')).status).toBe(200);
      await eventually(story, () => isOn(story), 'the change');
      if (what !== 'a slow answer') await eventually(story, () => hasFailed(story), 'an update that failed');
      for (let n = 0; n < 10; n += 1) await story.later(0.5);
      story.teams.mend();
      // A card that Teams has refused five times is tried again after an hour.
      await story.later(61);
      await eventually(story, () => showing(story, 'Applied').length > 0, 'a card that tells');
      expect(effects(story)).toBe(1);
    }),
  );

  test(
    'to the notice in a channel: it is there, once, or nobody knows; one refusal ends no subscription',
    onConnector(async (story) => {
      await subscribe(story, 'ada', 'notify here', SECURITY);
      const card = await story.ask('ada', 'enable sync for fabrikam.com');
      story.teams.fail('POST', fault, 1, SECURITY);
      await story.press('ada', card, 'Confirm');
      await eventually(story, () => ending(story.words(card)) === 'Applied', 'a card that tells');
      if (MAY_BE_LOST.includes(what)) {
        await eventually(story, () => hasFailed(story), 'a post that failed');
      } else {
        await eventually(story, () => postsIn(story, SECURITY).length === 1, 'a notice');
      }
      for (let n = 0; n < 5; n += 1) await story.later(0.5);
      expect(postsIn(story, SECURITY).length).toBeLessThanOrEqual(1);
      expect(story.words(await story.ask('ada', 'list subscriptions'))).not.toContain('ended');
      expect(effects(story)).toBe(1);
    }),
  );
});
