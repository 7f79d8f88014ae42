import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { at, SECURITY } from '../support/channel.ts';
import { organizations, people, Story, TEAM, type Where, type Who } from '../support/story.ts';
import { member, AMONG_OTHERS, GUEST, STRANGER, saidIn as wordsIn } from '../support/members.ts';

/** Who reads along is read when it matters: before a conversation is subscribed, and for each list. */

const { woodgrove } = organizations;
let story: Story;
beforeEach(async () => {
  story = await Story.begin();
  for (const who of ['ada', 'ben', 'dana'] as const) story.teams.install(people[who].id, `a:${who}`);
});
afterEach(() => story.end());

const saidIn = (place: string): string => wordsIn(story, place);
const ANONYMOUS = { id: '29:somebody', tenantId: null, userRole: 'anonymous', userPrincipalName: null };

const subscriptions = async (): Promise<number> => {
  const words = story.words(await story.ask('dana', 'list subscriptions'));
  return words.includes('No subscriptions') ? 0 : Number(/(\d+) subscriptions?/.exec(words)?.[1]);
};
const notify = (where: Where, id: string, who: Who = 'ada', line = 'notify here', channelData: object = {}) => {
  const asked = at(story, where, id);
  const data = {
    tenant: { id: woodgrove.tenantId },
    ...('channelData' in asked ? asked.channelData : {}),
    ...channelData,
  };
  return story.say(who, line, { ...asked, channelData: data });
};

describe.each(AMONG_OTHERS)('"notify here" in a %s', (where, id) => {
  test('subscribes at once where only people of this organisation are', async () => {
    story.teams.roster(id, [member('ada'), member('dana')]);
    await notify(where, id);
    expect(await subscriptions()).toBe(1);
  });

  test.each([
    ['Guests of this organisation who are here: 1', GUEST],
    ['Guests of this organisation who are here: 1', ANONYMOUS],
    ['Members of other organisations: 1', STRANGER],
  ])('says first who reads along, and subscribes when asked once more: %s', async (words, other) => {
    story.teams.roster(id, [member('ada'), other]);
    await notify(where, id);
    expect(saidIn(id)).toContain(words);
    expect(await subscriptions()).toBe(0);
    await notify(where, id);
    expect(await subscriptions()).toBe(1);
  });

  test.each([403, 404, 500])('asks first where Teams does not say who reads along: %d', async (status) => {
    story.teams.fail('GET', status, 1, id);
    await notify(where, id);
    expect(saidIn(id)).toContain('Teams does not tell me who is here');
    expect(await subscriptions()).toBe(0);
  });

  test('what was said counts for a quarter of an hour', async () => {
    story.teams.roster(id, [member('ada'), GUEST]);
    await notify(where, id);
    story.passUnnoticed(16);
    await notify(where, id);
    expect(await subscriptions()).toBe(0);
  });

  test('what was said counts after a restart, and once', async () => {
    story.teams.roster(id, [member('ada'), GUEST]);
    await notify(where, id);
    await story.restart();
    await notify(where, id);
    expect(await subscriptions()).toBe(1);
    await story.say('ada', 'stop notifying here', at(story, where, id));
    expect(await subscriptions()).toBe(0);
    await notify(where, id);
    expect(await subscriptions()).toBe(0);
  });

  test('what was said does not count for somebody else who reads along by then', async () => {
    story.teams.roster(id, [member('ada'), GUEST]);
    await notify(where, id);
    story.teams.roster(id, [member('ada'), GUEST, STRANGER]);
    await notify(where, id);
    expect(saidIn(id)).toContain('Members of other organisations: 1');
    expect(await subscriptions()).toBe(0);
    await notify(where, id);
    expect(await subscriptions()).toBe(1);
  });

  test('what was said of one topic is not confirmed by another', async () => {
    story.teams.roster(id, [member('ada'), GUEST]);
    await notify(where, id, 'ada', 'notify here about drift');
    await notify(where, id);
    expect(await subscriptions()).toBe(0);
  });

  test('a guest who came since is said before a topic is added, and not where nothing is', async () => {
    story.teams.roster(id, [member('ada')]);
    await notify(where, id);
    story.teams.roster(id, [member('ada'), GUEST]);
    await notify(where, id);
    expect(saidIn(id)).not.toContain('Guests of this');
    await notify(where, id, 'ada', 'notify here about evidence');
    expect(saidIn(id)).toContain('Guests of this organisation who are here: 1');
  });
});

describe('a channel', () => {
  const SHARED = 'This channel is shared: other teams and organisations can be let in';

  test.each(['shared', 'Shared'])('that is listed as %s is said to be, and confirmed', async (kind) => {
    story.teams.channel(TEAM, SECURITY, kind);
    story.teams.roster(SECURITY, [member('ada')]);
    await notify('channel', SECURITY);
    expect(saidIn(SECURITY)).toContain(SHARED);
    expect(await subscriptions()).toBe(0);
    await notify('channel', SECURITY);
    expect(await subscriptions()).toBe(1);
  });

  test('that a message names as shared needs no list', async () => {
    story.teams.roster(SECURITY, [member('ada')]);
    await notify('channel', SECURITY, 'ada', 'notify here', { channel: { id: SECURITY, type: 'shared' } });
    expect(saidIn(SECURITY)).toContain(SHARED);
    expect(await subscriptions()).toBe(0);
  });

  test.each(['standard', 'private'])('that is %s is subscribed at once', async (kind) => {
    story.teams.channel(TEAM, SECURITY, kind);
    await notify('channel', SECURITY);
    expect(await subscriptions()).toBe(1);
  });

  test.each<[string, object, () => void]>([
    [
      'is listed without a kind',
      {},
      () => {
        story.teams.channel(TEAM, SECURITY, null);
      },
    ],
    [
      'is listed with a kind that nobody knows',
      {},
      () => {
        story.teams.channel(TEAM, SECURITY, 'federated');
      },
    ],
    [
      'is of a team whose list Teams refuses',
      {},
      () => {
        story.teams.fail('GET', 403, 1, TEAM);
      },
    ],
    ['is of a team that Teams does not name', { team: null }, () => undefined],
    [
      'is named with a kind that nobody knows, and not listed',
      { channel: { id: SECURITY, type: 'odd' }, team: null },
      () => undefined,
    ],
  ])('that %s may be shared: said, and confirmed', async (_, channelData, prepare) => {
    prepare();
    await notify('channel', SECURITY, 'ada', 'notify here', channelData);
    expect(saidIn(SECURITY)).toContain('Teams does not tell me what kind of channel this is');
    expect(await subscriptions()).toBe(0);
  });
});

test('a list is for those who are there when it is asked for: a guest who came a moment ago reads along', async () => {
  story.teams.roster(SECURITY, [member('ada'), member('dana')]);
  await story.say('dana', 'list partners', at(story, 'channel', SECURITY));
  expect(saidIn(SECURITY)).toContain('Fabrikam');
  const before = saidIn(SECURITY).split('Fabrikam').length;
  story.teams.roster(SECURITY, [member('ada'), member('dana'), GUEST]);
  await story.say('dana', 'list partners', at(story, 'channel', SECURITY));
  expect(saidIn(SECURITY).split('Fabrikam')).toHaveLength(before);
  expect(saidIn('a:dana')).toContain('Fabrikam');
});
