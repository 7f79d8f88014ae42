import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Fault } from '../../src/simulator/graph.ts';
import { titlesOf } from '../support/cards.ts';
import { lived } from '../support/lived.ts';
import { organizations, Story } from '../support/story.ts';

const { fabrikam, relecloud } = organizations;
const POLICY = /identitySynchronization$/;

let story: Story;
beforeEach(async () => {
  story = await Story.begin();
});
afterEach(() => story.end());

const isOn = (tenantId: string) => story.letsIn({ tenantId });

/** Confirms `enable sync` for a partner with this fault planned for the write; resolves to the final words. */
async function confirmWith(fault: Fault, partner = 'fabrikam.com') {
  const card = await story.ask('ada', `enable sync for ${partner}`);
  story.graph.fail(fault);
  await story.press('ada', card, 'Confirm');
  await story.until(() => /Applied|Not applied|person must look|Partly/i.test(story.words(card)), story.words(card));
  return card;
}

describe('a write that Graph did not answer well', () => {
  test.each<[string, Fault]>([
    ['429 with Retry-After', { kind: 'status', status: 429, retryAfter: 0, method: 'PATCH', times: 2 }],
    ['429 without', { kind: 'status', status: 429, method: 'PATCH', times: 1 }],
    ['503', { kind: 'status', status: 503, method: 'PATCH', times: 1 }],
    ['connection lost after the effect', { kind: 'reset-after', method: 'PATCH', times: 1 }],
    ['no answer, yet the effect', { kind: 'hang-after', method: 'PATCH', times: 1 }],
    ['504, yet the effect', { kind: 'status', status: 504, takesEffect: true, method: 'PATCH', times: 1 }],
    ['half an answer', { kind: 'half-body', method: 'PATCH', times: 1 }],
    [
      'effect a moment after the connection was lost',
      { kind: 'late-effect', delayMs: 30, answer: 'reset', method: 'PATCH', times: 1 },
    ],
  ])('%s: applied, with one effect', async (_what, fault) => {
    const card = await confirmWith(fault);
    expect(story.words(card)).toContain('Applied');
    expect(isOn(fabrikam.tenantId)).toBe(true);
    expect(story.graph.requests.filter((request) => request.method === 'PATCH' && request.effect)).toHaveLength(1);
  });

  test.each<[string, Fault]>([
    ['403', { kind: 'status', status: 403, code: 'Authorization_RequestDenied', method: 'PATCH' }],
    ['400', { kind: 'status', status: 400, code: 'BadRequest', method: 'PATCH' }],
    ['429 for ever', { kind: 'status', status: 429, retryAfter: 0, method: 'PATCH' }],
    ['429 with a Retry-After of minutes', { kind: 'status', status: 429, retryAfter: 300, method: 'PATCH' }],
    ['connection lost before the effect', { kind: 'reset-before', method: 'PATCH' }],
    ['no answer and no effect', { kind: 'hang-before', method: 'PATCH' }],
    ['500', { kind: 'status', status: 500, method: 'PATCH' }],
    ['an HTML page', { kind: 'html', method: 'PATCH' }],
  ])('%s: not applied, and said so', async (_what, fault) => {
    const card = await confirmWith(fault);
    expect(story.words(card)).toMatch(/Not applied/i);
    expect(isOn(fabrikam.tenantId)).toBe(false);
    expect(titlesOf(card.cards.at(-1))).toContain('Ask again');
    expect(titlesOf(card.cards.at(-1))).not.toContain('Undo');
    expect(titlesOf((await story.ask('ben', 'enable sync for fabrikam.com')).cards[0])).toContain('Confirm');
  });

  test('403 names the application permission', async () => {
    const card = await story.ask('ada', 'enable sync for fabrikam.com');
    story.graph.tenant.appPermissions.delete('Policy.ReadWrite.CrossTenantAccess');
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'Policy.ReadWrite.CrossTenantAccess');
  });

  test('Graph said done, but nothing changed: never called applied', async () => {
    const card = await story.ask('ada', 'enable sync for fabrikam.com');
    story.graph.fail({ kind: 'lost-effect', method: 'PATCH' });
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'not know');
    await story.later(1);
    expect(story.words(card)).toContain('not know');
    await story.later(3);
    await story.seen(card, 'person must look');
  });

  test.each([2_500, 20_000, 90_000])(
    'reads lag %d ms behind the write: applied once they have caught up',
    async (readLagMs) => {
      await story.end();
      story = await Story.begin({ readLagMs });
      const card = await story.ask('ada', 'enable sync for fabrikam.com');
      await story.press('ada', card, 'Confirm');
      await story.until(() => titlesOf(card.cards.at(-1)).length === 0);
      await story.later(readLagMs / 60_000);
      await story.seen(card, 'Applied');
      expect(story.writes()).toHaveLength(1);
    },
  );

  test('another writer at the same moment (Directory_ConcurrencyViolation): taken once more, one effect', async () => {
    const card = await confirmWith({
      kind: 'status',
      status: 409,
      code: 'Directory_ConcurrencyViolation',
      method: 'PATCH',
      times: 2,
    });
    expect(story.words(card)).toContain('Applied');
    expect(story.graph.requests.filter((request) => request.method === 'PATCH' && request.effect)).toHaveLength(1);
  });

  test('a partner just added is not seen everywhere yet: the policy is created once it is', async () => {
    const card = await confirmWith(
      { kind: 'status', status: 404, code: 'Request_ResourceNotFound', method: 'PUT', times: 1 },
      'relecloud.com',
    );
    expect(story.words(card)).toContain('Applied');
  });

  test('somebody creates the policy in between: PUT meets 409, so the card was out of date', async () => {
    const { northwindTraders } = organizations;
    const card = await story.ask('ada', `enable sync for ${northwindTraders.tenantId}`);
    story.graph.fail({ kind: 'slow', delayMs: 60, method: 'PUT' });
    await story.press('ada', card, 'Confirm');
    const partner = story.partner(northwindTraders.tenantId);
    await story.until(() => story.graph.requests.some((request) => request.method === 'PUT'));
    if (partner) {
      partner.identitySynchronization = {
        displayName: 'Somebody else’s',
        userSyncInbound: { isSyncAllowed: false },
        groupSyncInbound: null,
      };
    }
    await story.seen(card, 'Out of date');
    expect(story.words(card)).toContain('Somebody else’s');
  });

  test('unreadable afterwards: says that it is not known yet, and settles when Graph can be read', async () => {
    const card = await story.ask('ada', 'enable sync for fabrikam.com');
    story.graph.fail({ kind: 'reset-after', method: 'PATCH', times: 1 });
    // The check before the write reads once; every reading after it fails.
    story.graph.fail({ kind: 'slow', delayMs: 0, method: 'GET', path: POLICY, times: 1 });
    const mend = story.graph.fail({ kind: 'status', status: 500, method: 'GET', path: POLICY });
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'not know');
    mend();
    await story.later(1);
    await story.seen(card, 'Applied');
    expect(story.writes()).toHaveLength(1);
  });
});

