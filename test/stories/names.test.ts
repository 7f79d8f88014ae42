import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newPartner } from '../../src/simulator/tenant.ts';
import { buttonsOf, titlesOf } from '../support/cards.ts';
import { organizations, people, Story } from '../support/story.ts';

const { woodgrove, fabrikam, contoso, adventureWorks, adventureWorksCycles, relecloud, cyrillicFabrikam } =
  organizations;

let story: Story;
beforeEach(async () => {
  story = await Story.begin();
});
afterEach(() => story.end());

/** A tenant calls itself something else. */
function rename({ tenantId }: { readonly tenantId: string }, displayName: string): void {
  const known = story.graph.tenant.world.get(tenantId);
  if (known === undefined) throw new Error(`no tenant ${tenantId}`);
  known.displayName = displayName;
}

/** What Graph was asked for about tenants. */
const lookups = () => story.graph.requests.filter(({ path }) => path.includes('findTenantInformation'));

describe('a warning that a tenant looks like another', () => {
  test.each(['enable sync for relecloud.com', 'show relecloud.com'])(
    '%s: like this organisation itself',
    async (line) => {
      rename(relecloud, 'Woodgrove Bank Inc.');
      const words = story.words(await story.ask('ada', line));
      expect(words).toContain('It looks like another tenant, which has a very similar name:');
      expect(words).toContain(woodgrove.tenantId);
    },
  );

  test('a partner that looks like this organisation is warned about, too', async () => {
    rename(fabrikam, 'Woodgrove\u200b Bank');
    const words = story.words(await story.ask('ada', 'enable sync for fabrikam.com'));
    expect(words).toContain(woodgrove.tenantId);
  });

  test('this organisation is asked for its name once, beside everything else', async () => {
    await story.ask('ada', 'enable sync for relecloud.com');
    await story.ask('ada', 'enable sync for fabrikam.com');
    expect(lookups().filter(({ path }) => path.includes(woodgrove.tenantId))).toHaveLength(1);
  });

  test.each([
    ['Its name reads like the domain of another tenant:', 'fabrikam.com'],
    ['Its name holds the tenant id of another tenant:', `Services ${fabrikam.tenantId}`],
    ['It looks like another tenant, which has a very similar name:', 'The Fabrikam GmbH'],
  ])('%s', async (warning, name) => {
    if (name === 'fabrikam.com') rename(fabrikam, 'Somebody');
    rename(relecloud, name);
    const words = story.words(await story.ask('ada', 'enable sync for relecloud.com'));
    expect(words).toContain(warning);
    expect(words).toContain(fabrikam.tenantId);
  });

  test.each([
    ['Its domain reads like the name of another tenant:', 'Relecloud'],
    ['Its tenant id stands in the name of another tenant:', `Services ${relecloud.tenantId}`],
  ])('%s', async (warning, name) => {
    rename(contoso, name);
    rename(relecloud, 'Somebody');
    const words = story.words(await story.ask('ada', 'enable sync for relecloud.com'));
    expect(words).toContain(warning);
    expect(words).toContain(contoso.tenantId);
  });

  test('a partner whose domain is written in punycode is decoded', async () => {
    story.graph.tenant.partners.set(cyrillicFabrikam.tenantId, newPartner(cyrillicFabrikam.tenantId));
    rename(cyrillicFabrikam, 'Somebody');
    rename(fabrikam, 'Nobody');
    const words = story.words(await story.ask('ada', 'enable sync for fabrikam.com'));
    expect(words).toContain('It looks like another tenant, which has a very similar domain:');
    expect(words).toContain(cyrillicFabrikam.tenantId);
  });
});

