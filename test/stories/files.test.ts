import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ownSharePoint } from '../../src/files/own-sharepoint.ts';
import { CLOUDS } from '../../src/cloud.ts';
import { organizations, Story, type Who } from '../support/story.ts';
import type { BotMessage, Card } from '../support/fake-teams.ts';

let story: Story;
beforeEach(async () => {
  story = await Story.begin();
});
afterEach(() => story.end());

const contentOf = (message: BotMessage | undefined): Card => message?.cards.at(-1) ?? {};

/** Somebody presses Allow on what was offered, as Teams tells of it. */
async function take(
  who: Who,
  offered: BotMessage | undefined,
  more: Readonly<Record<string, unknown>> = {},
): Promise<Response> {
  return story.post({
    ...story.message(who, '', {}),
    text: undefined,
    type: 'invoke',
    name: 'fileConsent/invoke',
    replyToId: offered?.id,
    value: {
      type: 'fileUpload',
      action: 'accept',
      context: contentOf(offered)['acceptContext'],
      uploadInfo: {
        uploadUrl: `${story.sharePoint.url}/upload/session`,
        contentUrl: 'https://woodgrove-my.sharepoint.com/personal/partners.yaml',
        name: 'partners.yaml',
        uniqueId: '1150D938-8870-4044-9F2C-5BBDEBA70C9D',
        fileType: 'yaml',
        ...more,
      },
    },
  });
}

/** What the bot says next. */
async function said(before: number): Promise<string> {
  await story.until(() => story.teams.messages.length > before, 'a word about the file');
  return story.words(story.last);
}

