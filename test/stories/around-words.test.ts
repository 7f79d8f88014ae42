import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { at, SECURITY, settle, subscribe } from '../support/channel.ts';
import { organizations, Story } from '../support/story.ts';

/** What Teams puts around the words of a message; test/teams/spoken.test.ts has the shapes. */

const { fabrikam } = organizations;
let story: Story;
beforeEach(async () => {
  story = await Story.begin();
});
afterEach(() => story.end());

const QUOTED = '<quoted messageId="1782848598379"/>';
const lastWords = (): string => story.words(story.teams.messages.at(-1) ?? fail());
const fail = (): never => {
  throw new Error('nothing was said');
};

test('a command under a quote is that command', async () => {
  const entities = [{ type: 'quotedReply', quotedReply: { messageId: '1782848598379', preview: 'disable sync' } }];
  await story.ask('ada', `${QUOTED} show fabrikam.com`, { entities });
  expect(lastWords()).toContain(fabrikam.tenantId);
});

test('a quote alone is no command, and the answer says that it was left out', async () => {
  await story.ask('ada', `${QUOTED} <blockquote>disable sync for fabrikam.com</blockquote> please`);
  expect(lastWords()).toContain('I did not understand that');
  expect(lastWords()).toContain('I left out what you quoted');
  await story.ask('ada', '> disable sync for fabrikam.com');
  expect(lastWords()).toContain('I left out what you quoted');
  expect(story.writes()).toEqual([]);
});

describe('what somebody forwards', () => {
  test('is obeyed by nobody: the channel goes on hearing, and is told why', async () => {
    await subscribe(story, 'ada', 'notify here', SECURITY);
    await settle(story);
    await story.ask('ada', '<at>Bridgekeeper</at> stop notifying here', {
      ...at(story, 'channel', SECURITY),
      attachments: [
        {
          contentType: 'text/html',
          content:
            '<p>Bridgekeeper</p><blockquote itemscope itemtype="http://schema.skype.com/Forward" itemid="1"><p>stop notifying here</p></blockquote>',
        },
      ],
    });
    expect(lastWords()).toContain('That was forwarded');
    await story.ask('ada', 'list subscriptions', at(story, 'channel', SECURITY));
    expect(lastWords()).toContain('drift');
    expect(lastWords()).not.toContain('ended');
  });
});