describe('a change is asked back when the text is in doubt', () => {
  const tenantsOn = (card: Parameters<typeof buttonsOf>[0]) =>
    buttonsOf(card).flatMap(({ data }) => /[0-9a-f-]{36}/.exec(JSON.stringify(data))?.[0] ?? []);

  test('a whole name that no other one looks like is not', async () => {
    expect(titlesOf((await story.ask('ada', 'enable sync for Fabrikam')).cards[0])).toContain('Confirm');
  });

  test.each([
    ['a name', 'F\u0430brikam'],
    ['a name with characters that nobody sees', '\u202eFabrikam\u200b'],
  ])('%s looks like it', async (_, name) => {
    rename(contoso, name);
    const question = await story.ask('ada', 'enable sync for Fabrikam');
    expect(tenantsOn(question.cards[0]).sort()).toEqual([contoso.tenantId, fabrikam.tenantId].sort());
    const chosen = buttonsOf(question.cards[0]).find(({ data }) => JSON.stringify(data).includes(fabrikam.tenantId));
    await story.press('ada', question, chosen?.title ?? '');
    await story.until(() => titlesOf(question.cards.at(-1)).includes('Confirm'));
  });

  test('a domain looks like it', async () => {
    story.graph.tenant.partners.set(cyrillicFabrikam.tenantId, newPartner(cyrillicFabrikam.tenantId));
    rename(cyrillicFabrikam, 'Somebody');
    const question = await story.ask('ada', 'enable sync for Fabrikam');
    expect(tenantsOn(question.cards[0]).sort()).toEqual([cyrillicFabrikam.tenantId, fabrikam.tenantId].sort());
  });

  test('it is the name of this organisation', async () => {
    rename(fabrikam, woodgrove.displayName);
    const question = await story.ask('ada', `enable sync for ${woodgrove.displayName}`);
    expect(tenantsOn(question.cards[0])).toEqual([fabrikam.tenantId]);
  });

  test('a tenant calls itself as people speak of another one', async () => {
    rename(contoso, 'the Fabrikam partner');
    const question = await story.ask('ada', 'enable sync for the Fabrikam partner');
    expect(tenantsOn(question.cards[0]).sort()).toEqual([contoso.tenantId, fabrikam.tenantId].sort());
  });

  test.each([
    'nowhere.example',
    '\uff4eowhere\uff0eexample',
    'nowhere\u3002example',
    relecloud.tenantId.replaceAll('-', '\u2011'),
    relecloud.tenantId.replaceAll('-', '\uff0d'),
    relecloud.tenantId.replaceAll('-', ''),
  ])('%s is an address, whoever calls itself so', async (text) => {
    rename(fabrikam, text);
    const question = await story.ask('ada', `enable sync for ${text}`);
    expect(titlesOf(question.cards[0])).not.toContain('Confirm');
    expect(tenantsOn(question.cards[0])).not.toContain(relecloud.tenantId);
    expect(story.writes()).toEqual([]);
  });

  test('a domain in full-width letters is looked up like any other', async () => {
    rename(contoso, '\uff46abrikam\uff0ecom');
    const card = await story.ask('ada', 'enable sync for \uff46abrikam\uff0ecom');
    expect(titlesOf(card.cards[0])).toContain('Confirm');
    expect(story.words(card)).toContain(fabrikam.tenantId);
  });

  test('those it may be stand by name', async () => {
    rename(adventureWorks, 'Works, Adventure');
    const words = story.words(await story.ask('ada', 'enable sync for adventure'));
    expect(words.indexOf(adventureWorksCycles.displayName)).toBeLessThan(words.indexOf('Works, Adventure'));
    expect(words.indexOf(adventureWorksCycles.displayName)).toBeGreaterThan(-1);
  });
});