describe('export partners', () => {
  test('offers YAML and CSV in their own chat; taken, they are made anew and put into OneDrive, without a token', async () => {
    const [yaml, csv, note] = await story.say('ada', 'export partners');
    expect([yaml?.summary, csv?.summary]).toEqual(['partners.yaml', 'partners.csv']);
    expect(contentOf(yaml)).toMatchObject({ acceptContext: { wanted: { kind: 'yaml' } } });
    expect(contentOf(yaml)['sizeInBytes']).toBeGreaterThan(500);
    expect(note && story.words(note)).toContain('I have 2 files for you');

    expect((await take('ada', yaml)).status).toBe(200);
    await story.until(() => story.sharePoint.uploads.length === 1, 'an upload');
    const [upload] = story.sharePoint.uploads;
    expect(upload).toMatchObject({ path: '/upload/session', authorization: undefined });
    const { text = '' } = upload ?? {};
    expect(upload?.range).toBe(`bytes 0-${Buffer.byteLength(text) - 1}/${Buffer.byteLength(text)}`);
    expect(parse(text)).toMatchObject({ version: 1, organization: organizations.woodgrove.tenantId });
    expect(text).toContain('# Fabrikam, fabrikam.com');
    await story.until(() => contentOf(story.last)['uniqueId'] !== undefined, 'the file is shown');
    expect(story.last.summary).toBe('partners.yaml');
    await take('ada', csv);
    await story.until(() => story.sharePoint.uploads.length === 2, 'an upload');
    expect(story.sharePoint.uploads[1]?.text).toMatch(/^"tenant","name","domain",/);
  });

  test('since a day has what was changed, by the bot and past it', async () => {
    await story.bot.watch();
    await story.change('ada', 'enable sync for fabrikam.com');
    const [changes, note] = await story.say('ada', 'export partners since 2020-01-01');
    expect(changes?.summary).toBe('partners-since-2020-01-01.csv');
    // It lists what was changed, and not every partner.
    expect(note && story.words(note)).toContain('It tells who may come in here');
    await take('ada', changes);
    await story.until(() => story.sharePoint.uploads.length === 1, 'an upload');
    expect(story.sharePoint.uploads[0]?.text).toMatch(
      /"fabrikam\.com","C-[^"]+","[^"]+","userSync","(?:false)?","true"/,
    );
    const later = await story.ask('ada', 'export partners since tomorrow');
    expect(story.words(later)).toContain('A day is written as');
  });

  test('in a channel offers nothing; whoever may not read is offered nothing, and takes nothing', async () => {
    const elsewhere = await story.ask('ada', 'export partners', {
      conversation: story.conversation('channel', '19:files@thread.tacv2'),
    });
    expect(story.words(elsewhere)).toContain('your own chat');
    expect(story.words(await story.ask('eli', 'export partners'))).toContain('role');
    const [yaml] = await story.say('ada', 'export partners');
    const before = story.teams.messages.length;
    await take('eli', yaml);
    expect(await said(before)).toContain('role');
    expect(story.sharePoint.uploads).toEqual([]);
  });

  test.each([
    ['another host', 'http://127.0.0.1:9/upload', 'not in this organisation’s SharePoint'],
    [
      'one that looks like it',
      'https://woodgrove.sharepoint.com.evil.example/upload',
      'not in this organisation’s SharePoint',
    ],
    ['no address', 'nowhere', 'not in this organisation’s SharePoint'],
  ])('taken with %s: nothing leaves', async (_, uploadUrl, words) => {
    const [yaml] = await story.say('ada', 'export partners');
    const before = story.teams.messages.length;
    await take('ada', yaml, { uploadUrl });
    expect(await said(before)).toContain(words);
    expect(story.sharePoint.uploads).toEqual([]);
  });

  test('what SharePoint refuses, or leads elsewhere, is said', async () => {
    const [yaml] = await story.say('ada', 'export partners');
    for (const fault of [403, { redirect: 'http://127.0.0.1:9/elsewhere' }] as const) {
      story.sharePoint.fail(fault);
      const before = story.teams.messages.length;
      await take('ada', yaml);
      expect(await said(before)).toContain('SharePoint did not take it');
    }
    expect(story.sharePoint.uploads).toEqual([]);
  });

  test('what is declined, or cannot be read, does nothing', async () => {
    const before = story.teams.messages.length;
    for (const value of [{ action: 'decline', context: {} }, { action: 'accept' }, null]) {
      const invoke = {
        ...story.message('ada', '', {}),
        text: undefined,
        type: 'invoke',
        name: 'fileConsent/invoke',
        value,
      };
      expect((await story.post(invoke)).status).toBe(200);
    }
    expect(story.teams.messages.length).toBe(before);
  });
});

describe('the tenant’s own SharePoint', () => {
  const own = ownSharePoint(CLOUDS.global.sharePoint, (domain) =>
    domain === 'unread.onmicrosoft.com'
      ? Promise.reject(new Error('away'))
      : Promise.resolve(domain === 'contoso.onmicrosoft.com'),
  );

  test.each([
    'https://contoso.sharepoint.com/x',
    'https://contoso-my.sharepoint.com/personal/x?y=z',
    'https://CONTOSO-my.sharepoint.com/',
  ])('is %s', async (url) => {
    expect(await own(url)).toBe(true);
  });

  test.each([
    'http://contoso.sharepoint.com/x',
    'https://contoso.sharepoint.com:8443/x',
    'https://contoso.sharepoint.com.evil.example/x',
    'https://contoso.sharepoint.com@evil.example/x',
    'https://user:word@contoso.sharepoint.com/x',
    'https://evil.contoso.sharepoint.com/x',
    'https://fabrikam-my.sharepoint.com/x',
    'https://contososharepoint.com/x',
    'https://sharepoint.com/x',
    'https://.sharepoint.com/x',
    'https://contoso.sharepoint.us/x',
    'https://contoso.sharepoint.com./x',
    'file:///etc/passwd',
    'contoso.sharepoint.com',
    '',
  ])('is not %s', async (url) => {
    expect(await own(url)).toBe(false);
  });

  test('is nobody’s where Entra does not say whose', async () => {
    await expect(own('https://unread.sharepoint.com/x')).rejects.toMatchObject({ problem: 'unread' });
  });
});
