import { afterEach, describe, expect, test } from 'vitest';
import type { BotMessage } from '../support/fake-teams.ts';
import { lived } from '../support/lived.ts';
import { organizations, Story, type StoryOptions } from '../support/story.ts';

/** Whoever can change the environment can change the rule of approvals; that is told. */

const SAID = 'The rule of approvals has changed';
const [SECURITY, AUDIT] = ['19:security@thread.tacv2', '19:audit@thread.tacv2'];

let story: Story;
const begin = async (options: StoryOptions = {}): Promise<void> => {
  story = await Story.begin({ approvals: 'risk', ...options });
};
afterEach(() => story.end());

const inChannel = (id: string) => ({
  conversation: { id: `${id};messageid=1700000000000`, conversationType: 'channel', isGroup: true },
  channelData: { tenant: { id: organizations.woodgrove.tenantId }, team: { id: '19:team@thread.tacv2' } },
});
const said = (place: string): readonly BotMessage[] =>
  story.teams.messages.filter(
    (message) => message.conversationId.startsWith(place) && story.words(message).includes(SAID),
  );
const minutes = async (count: number): Promise<void> => {
  for (let n = 0; n < count; n += 1) {
    await story.later(1);
    await lived(10);
  }
};
const everywhere = (): readonly BotMessage[] => said('');

describe('another rule than at the last start', () => {
  test('is told in every subscription, once, with who could have changed it', async () => {
    await begin();
    await story.ask('ada', 'notify here', inChannel(SECURITY));
    await story.ask('ada', 'notify here about drift', inChannel(AUDIT));
    await story.restart({ approvals: 'self' });
    await story.until(() => said(SECURITY).length === 1 && said(AUDIT).length === 1, 'the word in both channels');
    const words = story.words(said(SECURITY)[0] ?? story.last);
    expect(words).toContain('Until my last start: another administrator approves what opens the tenant');
    expect(words).toContain('From now on: whoever asks for a change decides it alone.');
    expect(words).toContain('whoever can change that has done it');
    await story.restart({});
    await story.later(1);
    expect(everywhere()).toHaveLength(2);
    expect(story.log.filter(({ event }) => event === 'approvals.changed')).toHaveLength(1);
  });

  test('is told again when it is changed back', async () => {
    await begin();
    await story.ask('ada', 'notify here', inChannel(SECURITY));
    await story.restart({ approvals: 'self' });
    await story.until(() => said(SECURITY).length === 1, 'the first word');
    await story.later(1);
    await story.restart({ approvals: 'risk' });
    await story.until(() => said(SECURITY).length === 2, 'the second word');
  });

  test('is also how many others must approve', async () => {
    await begin({ approvers: 3 });
    await story.ask('ada', 'notify here', inChannel(SECURITY));
    await story.restart({ approvers: 1 });
    await story.until(() => said(SECURITY).length === 1, 'the word');
    expect(story.words(said(SECURITY)[0] ?? story.last)).toContain('3 other administrators approve what opens');
  });

  test('is told although Teams does not take it at once', async () => {
    await begin();
    await story.ask('ada', 'notify here', inChannel(SECURITY));
    story.teams.fail('POST', 503, 3, SECURITY);
    await story.restart({ approvals: 'self' });
    await story.later(1);
    await story.restart({});
    await story.until(() => said(SECURITY).length === 1, 'the word');
  });

  test('is told again where nobody knows whether it arrived', async () => {
    await begin();
    await story.ask('ada', 'notify here', inChannel(SECURITY));
    story.teams.fail('POST', 'reset', 2, SECURITY);
    await story.restart({ approvals: 'self' });
    await story.until(() => said(SECURITY).length === 1, 'the word');
  });

  test.each([403, 400, 503] as const)(
    'goes to every administrator, once, where no conversation takes it: %d',
    async (fault) => {
      await begin();
      await story.ask('ada', 'help');
      await story.ask('ben', 'help');
      await story.ask('ada', 'notify here', inChannel(SECURITY));
      await story.ask('ada', 'notify here about drift', inChannel(AUDIT));
      for (const place of [SECURITY, AUDIT]) story.teams.fail('POST', fault, 999, place);
      await story.restart({ approvals: 'self' });
      await minutes(20);
      expect(said('a:ada')).toHaveLength(1);
      expect(said('a:ben')).toHaveLength(1);
    },
  );

  test('says nothing alone where one of them took it', async () => {
    await begin();
    await story.ask('ada', 'help');
    await story.ask('ada', 'notify here', inChannel(SECURITY));
    await story.ask('ada', 'notify here about drift', inChannel(AUDIT));
    story.teams.fail('POST', 403, 999, AUDIT);
    await story.restart({ approvals: 'self' });
    await story.until(() => said(SECURITY).length === 1, 'the word');
    await minutes(20);
    expect(said('a:ada')).toEqual([]);
  });

  test('goes to every administrator where nobody subscribed', async () => {
    await begin();
    await story.ask('ada', 'help');
    await story.ask('ben', 'help');
    await story.restart({ approvals: 'self' });
    await story.until(() => said('a:ada').length === 1 && said('a:ben').length === 1, 'the word for both');
  });
});

test('the first start of a store tells nobody of its rule', async () => {
  await begin();
  await story.ask('ada', 'notify here', inChannel(SECURITY));
  await story.restart({});
  await story.later(1);
  expect(everywhere()).toEqual([]);
});
