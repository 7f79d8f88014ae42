import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { NoticeEvent } from '../../src/domain/telling/notice-event.ts';
import { at, AUDIT, GROUP, SECURITY, settle, subscribe } from '../support/channel.ts';
import { lived } from '../support/lived.ts';
import { organizations, people, Story, type Where } from '../support/story.ts';

/** Who hears is part of the state of the product: that fewer hear, or nobody, is heard. */

const { fabrikam, contoso } = organizations;
let story: Story;
beforeEach(async () => {
  story = await Story.begin();
});
afterEach(() => story.end());

const saidIn = (place: string, text: string): readonly string[] =>
  story.teams.messages
    .filter(({ conversationId }) => conversationId.startsWith(place))
    .map((message) => story.words(message).replaceAll('\u200b', ''))
    .filter((words) => words.includes(text));
const heardIn = (place: string, text: string, count = 1) =>
  story.until(() => saidIn(place, text).length === count, `"${text}" in ${place}: ${saidIn(place, text).length}`);
const installEverywhere = (): void => {
  story.teams.install(people.ada.id, 'a:ada');
  story.teams.install(people.ben.id, 'a:ben');
};
const remove = (where: Where, id: string) =>
  story.post({
    ...story.message('ben', '', {}),
    text: undefined,
    type: 'installationUpdate',
    action: 'remove',
    ...at(story, where, id),
  });
const switchSync = (isSyncAllowed: boolean): void => {
  story.elsewhere('eli', fabrikam.tenantId, ({ identitySynchronization: policy }) => {
    if (policy) policy.userSyncInbound = { isSyncAllowed };
  });
};