describe('a change of several steps', () => {
  test('the second step is refused: says what was done and what was not', async () => {
    const card = await confirmWith(
      { kind: 'status', status: 403, code: 'Authorization_RequestDenied', method: 'PUT' },
      'relecloud.com',
    );
    expect(story.words(card)).toMatch(/Partly/i);
    expect(story.partner(relecloud.tenantId)).toBeDefined();
  });

  test('the first answer is lost after the effect: looked up, then the second step, no double write', async () => {
    const card = await confirmWith(
      { kind: 'reset-after', method: 'POST', path: /partners$/, times: 1 },
      'relecloud.com',
    );
    expect(story.words(card)).toContain('Applied');
    expect(story.writes()).toEqual(['POST partners', `PUT partners/${relecloud.tenantId}/identitySynchronization`]);
  });
});

describe('reading', () => {
  test('a broken connection is tried once more', async () => {
    story.graph.fail({ kind: 'reset-before', path: POLICY, times: 1 });
    expect(story.words(await story.ask('dana', 'show fabrikam.com'))).toContain(fabrikam.tenantId);
  });

  test('a time-out is told, with a reference that finds the log line', async () => {
    story.graph.fail({ kind: 'hang-before', path: POLICY });
    const words = story.words(await story.ask('dana', `show ${fabrikam.tenantId}`));
    const reference = /R-[0-9A-Z]{8}/.exec(words)?.[0];
    expect(reference).toBeDefined();
    expect(story.log.some((line) => line['reference'] === reference)).toBe(true);
    expect(words).not.toMatch(/at .*\.ts|token-for/);
  });

  test('half a page list is unreadable, not short', async () => {
    await story.end();
    story = await Story.begin({ pageSize: 5 });
    story.graph.fail({ kind: 'status', status: 500, query: /skiptoken/ });
    expect(story.words(await story.ask('dana', 'list partners'))).toMatch(/could not/i);
  });
});

describe('Teams', () => {
  test('an update that fails is drawn later', async () => {
    const card = await story.ask('ada', 'enable sync for fabrikam.com');
    story.teams.fail('PUT', 503, 3);
    await story.press('ada', card, 'Confirm');
    await story.later(1);
    await story.seen(card, 'Applied');
  });

  test('a deleted card is posted anew', async () => {
    const card = await story.ask('ada', 'enable sync for fabrikam.com');
    story.teams.fail('PUT', 404, 1);
    await story.press('ada', card, 'Confirm');
    await story.until(() => story.teams.messages.length === 2);
    expect(story.words(story.teams.messages[1] ?? card)).toMatch(/Applied|applying/i);
  });

  test('a post that Teams did not take is posted later, once', async () => {
    story.teams.fail('POST', 429, 5);
    await story.say('ada', 'enable sync for fabrikam.com');
    await story.later(1);
    await story.until(() => story.teams.messages.length === 1);
    await story.later(1);
    expect(story.teams.messages).toHaveLength(1);
  });
});

