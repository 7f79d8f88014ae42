import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { titlesOf } from '../support/cards.ts';
import { alertsIn } from '../support/alerts.ts';
import { inThread, SECURITY, settle, subscribe } from '../support/channel.ts';
import { organizations, Story } from '../support/story.ts';

/** A message to Teams that may have arrived. */

let story: Story;
beforeEach(async () => {
  story = await Story.begin();
});
afterEach(() => story.end());

const ENABLE = 'enable sync for fabrikam.com';
const posts = () => story.teams.calls.filter(({ method }) => method === 'POST').length;

describe('a card that may have arrived', () => {
  test.each([{ status: 408, arrives: true }, { status: 504, arrives: true }, 'hang-after', 'reset-after'] as const)(
    'counts as delivered: it is never sent again, and works (%j)',
    async (fault) => {
      story.teams.fail('POST', fault, 1);
      await story.say('ada', ENABLE);
      await story.until(() => story.teams.messages.length > 0);
      for (let minute = 0; minute < 5; minute += 1) await story.later(1);
      expect(posts()).toBe(1);
      await story.press('ada', story.last, 'Confirm');
      await story.seen(story.last, 'Applied');
      expect(story.teams.messages).toHaveLength(1);
      expect(story.writes()).toHaveLength(1);
    },
  );

  test.each([408, 504])('and did not (%d): whoever asks again gets Show, which brings it', async (status) => {
    story.teams.fail('POST', status, 1);
    await story.say('ada', ENABLE);
    await story.later(1);
    expect(posts()).toBe(1);
    const other = await story.ask('ben', ENABLE);
    expect(titlesOf(other.cards[0])).toContain('Show');
    expect(titlesOf((await story.ask('ada', ENABLE)).cards[0])).toContain('Confirm');
  });

  test.each([408, 504])('an answer (%d) is not sent again either', async (status) => {
    story.teams.fail('POST', { status, arrives: true }, 1);
    await story.say('ada', 'help');
    await story.until(() => story.teams.messages.length > 0);
    await story.later(1);
    expect(posts()).toBe(1);
  });
});

describe('an alert that was sent again, and came twice', () => {
  const found = async (status: number) => {
    await subscribe(story, 'ada', 'notify here about drift', SECURITY);
    await story.watch();
    // What is still to be said there must not be what fails.
    await settle(story);
    story.teams.fail('POST', { status, arrives: true }, 1, SECURITY);
    story.elsewhere('eli', organizations.fabrikam.tenantId, ({ identitySynchronization: policy }) => {
      if (policy) policy.userSyncInbound = { isSyncAllowed: true };
    });
    await story.watch();
    await story.until(() => alertsIn(story).length === 2, 'two alerts');
    const [first, second] = alertsIn(story);
    if (first === undefined || second === undefined) throw new Error('there are not two');
    return { first, second };
  };

  test.each([502, 503, 504])('(%d): its first click finds it, and both are put right', async (status) => {
    const { first, second } = await found(status);
    await story.typeAndPress('ben', first, 'ticket 12', 'Accept', inThread(story, first));
    await story.seen(second, 'Accepted');
    await story.seen(first, 'Accepted');
  });

  test('both are kept up to date from its first click on, whatever comes', async () => {
    const { first, second } = await found(502);
    await story.press('ben', first, 'Revert', inThread(story, first));
    await story.until(() => titlesOf(story.last.cards.at(-1)).includes('Confirm'), 'the card of the change');
    await story.press('ben', story.last, 'Confirm', inThread(story, first));
    await story.seen(second, 'Taken back');
    await story.seen(first, 'Taken back');
  });
});

describe('a card that was sent again', () => {
  test.each([412, 502, 503])(
    'and came twice (%d): its first click finds it, and both are put right',
    async (status) => {
      story.teams.fail('POST', { status, arrives: true }, 1);
      await story.say('ada', ENABLE);
      await story.until(() => story.teams.messages.length === 2);
      const [first, second] = story.teams.messages;
      if (first === undefined || second === undefined) throw new Error('there are not two');
      await story.press('ada', first, 'Confirm');
      await story.seen(second, 'Applied');
      await story.seen(first, 'Applied');
      expect(story.writes()).toHaveLength(1);
      expect(story.teams.messages).toHaveLength(2);
      // Nothing of it is done twice.
      expect(titlesOf(first.cards.at(-1))).not.toContain('Confirm');
    },
  );
});
