import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { titlesOf } from '../support/cards.ts';
import { organizations, Story, type StoryOptions } from '../support/story.ts';

let story: Story;
const begin = async (options: StoryOptions = {}): Promise<void> => {
  story = await Story.begin(options);
};
afterEach(() => story.end());

const { adventureWorks, contoso, fabrikarn, litware, proseware, tailspinToys, woodgrove } = organizations;
const isOpen = (tenantId: string): boolean => story.letsIn({ tenantId });

describe('the same for several partners', () => {
  beforeEach(() => begin());

  test('is one card with each partner, what is so already and whom nobody knows, and one decision', async () => {
    const card = await story.ask(
      'ada',
      `disable sync for contoso.com, fabrikam.com; nobody-knows-them.example, "Nobody Ltd", ${contoso.tenantId} and ${woodgrove.tenantId} because they are done`,
    );
    const words = story.words(card);
    expect(words).toContain('1 partner');
    expect(words).toContain('contoso.com');
    for (const why of [
      'user sync is off already',
      'named before',
      'I know nobody of that name',
      'this organisation itself',
    ])
      expect(words).toContain(why);
    expect(words).toContain('nobody-knows-them.example');
    expect(isOpen(contoso.tenantId)).toBe(true);
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'Applied');
    expect(isOpen(contoso.tenantId)).toBe(false);
  });

  test('may be by their names as they stand; who is named unclearly, or is nobody, is said and left as it is', async () => {
    const card = await story.ask('ada', 'disable sync for Contoso, Nobody Ltd, Adventure, Tailspin Toys and Whoever');
    const words = story.words(card);
    expect(words).toContain('2 partners');
    expect(words).toMatch(/I know nobody of that name: Nobody Ltd(, | and )Whoever/);
    expect(words).toMatch(/more than one partner fits, or none exactly[^:]*: [^:]*: Adventure/);
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'Applied');
    expect([contoso, tailspinToys, adventureWorks].map(({ tenantId }) => isOpen(tenantId))).toEqual([
      false,
      false,
      true,
    ]);
  });

  test('is no list where one partner is called all of it', async () => {
    const known = story.graph.tenant.world.get(adventureWorks.tenantId);
    if (known !== undefined) known.displayName = 'Contoso, Litware and Proseware';
    const card = await story.ask('ada', 'disable sync for Contoso, Litware and Proseware');
    expect(titlesOf(card)).toContain('Confirm');
    expect(story.words(card)).toContain('adventure-works.com');
    expect(story.words(card)).not.toContain('partners');
  });

  test('of all that have it on, but for whom is spared; where that is not clear, nothing is asked', async () => {
    const unclear = await story.ask('ada', 'disable sync for all partners with sync on except Nobody Ltd');
    expect(story.words(unclear)).toContain('I do not know whom to spare');
    const card = await story.ask('ada', 'disable sync for all partners with sync on except contoso.com');
    expect(story.words(card)).not.toContain('contoso.com ·');
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'Applied');
    expect(isOpen(contoso.tenantId)).toBe(true);
    const left = await story.ask('ada', 'disable sync for all partners with sync on except contoso.com');
    expect(story.words(left)).toContain('There is nothing to change');
  });

  test.each([
    'contoso.com, tailspintoys.com but not fabrikam.com',
    'everyone except contoso.com',
    'all except contoso.com',
    'all partners with sync on but not contoso.com',
    'contoso.com, tailspintoys.com (not Contoso)',
    'Contoso except Tailspin Toys and Litware',
  ])('%s asks for nothing: whoever is spared there would be meant', async (whom) => {
    const asked = await story.ask('ada', `disable sync for ${whom}`);
    expect(story.words(asked)).toContain('I do not know whom to spare');
    expect(story.words(asked)).toContain('all partners');
    expect(story.words(await story.ask('ada', 'list open'))).not.toContain('Disable');
  });

  test('whoever is spared behind the reason is asked about', async () => {
    const line = 'disable sync for all partners with sync on';
    for (const spared of [
      'excluding contoso.com',
      'but not contoso.com',
      'apart from contoso.com',
      'except: contoso.com',
    ]) {
      expect(story.words(await story.ask('ada', `${line} because it is over, ${spared}`))).toContain(spared);
    }
    const asked = await story.ask('ada', `${line} because it is over, except contoso.com`);
    expect(story.words(asked)).toContain('Is somebody to be spared?');
    expect(story.words(asked)).toContain('except contoso.com');
    expect(story.words(await story.ask('ada', `${line} because it is an exception`))).toContain('Not confirmed yet');
  });

  test('a partner may be called by such a word', async () => {
    const known = story.graph.tenant.world.get(adventureWorks.tenantId);
    if (known !== undefined) known.displayName = 'Not Without Us';
    const card = await story.ask('ada', 'disable sync for Not Without Us, contoso.com');
    expect(story.words(card)).toContain('2 partners');
  });

  test('leaves out whom somebody is changing right now, and says so on its card', async () => {
    const one = await story.ask('ben', 'disable sync for contoso.com');
    story.graph.fail({ kind: 'hang-before', method: 'PATCH' });
    await story.press('ben', one, 'Confirm');
    await story.until(() => story.writes().some((line) => line.includes(contoso.tenantId)), 'being written');
    const card = await story.ask('ada', `disable sync for contoso.com and ${litware.tenantId}`);
    expect(story.words(card)).toMatch(
      /somebody is changing it right now: contoso\.com[^\n]* \(Ben [^\n]*: C-[0-9A-Z]{8}\)/,
    );
    expect(story.words(card)).toContain('1 partner');
  });

  test('says whose change was in the way where somebody else’s still waits when a partner’s turn comes', async () => {
    const card = await story.ask('ada', `enable sync for ${litware.defaultDomainName} and nobody-knows-them.example`);
    await story.ask('ben', `rename sync policy for ${litware.defaultDomainName} to "Other"`);
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'not as asked');
    expect(story.words(card)).toMatch(
      /litwareinc\.com[^\n]*: somebody else is changing it \(Ben [^\n]*: C-[0-9A-Z]{8}\)/,
    );
    expect(isOpen(litware.tenantId)).toBe(false);
  });

  test('is refused where too many are named, or nothing would change', async () => {
    const many = Array.from({ length: 201 }, (_, n) => `partner-${n}-of-a-long-name.example`).join(', ');
    expect(story.words(await story.ask('ada', `disable sync for ${many}`))).toContain('too many at once');
    const none = await story.ask('ada', 'disable sync for nobody-a.example and nobody-b.example');
    expect(story.words(none)).toContain('There is nothing to change');
    expect(story.words(none)).toContain('nobody-b.example');
    const reader = await story.ask('dana', 'disable sync for contoso.com and fabrikam.com');
    expect(story.words(reader)).toContain('role');
  });
});