describe('names', () => {
  test.each(['enable sync for Fabrikam', 'enable sync for nowhere.example', 'show Fabrikam'])(
    'of partners are not asked for because somebody without a role wrote: %s',
    async (line) => {
      expect(story.words(await story.ask('eli', line))).toContain('You need the role');
      expect(lookups()).toEqual([]);
    },
  );

  test('one near name is one', async () => {
    const words = story.words(await story.ask('dana', 'show fabricam'));
    expect(words).toContain('this one nearly is');
    expect(words).not.toContain('one of these');
  });

  test('several near names are several', async () => {
    rename(contoso, 'Fabrikan');
    expect(story.words(await story.ask('dana', 'show fabricam'))).toContain('these nearly are');
  });

  test('of a partner that a card asks to decide on is read anew each time, whatever is remembered', async () => {
    await story.ask('ada', 'show Fabrikam');
    const asked = lookups().length;
    const card = await story.ask('ada', 'enable sync for Fabrikam');
    expect(titlesOf(card.cards[0])).toContain('Confirm');
    const own = lookups()
      .slice(asked)
      .filter(({ path }) => path.includes(fabrikam.tenantId));
    expect(own).toHaveLength(1);
  });

  test('which a partner has no more are not what a change is about: whoever asks is asked back', async () => {
    await story.ask('ada', 'list partners');
    rename(fabrikam, 'Somebody Else');
    const words = story.words(await story.ask('ada', 'enable sync for Fabrikam'));
    expect(words).not.toContain('Confirm');
    expect(story.writes()).toEqual([]);
    expect(titlesOf((await story.ask('ada', 'enable sync for Somebody Else')).cards[0])).toContain('Confirm');
  });

  test('that cannot be read anew leave a doubt: whoever asks is asked back, and the id will do', async () => {
    await story.ask('ada', 'list partners');
    story.graph.fail({ kind: 'status', status: 500, path: /findTenantInformationByTenantId/ });
    const question = await story.ask('ada', 'enable sync for Fabrikam');
    expect(titlesOf(question.cards[0])).not.toContain('Confirm');
    const [first = ''] = titlesOf(question.cards[0]);
    await story.press('ada', question, first);
    await story.until(() => titlesOf(question.cards.at(-1)).includes('Confirm'));
  });

  test('are those of now on the card of undo, too', async () => {
    const card = await story.ask('ada', 'enable sync for fabrikam.com');
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'Applied');
    rename(fabrikam, 'Fabrikam Reborn');
    const id = /C-[0-9A-Z]{8}/.exec(story.words(card))?.[0] ?? '';
    expect(story.words(await story.ask('ada', `undo ${id}`))).toContain('Fabrikam Reborn');
  });

  test('are remembered by the next process', async () => {
    await story.ask('dana', 'list partners');
    await story.later(0);
    await story.restart();
    const asked = lookups().length;
    const words = story.words(await story.ask('dana', 'list partners'));
    expect(words).toContain(fabrikam.displayName);
    expect(words.indexOf(contoso.displayName)).toBeLessThan(words.indexOf(fabrikam.displayName));
    expect(lookups()).toHaveLength(asked);
  });
});

test('markup in a name does not reach the answer to a click, which clients read as markdown', async () => {
  const name = '[Ben](https://evil.example) <at>all</at>';
  const from = { id: '29:ben', name, aadObjectId: people.ben.id };
  const card = await story.ask('ben', `enable sync for ${fabrikam.tenantId}`, { from });
  const { type, text } = await story.press('ada', card, 'Confirm');
  expect(type).toContain('activity.message');
  expect(text).toContain('evil.example');
  expect(text).not.toMatch(/\]\(|<at>/);
});

describe('a name that is copied from a card', () => {
  test.each([
    ['with signs that nobody sees', 'Con\u202etoso \u200bGroup'],
    ['that is too long for it', `Contoso ${'of the whole North '.repeat(10)}`],
  ])('%s is found', async (_, name) => {
    rename(contoso, name);
    const words = story.words(await story.ask('ada', 'show contoso.com'));
    const copied = words.split('\n').find((line) => line.startsWith('Con'));
    expect(copied).toMatch(/\[U\+202E\]|…/);
    expect(story.words(await story.ask('ada', `show ${copied ?? ''}`))).toContain(contoso.tenantId);
  });

  test('and may be several is answered with all of them', async () => {
    rename(contoso, `Wide ${'World '.repeat(30)}One`);
    rename(fabrikam, `Wide ${'World '.repeat(30)}Two`);
    const words = story.words(await story.ask('ada', 'show Wide World Wo…'));
    expect(words).toContain(contoso.tenantId.slice(0, 8));
    expect(words).toContain(fabrikam.tenantId.slice(0, 8));
  });
});
