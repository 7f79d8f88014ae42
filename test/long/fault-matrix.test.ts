import { describe, expect, test, vi } from 'vitest';
import type { Fault } from '../../src/simulator/graph.ts';
import { organizations, type Story } from '../support/story.ts';
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

describe.concurrent('the connector', () => {
  for (const fault of ['hang', 'hang-after', 'reset', 429, 403, 404, 500, 503] as const) {
    test(
      `${fault} to the update of the card: it is drawn later, and the change is made once`,
      inStory(async (story) => {
        const card = await story.ask('ada', 'enable sync for fabrikam.com');
        story.teams.fail('PUT', fault, 2);
        await story.press('ada', card, 'Confirm');
        await story.until(() => isOn(story));
        for (let n = 0; n < 40; n += 1) await story.later(0.5);
        await story.until(
          () => story.teams.messages.some((message) => ending(story.words(message)) === 'Applied'),
          'a card that tells',
        );
        expect(effects(story)).toBe(1);
      }),
    );
  }
});