describe('that a conversation hears no more', () => {
  beforeEach(async () => {
    installEverywhere();
    await subscribe(story, 'ada', 'notify here', SECURITY);
    await subscribe(story, 'ben', 'notify here about changes', AUDIT);
    await settle(story);
  });

  test('by "stop notifying here" is told in the others, with who it was, and to whoever had asked for it', async () => {
    await story.ask('ben', 'stop notifying here', at(story, 'channel', SECURITY));
    await heardIn(AUDIT, 'A channel hears no more from me');
    expect(saidIn(AUDIT, 'hears no more')[0]).toContain('Ben Haddad');
    expect(saidIn(AUDIT, 'hears no more')[0]).toContain(SECURITY);
    await heardIn('a:ada', 'A channel hears no more from me');
    await settle(story);
    expect(saidIn(SECURITY, 'hears no more')).toEqual([]);
    expect(saidIn('a:ben', 'hears no more from me')).toEqual([]);
  });

  test('is told to each who had asked for it: asking once more takes nobody’s place', async () => {
    await story.ask('ben', 'notify here', at(story, 'channel', SECURITY));
    await story.ask('ben', 'stop notifying here', at(story, 'channel', SECURITY));
    await heardIn('a:ada', 'A channel hears no more from me');
    await settle(story);
    expect(saidIn('a:ben', 'hears no more from me')).toEqual([]);
    // What was asked for before it ended is over.
    await subscribe(story, 'ben', 'notify here', SECURITY);
    await story.ask('ben', 'stop notifying here', at(story, 'channel', SECURITY));
    await heardIn(AUDIT, 'A channel hears no more from me', 2);
    await settle(story);
    expect(saidIn('a:ada', 'hears no more from me')).toHaveLength(1);
  });

  test('because the app was removed is told, too', async () => {
    await story.say('ada', 'notify here about drift', at(story, 'group', GROUP));
    await remove('group', GROUP);
    await heardIn(SECURITY, 'A group chat hears no more from me');
    await heardIn(AUDIT, 'A group chat hears no more from me');
    expect(saidIn(SECURITY, 'hears no more')[0]).toContain('Ben Haddad removed me');
    await heardIn('a:ada', 'A group chat hears no more from me');
  });

  const update = (who: 'ben' | 'eli', id: string, more: object) =>
    story.post({
      ...story.message(who, '', {}),
      text: undefined,
      type: 'conversationUpdate',
      ...at(story, 'channel', id),
      conversation: story.conversation('channel', '19:team@thread.tacv2'),
      ...more,
    });
  const about = (eventType: string, id: string) => ({
    channelData: {
      tenant: { id: organizations.woodgrove.tenantId },
      team: { id: '19:team@thread.tacv2' },
      channel: { id },
      eventType,
    },
  });

  test('because the channel was deleted is told, and takes nothing else of its team with it', async () => {
    await update('eli', SECURITY, about('channelDeleted', SECURITY));
    await heardIn(AUDIT, 'A channel hears no more from me');
    expect(saidIn(AUDIT, 'hears no more')[0]).toContain('Eli Novak deleted it');
    await heardIn('a:ada', 'A channel hears no more from me');
    expect(saidIn('a:ben', 'A channel hears no more from me')).toEqual([]);
  });

  test.each(['teamDeleted', 'teamHardDeleted'])('%s: because its team was deleted is told', async (eventType) => {
    await story.say('ada', 'notify here about drift', at(story, 'group', GROUP));
    await update('eli', SECURITY, about(eventType, SECURITY));
    await heardIn(GROUP, 'A channel hears no more from me', 2);
  });

  test('because the bot was taken out as a member is told once, however Teams says it', async () => {
    await story.say('ada', 'notify here about drift', at(story, 'group', GROUP));
    const { recipient } = story.message('ben', '', {});
    await update('ben', SECURITY, { membersRemoved: [{ id: '29:somebody' }] });
    expect(saidIn(GROUP, 'hears no more')).toEqual([]);
    await update('ben', SECURITY, { membersRemoved: [recipient] });
    await remove('channel', SECURITY);
    await heardIn(GROUP, 'A channel hears no more from me', 2);
    await settle(story);
    expect(saidIn(GROUP, 'hears no more')).toHaveLength(2);
  });

  test.each([
    [
      'a member of another organisation',
      { tenantId: fabrikam.tenantId },
      { tenant: { id: organizations.woodgrove.tenantId } },
      {},
    ],
    ['somebody of whom Teams says nothing', {}, {}, {}],
    ['somebody where Teams leaves the tenants empty', { tenantId: '' }, { tenant: { id: '' } }, { tenantId: '' }],
  ])('because it was removed by %s is told, too', async (_, from, channelData, where) => {
    await story.say('ada', 'notify here about drift', at(story, 'group', GROUP));
    await story.post({
      ...story.message('eli', '', { channelData }),
      text: undefined,
      type: 'installationUpdate',
      action: 'remove',
      from: { id: '29:them', name: 'Pat', aadObjectId: people.eli.id, ...from },
      conversation: { id: GROUP, conversationType: 'groupChat', isGroup: true, ...where },
    });
    await heardIn(AUDIT, 'Somebody removed me from it');
  });

  test('and not because another organisation removed me from what is theirs', async () => {
    await story.post({
      ...story.message('eli', '', { channelData: { tenant: { id: fabrikam.tenantId } } }),
      text: undefined,
      type: 'installationUpdate',
      action: 'remove',
      conversation: { ...story.conversation('channel', SECURITY), tenantId: fabrikam.tenantId },
    });
    await settle(story);
    expect(saidIn(AUDIT, 'hears no more')).toEqual([]);
  });

  test('is not so because anything else of a team has changed', async () => {
    for (const eventType of ['channelRenamed', 'teamRenamed', 'channelDeleted']) {
      const { channelData } = about(eventType, SECURITY);
      await update('eli', SECURITY, { channelData: { ...channelData, channel: undefined }, membersRemoved: [7] });
    }
    await settle(story);
    expect(saidIn(AUDIT, 'hears no more')).toEqual([]);
  });

  test('because Teams says so is told in the others', async () => {
    story.teams.fail('POST', { status: 403, code: 'BotNotInConversationRoster' }, 99, AUDIT);
    await story.change('ada', 'enable sync for fabrikam.com');
    for (let minute = 0; minute < 10; minute += 1) {
      await story.later(1);
      await lived(10);
    }
    await heardIn(SECURITY, 'Teams does not let me post there any more');
  });

  test('where it was the last one, is told to every administrator alone', async () => {
    await story.ask('ben', 'stop notifying here', at(story, 'channel', SECURITY));
    for (const chat of ['a:ada', 'a:ben']) await heardIn(chat, 'Nobody hears of changes that are not made through me');
  });
});

