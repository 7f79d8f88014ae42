import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CLOSED_TENANT_ID, manyPartners } from '../../src/simulator/seed/seed.ts';
import { buttonsOf, titlesOf, wordsOf } from '../support/cards.ts';
import { lived } from '../support/lived.ts';
import { organizations, people, Story } from '../support/story.ts';

let story: Story;
beforeEach(async () => {
  story = await Story.begin();
});
afterEach(() => story.end());

/** The lookups of tenants that Graph was asked for. */
const namesAskedFor = () =>
  story.graph.requests.map(({ path }) => path).filter((path) => path.includes('findTenantInformation'));

/** Whose settings were read: the ids of partners, and `all` for the list. */
const partnersRead = () => [
  ...new Set(
    story.graph.requests.flatMap(({ path }) => {
      const found = /\/partners(?:\/([^/]+))?/.exec(path);
      return found === null ? [] : [found[1] ?? 'all'];
    }),
  ),
];

describe('help', () => {
  test('a channel is answered in the same thread, with the mention taken out', async () => {
    const thread = '19:channel@thread.tacv2;messageid=1700000000000';
    const answer = await story.ask('ada', '<at>Bridgekeeper</at>&nbsp; HELP ', {
      conversation: story.conversation('channel', thread),
      entities: [
        {
          type: 'mention',
          mentioned: { id: '28:0b3c5d7e-1f2a-4b6c-8d9e-a0b1c2d3e4f5' },
          text: '<at>Bridgekeeper</at>',
        },
      ],
    });
    expect(answer.conversationId).toBe(thread);
    expect(story.words(answer)).toContain('What I can do for you');
  });
});

describe('whoami', () => {
  test.each([
    ['ada', 'Security Administrator', ''],
    ['ben', 'Security Operations', 'Security Administrator'],
    ['chen', 'PIM', 'Security Administrator'],
    ['dana', 'Security Reader', ''],
  ] as const)('%s reads %s', async (who, first, second) => {
    const words = story.words(await story.ask(who, 'whoami'));
    expect(words).toContain(people[who].displayName);
    expect(words).toContain(first);
    expect(words).toContain(second);
  });

  test('says when eligibility may not be read', async () => {
    story.graph.tenant.appPermissions.delete('RoleEligibilitySchedule.Read.Directory');
    expect(story.words(await story.ask('eli', 'whoami'))).toMatch(/eligib/i);
  });
});

describe('list partners', () => {
  test('shows names, domains and states, ten on a page; the button turns the page', async () => {
    const list = await story.ask('dana', 'list partners');
    expect(story.words(list)).toContain('A. Datum Corporation');
    expect(story.words(list)).toContain('fabrikam.com');
    expect(story.words(list)).not.toContain('Wide World Importers');
    const turned = await story.press('dana', list, 'Show next page');
    await story.until(() => story.words(list).includes('Wide World') || turned.text.includes('Wide World'));
  });

  test.each([
    ['on', 'Contoso', 'Northwind Traders'],
    ['off', 'Fabrikam', 'Contoso'],
    ['none', 'Northwind Traders', 'Fabrikam'],
  ])('with sync %s shows %s and not %s', async (filter, shown, left) => {
    const words = story.words(await story.ask('dana', `list partners with sync ${filter}`));
    expect(words).toContain(shown);
    expect(words).not.toContain(left);
  });

  test('follows every next link and asks for names with bounded parallelism, once', async () => {
    await story.end();
    story = await Story.begin({ tenant: manyPartners(60), pageSize: 25 });
    expect(story.words(await story.ask('dana', 'list partners page 6'))).toContain('Partner 00060');
    const lookups = () => story.graph.requests.filter((request) => request.path.includes('findTenantInformation'));
    expect(lookups()).toHaveLength(60);
    expect(
      story.graph.requests.filter((request) => 'value' in request || request.query['$skiptoken'] !== undefined),
    ).toHaveLength(2);
    const atOnce = lookups().map(
      (one) =>
        lookups().filter((other) => other.startedAt <= one.startedAt && (other.endedAt ?? 0) > one.startedAt).length,
    );
    expect(Math.max(...atOnce)).toBeLessThanOrEqual(32);
    await story.ask('dana', 'list partners');
    expect(lookups()).toHaveLength(60);
  });

  test('of 60 partners on three pages of Graph’s: each stands on one page of the card, and nothing is asked for twice', async () => {
    await story.end();
    story = await Story.begin({ tenant: manyPartners(60), pageSize: 25 });
    const list = await story.ask('dana', 'list partners');
    const asked = story.graph.requests.map((request) => `${request.path}?${JSON.stringify(request.query)}`);
    expect(asked.filter((one) => one.includes('/partners?'))).toHaveLength(3);
    expect(new Set(asked).size).toBe(asked.length);

    let card = list.cards.at(-1);
    const pages = [wordsOf(card)];
    for (let page = 2; page <= 6; page += 1) {
      const next = buttonsOf(card).find(({ title }) => title === 'Show next page');
      const value = { action: { type: 'Action.Execute', ...next }, trigger: 'manual' };
      card = (await story.invoke('dana', list, value)).card;
      // A page that takes a while comes as an update of the message.
      if (!wordsOf(card).includes(`Page ${page} of 6`)) {
        await story.seen(list, `Page ${page} of 6`);
        card = list.cards.at(-1);
      }
      pages.push(wordsOf(card));
    }
    const shown = pages.flatMap((words) => words.match(/Partner \d{5}/g) ?? []);
    expect(shown.sort()).toEqual([...story.graph.tenant.world.values()].map(({ displayName }) => displayName).sort());
    expect(titlesOf(card).filter((title) => title !== 'Show')).toEqual(['Show previous page']);
  });

  test('a partner whose tenant is gone is listed by its id', async () => {
    const words = story.words(await story.ask('dana', 'list partners page 2'));
    expect(words).toContain(CLOSED_TENANT_ID);
  });
});

