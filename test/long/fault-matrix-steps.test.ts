import { describe, expect, test } from 'vitest';
import type { Fault } from '../../src/simulator/graph.ts';
import { titlesOf } from '../support/cards.ts';
import type { BotMessage } from '../support/fake-teams.ts';
import { organizations, type Story } from '../support/story.ts';
import { ended, FAULTS, INNARDS, inStory } from './fault-matrix.ts';

/**
 * The fault matrix where a change takes two writes: each write, and each reading after it, x every fault. The card says
 * exactly how far it came; what is half done can be finished or taken back; no write has its effect twice.
 */

const { contoso, margiesTravel } = organizations;

type Call = Pick<Fault, 'method' | 'path'>;
type Scenario = {
  readonly line: string;
  readonly writes: readonly [Call, Call];
  readonly reads: Readonly<Record<string, Call>>;
  /** What the card calls the writes. */
  readonly words: readonly [string, string];
  /** How many of the writes Graph shows the effect of. */
  readonly done: (story: Story) => 0 | 1 | 2;
};

const PARTNER: Call = { method: 'GET', path: /partners\/[^/]+$/ };
const POLICY: Call = { method: 'GET', path: /identitySynchronization$/ };

const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'remove partner': {
    line: 'remove partner contoso.com',
    writes: [
      { method: 'DELETE', path: /identitySynchronization$/ },
      { method: 'DELETE', path: /partners\/[^/]+$/ },
    ],
    reads: { 'the partner': PARTNER, 'the policy': POLICY },
    words: ['Delete its sync policy', 'Remove the partner'],
    done: (story) => {
      const partner = story.partner(contoso.tenantId);
      if (partner === undefined) return 2;
      return partner.identitySynchronization === null ? 1 : 0;
    },
  },
  'restore sync policy, and its partner': {
    line: 'restore sync policy for margiestravel.com',
    writes: [
      { method: 'POST', path: /crossTenantPartners\/[^/]+\/restore$/ },
      { method: 'POST', path: /crossTenantSyncPolicyPartners\/[^/]+\/restore$/ },
    ],
    reads: {
      'the partner': PARTNER,
      'the policy': POLICY,
      'the deleted partner': { method: 'GET', path: /crossTenantPartners\/[^/]+$/ },
      'the deleted policy': { method: 'GET', path: /crossTenantSyncPolicyPartners\/[^/]+$/ },
    },
    words: ['Restore the deleted partner', 'Restore the deleted sync policy'],
    done: (story) => {
      const partner = story.partner(margiesTravel.tenantId);
      if (partner === undefined) return 0;
      return partner.identitySynchronization === null ? 1 : 2;
    },
  },
};

const ENDINGS = ['Not applied', 'Partly applied', 'Applied'] as const;
const WRITES = [
  [0, 'the first write'],
  [1, 'the second write'],
] as const;
const WHILES = [
  ['twice', { times: 2 }],
  ['for ever', {}],
] as const;

/** The writes that had an effect, in order. */
const effects = (story: Story): readonly string[] =>
  story.graph.requests
    .filter(({ method, effect }) => method !== 'GET' && effect)
    .map(({ method, path }) => `${method} ${path}`);

/** What must be true when all is over, whatever the outcome. */
function holds(story: Story, { done, words }: Scenario, card: BotMessage, outcome: string): void {
  const made = effects(story);
  expect(made).toEqual([...new Set(made)]);
  expect(outcome).toBe(ENDINGS[done(story)]);
  const text = story.words(card);
  expect(text).not.toMatch(INNARDS);
  if (outcome !== 'Partly applied') return;
  const [first, second] = words;
  expect(text).toContain(`Done: ${first}`);
  expect(text).toContain(`Not done: ${second}`);
  expect(titlesOf(card.cards.at(-1))).toEqual(['Continue change', 'Undo']);
}

/** A change that stopped half-way is finished by a click, once nothing is in its way; what was done stays as it is. */
async function canBeContinued(story: Story, { done }: Scenario, card: BotMessage): Promise<void> {
  const next = await story.pressForCard('ada', card, 'Continue change');
  await story.press('ada', next, 'Confirm');
  expect(await ended(story, next)).toBe('Applied');
  expect(done(story)).toBe(2);
  expect(effects(story)).toHaveLength(2);
}

describe.concurrent.each(Object.entries(SCENARIOS))('%s', (_name, scenario) => {
  for (const [what, fault] of Object.entries(FAULTS)) {
    for (const [index, which] of WRITES) {
      for (const [often, times] of WHILES) {
        test(
          `${what}, ${often}, at ${which}: it ends, and says how far it came`,
          inStory(async (story) => {
            const card = await story.ask('ada', scenario.line);
            const mend = story.graph.fail({ ...fault, ...scenario.writes[index], ...times });
            expect((await story.press('ada', card, 'Confirm')).status).toBe(200);
            const outcome = await ended(story, card);
            holds(story, scenario, card, outcome);
            mend();
            if (outcome === 'Partly applied') await canBeContinued(story, scenario, card);
          }),
        );
      }

      for (const [read, call] of Object.entries(scenario.reads)) {
        test(
          `${what}, when ${read} is read after ${which}: it ends, and says how far it came`,
          inStory(async (story) => {
            const card = await story.ask('ada', scenario.line);
            // Slow, so that what is read before it has been read, and what is read after it has not.
            story.graph.fail({ kind: 'slow', delayMs: 150, ...scenario.writes[index], times: 1 });
            await story.press('ada', card, 'Confirm');
            await story.until(() => story.writes().length === index + 1);
            story.graph.fail({ ...fault, ...call, times: 6 });
            const outcome = await ended(story, card);
            holds(story, scenario, card, outcome);
            if (outcome === 'Partly applied') await canBeContinued(story, scenario, card);
          }),
        );
      }
    }
  }
});
