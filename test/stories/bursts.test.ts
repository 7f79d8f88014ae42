import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { arrive } from '../support/arrivals.ts';
import { SECURITY, settle, subscribe } from '../support/channel.ts';
import { titlesOf } from '../support/cards.ts';
import { organizations, Story } from '../support/story.ts';

const { contoso, fabrikam } = organizations;
const TITLE = '▲ Unusually many users were synchronised in';

let story: Story;
beforeEach(async () => {
  story = await Story.begin();
});
afterEach(() => story.end());

const come = (from: string, count: number, activities = ['Add user']): void => {
  arrive(story.graph.tenant, { from, count, at: story.now(), step: 10, activities });
};
const bursts = (place = SECURITY) =>
  story.teams.messages.filter((post) => post.conversationId.startsWith(place) && story.words(post).startsWith(TITLE));

/** The log is asked who came, and what is told of it arrives. */
async function look(): Promise<void> {
  const asked = () => story.graph.requests.filter(({ query }) => query['$filter']?.includes('Invite') === true).length;
  const before = asked();
  await story.until(() => asked() > before, 'the question who came');
  await settle(story);
}

describe('more users of one partner than are expected within an hour', () => {
  test('are told where changes of others are, once, also after a restart; as many as are expected are not', async () => {
    await subscribe(story, 'ada', 'notify here', SECURITY);
    come(fabrikam.defaultDomainName, 50, ['Invite external user', 'Add user']);
    await look();
    expect(bursts()).toEqual([]);
    come(fabrikam.defaultDomainName, 1);
    await look();
    const [alarm] = bursts();
    expect(alarm && story.words(alarm)).toMatch(/Fabrikam.*51 accounts were created here by sync/);
    expect(alarm && titlesOf(alarm.cards[0])).toEqual(['Show reach', 'Disable sync']);
    expect(JSON.stringify([alarm?.cards, story.log])).not.toContain('pat_doe');
    await story.restart();
    come(fabrikam.defaultDomainName, 60);
    await look();
    await look();
    expect(bursts()).toHaveLength(1);
  });

  test('are counted for each partner apart, under whatever domain of theirs; without a subscription all administrators hear', async () => {
    await story.say('ben', 'help');
    come(fabrikam.defaultDomainName, 30);
    come(contoso.defaultDomainName, 30);
    await look();
    expect(bursts('a:ben')).toEqual([]);
    come('nobody.example', 51);
    come(contoso.defaultDomainName, 30);
    await look();
    await story.until(() => bursts('a:ben').length === 2, 'two letters');
    const words = bursts('a:ben')
      .map((post) => story.words(post))
      .join();
    expect(words).toContain('Contoso');
    expect(words).toContain('nobody.example');
    expect(words).not.toContain('Fabrikam');
  });
});

describe('reach', () => {
  test('says how many came today, of whatever else came', async () => {
    come(fabrikam.defaultDomainName, 3, ['Invite external user', 'Add user']);
    come(contoso.defaultDomainName, 2);
    expect(story.words(await story.ask('dana', 'reach fabrikam.com'))).toMatch(/Created by sync today\s+3/);
    story.graph.tenant.appPermissions.delete('AuditLog.Read.All');
    expect(story.words(await story.ask('dana', 'reach fabrikam.com'))).toMatch(
      /Created by sync today\s+I may not read it: grant AuditLog.Read.All/,
    );
  });
});