describe('show', () => {
  test.each([
    'show fabrikam.com',
    'SHOW Fabrikam.COM',
    'show Fabrikam',
    'show partner fabrikam',
    'show the Fabrikam partner',
    'show "Fabrikam"',
    `show ${organizations.fabrikam.tenantId}`,
    `show partner ${organizations.fabrikam.tenantId.toUpperCase()}`,
  ])('%s', async (line) => {
    const words = story.words(await story.ask('dana', line));
    expect(words).toContain('Fabrikam');
    expect(words).toContain('fabrikam.com');
    expect(words).toContain(organizations.fabrikam.tenantId);
  });

  test('after a list, a partner shown by its name is not asked for its name again', async () => {
    await story.ask('dana', 'list partners');
    story.graph.clearRequests();
    expect(story.words(await story.ask('dana', 'show Fabrikam'))).toContain('fabrikam.com');
    expect(namesAskedFor()).toEqual([]);
  });

  test('a partner shown by its id is the only tenant that Graph is asked about', async () => {
    await story.ask('dana', `show ${organizations.fabrikam.tenantId}`);
    expect(namesAskedFor()).toEqual([expect.stringContaining(organizations.fabrikam.tenantId)]);
    expect(partnersRead()).toEqual([organizations.fabrikam.tenantId]);
  });

  test('nor is another one asked about for a domain that was seen before', async () => {
    await story.ask('dana', 'show fabrikam.com');
    story.graph.clearRequests();
    await story.ask('dana', 'show fabrikam.com');
    expect(namesAskedFor()).toEqual([expect.stringContaining('fabrikam.com')]);
    expect(partnersRead()).toEqual([organizations.fabrikam.tenantId]);
  });

  test('says that sync will not work and which switch is missing', async () => {
    const off = story.words(await story.ask('dana', 'show fabrikam.com'));
    expect(off).toMatch(/will not work/i);
    const on = story.words(await story.ask('dana', 'show contoso.com'));
    expect(on).toMatch(/outbound/i);
  });

  test('several matches: asks which, and the answer takes the place of the question', async () => {
    const question = await story.ask('dana', 'show adventure');
    expect(story.words(question)).toContain('Adventure Works Cycles');
    const choices = titlesOf(question.cards[0]);
    expect(choices).toHaveLength(2);
    const [first = ''] = choices;
    const answer = await story.press('dana', question, first);
    await story.until(() => [answer.text, story.words(question)].some((words) => words.includes('Group sync')));
    expect(story.teams.messages).toHaveLength(1);
  });

  test('none: says so, with near names', async () => {
    const words = story.words(await story.ask('dana', 'show fabricam'));
    expect(words).toContain('fabricam');
    expect(words).toContain('Fabrikam');
  });

  test('a domain that nobody has', async () => {
    expect(story.words(await story.ask('dana', 'show nowhere.example'))).toContain('nowhere.example');
  });

  test('a tenant that is no partner is shown as that, with the words that would add it', async () => {
    const words = story.words(await story.ask('dana', 'show relecloud.com'));
    expect(words).toContain('Relecloud');
    expect(words).toContain('enable sync for');
  });

  test('an unreadable policy is never shown as absent', async () => {
    story.graph.fail({ kind: 'html', path: /identitySynchronization$/ });
    const words = story.words(await story.ask('dana', `show ${organizations.fabrikam.tenantId}`));
    expect(words).toMatch(/could not/i);
    expect(words).not.toMatch(/no sync policy/i);
  });
});