describe('to a program outside', () => {
  let receiver: Server;
  let received: NoticeEvent[];
  beforeEach(async () => {
    received = [];
    receiver = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        received.push(JSON.parse(body) as NoticeEvent);
        response.end();
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    const { port } = receiver.address() as AddressInfo;
    await story.end();
    story = await Story.begin({ webhook: { url: `http://127.0.0.1:${port}/`, secret: 's'.repeat(32) } });
  });
  afterEach(async () => {
    receiver.closeAllConnections();
    await new Promise((resolve) => receiver.close(resolve));
  });

  test('it is told that somebody hears, and does no more', async () => {
    await subscribe(story, 'ada', 'notify here about drift', SECURITY);
    await story.ask('ben', 'stop notifying here', at(story, 'channel', SECURITY));
    const types = () => received.map(({ type }) => type).join();
    await story.until(() => types() === 'subscription.began,subscription.ended', 'both events');
    expect(received[0]?.subscription).toMatchObject({ conversation: SECURITY, topics: ['drift'] });
    expect(received[1]?.subscription).toMatchObject({ how: 'asked', by: { objectId: people.ben.id } });
  });
});

describe('where nobody hears', () => {
  test('whoami says so to administrators, and to nobody else', async () => {
    expect(story.words(await story.ask('ada', 'whoami'))).toContain('No channel hears of drift');
    expect(story.words(await story.ask('dana', 'whoami'))).not.toContain('Nobody hears');
    await subscribe(story, 'ada', 'notify here about drift', SECURITY);
    expect(story.words(await story.ask('ada', 'whoami'))).not.toContain('Nobody hears');
  });

  test('the list of subscriptions says so, also where there are some', async () => {
    expect(story.words(await story.ask('dana', 'list subscriptions'))).toContain('No channel hears of drift');
    await subscribe(story, 'ada', 'notify here about changes', SECURITY);
    expect(story.words(await story.ask('dana', 'list subscriptions'))).toContain('No channel hears of drift');
  });

  test('the log has how many hear: at the start, when that changes, and every hour', async () => {
    const said = () =>
      story.log.flatMap(({ event, level, listeners }) =>
        event === 'hearing.nobody' || event === 'hearing.somebody' ? [[event, level, listeners]] : [],
      );
    const [nobody, one, two] = [
      ['hearing.nobody', 'warn', 0],
      ['hearing.somebody', 'info', 1],
      ['hearing.somebody', 'info', 2],
    ];
    await settle(story);
    expect(said()).toEqual([nobody]);
    await story.later(61);
    expect(said()).toEqual([nobody, nobody]);
    await subscribe(story, 'ada', 'notify here', SECURITY);
    await subscribe(story, 'ada', 'notify here about changes', GROUP);
    await story.later(1);
    await story.later(61);
    expect(said()).toEqual([nobody, nobody, one, one]);
    await subscribe(story, 'ada', 'notify here about drift', AUDIT);
    await story.later(1);
    for (const place of [SECURITY, AUDIT]) {
      const before = said().length;
      await story.say('ada', 'stop notifying here', at(story, 'channel', place));
      await story.until(() => said().length > before, 'how many are left');
    }
    expect(said().slice(4)).toEqual([two, one, nobody]);
  });

  test('the first administrator who writes is told, once', async () => {
    installEverywhere();
    await story.change('ada', 'enable sync for fabrikam.com');
    await story.watch();
    for (const chat of ['a:ada', 'a:ben']) await heardIn(chat, 'I begin with an empty memory');
    await story.restart();
    const told = (chat: string) =>
      saidIn(chat, 'Nobody hears of changes that are not made through me').filter((words) =>
        words.startsWith('✕ Nobody'),
      );
    await story.say('dana', 'help');
    await story.say('ada', 'help');
    await story.until(() => told('a:ada').length === 1, 'a word to Ada');
    await story.say('ben', 'help');
    await settle(story);
    expect([...told('a:ben'), ...told('a:dana')]).toEqual([]);
  });

  test('on a new bot that is said in one message with what the first look found', async () => {
    await story.watch();
    await story.say('ada', 'help');
    const NOBODY = 'Nobody hears of changes that are not made through me';
    await heardIn('a:ada', NOBODY);
    await settle(story);
    expect(saidIn('a:ada', 'I begin with an empty memory')).toEqual(saidIn('a:ada', NOBODY));
  });

  test('who is an administrator is read once a minute at most, however many write', async () => {
    await story.watch();
    // The word of the first look goes to those who are read for it.
    await settle(story);
    const members = () => story.graph.requests.filter(({ path }) => path.endsWith('/members')).length;
    const before = members();
    for (const who of ['dana', 'chen', 'eli', 'finn'] as const) await story.say(who, 'help');
    await story.until(() => members() > before, 'a look at the roles');
    await settle(story);
    expect(members() - before).toBe(1);
    await story.later(2);
    await story.say('ada', 'help');
    await heardIn('a:ada', 'No channel or group chat is subscribed to drift');
  });

  test('a drift goes to every administrator alone, each look once', async () => {
    installEverywhere();
    await story.say('dana', 'help');
    await story.ask('ada', 'help');
    await story.watch();
    await story.change('ada', 'enable sync for fabrikam.com');
    switchSync(false);
    await story.watch();
    for (const chat of ['a:ada', 'a:ben']) await heardIn(chat, 'no channel or group chat hears of drift');
    expect(saidIn('a:ben', 'no channel or group chat hears of drift')[0]).toContain('Fabrikam');
    expect(saidIn('a:dana', 'hears of drift')).toEqual([]);
  });

  test('an alarm waits for whoever has no chat with the bot yet', async () => {
    await story.watch();
    switchSync(true);
    await story.watch();
    await settle(story);
    expect(story.teams.messages).toEqual([]);
    await story.say('ben', 'help');
    for (let minute = 0; minute < 8; minute += 1) {
      await story.later(1);
      await lived(10);
    }
    expect(saidIn('a:ben', 'no channel or group chat hears of drift')).toHaveLength(1);
  });
});