describe('Teams does not say whether the card arrived', () => {
  test('it is not posted again; asking again shows it; the click tells where it is', async () => {
    story.teams.fail('POST', 'hang', 1);
    await story.say('ada', 'enable sync for fabrikam.com');
    await story.later(1);
    await story.later(1);
    expect(story.teams.messages).toHaveLength(0);
    expect(titlesOf((await story.ask('ben', 'enable sync for fabrikam.com')).cards[0])).toEqual(['Show', 'End change']);
    const card = await story.ask('ada', 'enable sync for fabrikam.com');
    expect(titlesOf(card.cards[0])).toContain('Confirm');
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'Applied');
    expect(story.writes()).toHaveLength(1);
  });

  test('a conversation that is gone is not written to for ever', async () => {
    story.teams.fail('POST', 404, 99);
    await story.say('ada', 'enable sync for fabrikam.com');
    const posts = () => story.teams.calls.filter((call) => call.method === 'POST').length;
    for (let minute = 0; minute < 20; minute += 1) {
      await story.later(1);
      await lived(10);
    }
    expect(posts()).toBe(5);
  });
});

describe('a hiccup of Teams', () => {
  test.each([429, 412, 502, 503])('%d once: the answer still comes, once', async (status) => {
    story.teams.fail('POST', status, 1);
    expect(story.words(await story.ask('ada', 'help'))).toContain('What I can do for you');
  });

  test.each([401, 403])('an update refused once with %d is drawn later', async (status) => {
    const card = await story.ask('ada', 'enable sync for fabrikam.com');
    story.teams.fail('PUT', status, 1);
    await story.press('ada', card, 'Confirm');
    await story.later(1);
    await story.seen(card, 'Applied');
  });
});

describe('Graph answers something else than was asked', () => {
  test('another partner’s settings are not believed', async () => {
    const path = new RegExp(`partners/${fabrikam.tenantId}$`);
    story.graph.fail({ kind: 'status', status: 200, path, method: 'GET' });
    const answer = await story.ask('ada', 'enable sync for fabrikam.com');
    expect(titlesOf(answer.cards[0])).toEqual([]);
    expect(story.words(answer)).toMatch(/could not/i);
  });

  test('a redirect is not followed', async () => {
    story.graph.fail({ kind: 'status', status: 302, headers: { location: 'http://127.0.0.1:1/' }, path: POLICY });
    expect(story.words(await story.ask('dana', `show ${fabrikam.tenantId}`))).toMatch(/could not/i);
  });
});

test.each([
  ['lost', ['reset']],
  ['lost, and repeated in vain', ['reset', 503, 503]],
  ['beyond a gateway’s patience', [504]],
] as const)(
  'an update of a card that is %s and carried out late does not stay in the place of a newer one',
  async (_, faults) => {
    const card = await story.ask('ada', 'enable sync for fabrikam.com');
    for (const fault of faults) story.teams.fail('PUT', fault);
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'Applied');
    const [lost] = card.cards;
    if (lost === undefined) throw new Error('no card was lost');
    card.cards.push(lost);
    expect(story.words(card)).not.toContain('Applied');
    await story.until(() => {
      // From when the answer was lost; the bot may not have noticed yet.
      story.passUnnoticed(1);
      return story.words(card).includes('Applied');
    });
  },
);

test('where Graph turns a write down, its own sentence is on the card and in what is shown of the change, fit to be seen', async () => {
  const card = await story.ask('ada', 'enable sync for fabrikam.com');
  const message = 'The policy\u202e object exceeds the maximum size of 25600 bytes.\nTrace ID: 1234';
  for (const method of ['PATCH', 'PUT']) {
    story.graph.fail({ kind: 'status', status: 400, code: 'BadRequest', message, method });
  }
  await story.press('ada', card, 'Confirm');
  await story.seen(card, 'Not applied');
  const said = 'In Microsoft Graph’s own words: The policy[U+202E] object exceeds the maximum size of 25600 bytes.';
  expect(story.words(card)).toContain(said);
  expect(story.words(card)).not.toContain('Trace ID');
  const id = /C-[0-9A-Z]{8}/.exec(story.words(card))?.[0] ?? '';
  expect(story.words(await story.ask('ada', `show change ${id}`))).toContain(said);
});
