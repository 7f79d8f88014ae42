import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { at, SECURITY, settle, subscribe } from '../support/channel.ts';
import { people, Story } from '../support/story.ts';

/** Whether each administrator can be told something alone is known before it matters. */

let story: Story;
beforeEach(async () => {
  story = await Story.begin({ approvals: 'second-person' });
});
afterEach(() => story.end());

const list = async (): Promise<string> => story.words(await story.ask('ada', 'list subscriptions'));
const OPEN = 'break glass: enable sync for fabrikam.com because the migration is stuck';
const REFUSES = 'Teams does not let me write privately to Ben Haddad';

describe('the list of subscriptions', () => {
  test('names administrators for whom the app is not installed, and nobody once it is', async () => {
    expect(await list()).toContain(REFUSES);
    expect(await list()).not.toContain('Ada');
    story.teams.install(people.ben.id, 'a:ben');
    expect(await list()).not.toContain('write alone');
    expect(story.teams.messages.filter(({ conversationId }) => conversationId === 'a:ben')).toEqual([]);
  });

  test('says since when, also after a restart', async () => {
    expect(await list()).toContain(`${REFUSES} (found just now)`);
    await story.later(90);
    await story.restart();
    expect(await list()).toMatch(new RegExp(`${REFUSES} \\(found 1 \\w+ ago\\)`));
  });

  test('does not take an outage for a missing app', async () => {
    story.teams.fail('POST', 500, 9, people.ben.id);
    const words = await list();
    expect(words).not.toContain(REFUSES);
    expect(words).toContain('could not find out whether I can write privately to Ben Haddad');
    story.teams.mend();
    expect(await list()).toContain(REFUSES);
  });

  test('names whoever Teams refuses in a chat that is known, until they write', async () => {
    await story.say('ben', 'help');
    expect(await list()).not.toContain('write alone');
    story.teams.fail('POST', { status: 403, code: 'ConversationBlockedByUser' }, 99, 'a:ben');
    story.teams.fail('POST', { status: 403, code: 'ConversationBlockedByUser' }, 99, people.ben.id);
    await subscribe(story, 'ben', 'notify here', SECURITY);
    await story.ask('ada', 'stop notifying here', at(story, 'channel', SECURITY));
    await settle(story);
    expect(await list()).toContain(REFUSES);
    story.teams.mend();
    await story.say('ben', 'help');
    expect(await list()).not.toContain('write alone');
  });

  test('names whoever took the app away from themselves, at once', async () => {
    await story.say('ben', 'help');
    await story.post({
      ...story.message('ben', '', {}),
      text: undefined,
      type: 'installationUpdate',
      action: 'remove',
    });
    expect(await list()).toContain(REFUSES);
    await story.post({ ...story.message('ben', '', {}), text: undefined, type: 'installationUpdate', action: 'add' });
    expect(await list()).not.toContain('write alone');
  });

  test('says so where the administrators cannot be read, and is given all the same', async () => {
    story.graph.fail({ kind: 'status', status: 403, code: 'Authorization_RequestDenied', path: /members$/ });
    expect(await list()).toContain('I could not read who holds Security Administrator');
  });
});

describe('the card of broken glass', () => {
  test('names before Confirm whom Teams does not let the bot tell first, where it opens', async () => {
    const card = await story.ask('ada', OPEN);
    expect(story.words(card)).toContain('Teams does not let me write privately to Ben Haddad');
    const closing = await story.ask('ada', 'break glass: disable sync for contoso.com because they are breached');
    expect(story.words(closing)).not.toContain('write alone');
  });

  test('names nobody where everybody can be told', async () => {
    story.teams.install(people.ben.id, 'a:ben');
    expect(story.words(await story.ask('ada', OPEN))).not.toContain('write alone');
  });
});