describe('the first look of a store', () => {
  test('is told where drift is heard, with the partners that are open', async () => {
    await subscribe(story, 'ada', 'notify here', SECURITY);
    switchSync(true);
    await story.watch();
    await heardIn(SECURITY, 'I begin with an empty memory');
    const [words] = saidIn(SECURITY, 'empty memory');
    expect(words).toContain('Fabrikam');
    expect(words).toContain('may synchronise users or groups in, or have invitations redeemed automatically: ');
    await story.watch();
    await story.restart();
    await story.watch();
    await settle(story);
    expect(saidIn(SECURITY, 'empty memory')).toHaveLength(1);
  });

  test('is told to every administrator also where nobody has written yet, as of a store that was lost', async () => {
    await story.end();
    story = await Story.begin({ knowsTeams: true });
    installEverywhere();
    switchSync(true);
    await story.watch();
    for (const chat of ['a:ada', 'a:ben']) await heardIn(chat, 'I begin with an empty memory');
    expect(saidIn('a:ben', 'empty memory')[0]).toContain('Fabrikam');
  });

  test('is told to every administrator where nobody hears', async () => {
    installEverywhere();
    await story.change('ada', 'enable sync for fabrikam.com');
    await story.watch();
    for (const chat of ['a:ada', 'a:ben']) await heardIn(chat, 'I begin with an empty memory');
    expect(saidIn('a:ben', 'empty memory')[0]).not.toContain(contoso.tenantId);
  });
});