describe('what is not a command', () => {
  test.each(['please do not enable sync for fabrikam.com', 'why was sync enabled for contoso.com', 'lists'])(
    '%s changes nothing and asks nobody',
    async (line) => {
      const answer = await story.ask('ada', line);
      expect(story.words(answer)).toMatch(/did not understand/i);
      expect(story.graph.requests).toHaveLength(0);
    },
  );

  test('a typo gets a suggestion', async () => {
    expect(story.words(await story.ask('ada', 'enabel sync for fabrikam.com'))).toContain(
      'enable sync for fabrikam.com',
    );
  });

  test('an empty mention says hello', async () => {
    expect(story.words(await story.ask('ada', ''))).toContain('help');
  });

  test('100 kB of text gets a clear answer', async () => {
    expect(story.words(await story.ask('ada', 'enable sync for '.repeat(6400)))).toMatch(/too long/i);
  });
});

describe('one list read is shared', () => {
  const lists = () => story.graph.requests.filter(({ path }) => /\/(partners|crossTenantPartners)$/.test(path));
  const chat = (n: number) => ({ conversation: story.conversation('personal', `a:${n}`) });
  /** Everybody is known to hold a role, so that nothing comes before the list. */
  const known = async (): Promise<void> => {
    for (const who of ['ada', 'dana'] as const) await story.ask(who, 'list partners');
    story.graph.clearRequests();
    story.teams.forget();
  };

  test.each(['list partners', 'list deleted'])('by all who say %s at the same moment', async (line) => {
    await known();
    const works = story.graph.fail({ kind: 'slow', delayMs: 300, path: /\/(partners|crossTenantPartners)$/ });
    const said = (['ada', 'dana', 'ada', 'dana'] as const).map((who, n) => story.say(who, line, chat(n)));
    await Promise.all(said);
    await story.until(() => story.teams.messages.length === 4, 'all are answered');
    expect(lists()).toHaveLength(1);
    works();
    await story.say('ada', line, chat(5));
    expect(lists()).toHaveLength(2);
  });

  test('by the two that one line needs', async () => {
    await known();
    await story.ask('dana', 'show Fabrikam');
    expect(lists()).toHaveLength(1);
    await story.ask('ada', 'enable sync for Fabrikam');
    expect(lists()).toHaveLength(2);
  });

  test('but not by whoever asks for a change, nor by the watcher: what they go by is read anew', async () => {
    await known();
    const works = story.graph.fail({ kind: 'slow', delayMs: 400, path: /\/partners$/, times: 1 });
    const slow = story.say('dana', 'list partners', chat(1)).catch(() => []);
    await story.until(() => lists().length === 1);
    await story.say('ada', 'enable sync for Fabrikam', chat(2));
    await story.until(() => story.teams.messages.some((message) => story.words(message).includes('Not confirmed yet')));
    await story.watch();
    expect(lists()).toHaveLength(3);
    works();
    await slow;
  });

  test('but not by whoever asks after a write: they saw it done', async () => {
    await known();
    const card = await story.ask('ada', 'enable sync for Fabrikam');
    story.graph.clearRequests();
    story.graph.fail({ kind: 'slow', delayMs: 2_000, path: /\/partners$/, times: 1 });
    const slow = story.say('dana', 'list partners with sync on', chat(1)).catch(() => []);
    for (let tries = 0; tries < 400 && lists().length === 0; tries += 1) await lived(5);
    await story.press('ada', card, 'Confirm');
    for (let tries = 0; tries < 400 && !story.words(card).includes('Applied'); tries += 1) await lived(5);
    expect(lists().map(({ endedAt }) => endedAt)).toEqual([undefined]);
    const [answer] = await story.say('ada', 'list partners with sync on', chat(2));
    expect(story.words(answer ?? story.last)).toContain('Fabrikam');
    expect(lists()).toHaveLength(2);
    await slow;
  });
});