test('what opens more than one takes another administrator, whatever the rule', async () => {
  await begin({ approvals: 'self' });
  const channel = { conversation: story.conversation('group', '19:reviewers@thread.v2') };
  const card = await story.ask(
    'ada',
    `enable sync for ${litware.defaultDomainName}, ${proseware.defaultDomainName} and ${fabrikarn.defaultDomainName}`,
    channel,
  );
  expect(story.words(card)).toContain('looks like another one');
  expect(titlesOf(card.cards.at(-1))).toContain('Approve');
  await story.press('ada', card, 'Approve', channel);
  expect(isOpen(litware.tenantId)).toBe(false);
  await story.press('ben', card, 'Approve', channel);
  await story.seen(card, 'Applied');
  expect([litware, proseware, fabrikarn].map(({ tenantId }) => isOpen(tenantId))).toEqual([true, true, false]);
});

test('what opens until a time is decided before that time, or not at all', async () => {
  await begin();
  const channel = { conversation: story.conversation('group', '19:reviewers@thread.v2') };
  const until = new Date(story.now() + 5 * 60_000).toISOString();
  const two = `${litware.defaultDomainName} and ${proseware.defaultDomainName}`;
  const card = await story.ask('ada', `enable sync for ${two} until ${until}`, channel);
  await story.later(6);
  await story.press('ben', card, 'Approve', channel).catch(() => undefined);
  await story.later(1);
  await story.seen(card, 'Nobody approved this in time');
  expect([litware, proseware].filter(({ tenantId }) => isOpen(tenantId))).toEqual([]);
});

describe('partners in an attached file', () => {
  beforeEach(() => begin());

  const LINE = 'disable sync for the attached file because they are done';
  const attached = (url = `${story.sharePoint.url}/download`) => ({
    contentType: 'application/vnd.microsoft.teams.file.download.info',
    name: 'partners.csv',
    content: { downloadUrl: url, uniqueId: 'x', fileType: 'csv' },
  });
  const said = async (...attachments: readonly object[]): Promise<string> =>
    story.words(await story.ask('ada', LINE, { attachments }));

  test('are those of its column, and are read without a token', async () => {
    story.sharePoint.serve('\uFEFFname;domain\r\n"=A; B";contoso.com\r\n\'-x;fabrikam.com\r\n');
    const card = await story.ask('ada', LINE, { attachments: [attached()] });
    expect(story.words(card)).toContain('1 partner');
    expect(story.words(card)).toContain('user sync is off already');
    expect(story.sharePoint.readWith).toEqual([undefined]);
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'Applied');
    expect(isOpen(contoso.tenantId)).toBe(false);
  });

  test('are meant by any words for it, and where a line names nobody', async () => {
    for (const [nth, whom] of ['my csv', 'the partners in this list', ''].entries()) {
      story.sharePoint.serve('domain\ncontoso.com\n');
      const line = `disable sync for ${whom} because they are done`;
      const card = await story.ask('ada', line, { attachments: [attached()] });
      expect(story.words(card)).toContain('1 partner');
      expect(story.words(card)).toContain('contoso.com');
      expect(story.sharePoint.readWith).toHaveLength(nth + 1);
      await story.press('ada', card, 'Cancel');
    }
    expect(story.words(await story.ask('ada', 'disable sync for'))).toContain('Did you mean');
  });

  test('are not read from elsewhere, through a redirect, or where there is too much, no text or no file', async () => {
    expect(await said()).toContain('no file with your message');
    expect(await said(attached(), attached())).toContain('more than one file');
    for (const url of [
      'http://127.0.0.1:9/x',
      'https://woodgrove.sharepoint.com.evil.example/x',
      'file:///etc/passwd',
      '',
    ])
      expect(await said(attached(url))).toContain('I read no other');
    for (const redirect of ['http://127.0.0.1:9/elsewhere', `${story.sharePoint.url}/download`]) {
      story.sharePoint.fail({ redirect });
      expect(await said(attached())).toContain('SharePoint did not give me the file');
    }
    story.sharePoint.fail(404);
    expect(await said(attached())).toContain('SharePoint did not give me the file');
    story.sharePoint.serve('contoso.com\n'.repeat(100_000));
    expect(await said(attached())).toContain('larger than 1 MB');
    story.sharePoint.serve(Buffer.from([0xff, 0xfe, 0x00]));
    expect(await said(attached())).toContain('not text in UTF-8');
    story.sharePoint.serve('domain\n"contoso.com');
    expect(await said(attached())).toContain('no partner in it');
    story.sharePoint.serve(Array.from({ length: 201 }, (_, n) => `a${n}.example`).join('\n'));
    expect(await said(attached())).toContain('too many at once');
    expect(isOpen(contoso.tenantId)).toBe(true);
  });
});
