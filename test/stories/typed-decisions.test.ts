import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { titlesOf } from '../support/cards.ts';
import { at, SECURITY, settle, subscribe } from '../support/channel.ts';
import { organizations, people, Story } from '../support/story.ts';

/** What the buttons do can be typed, for clients on which they fail; a bare word decides nothing. */

const { fabrikam, contoso } = organizations;
const ID = /C-[0-9A-Z]{8}/;
let story: Story;
afterEach(() => story.end());

const fail = (what: string): never => {
  throw new Error(what);
};
const wordsOf = (place: string): readonly string[] =>
  story.teams.messages.filter(({ conversationId }) => conversationId.startsWith(place)).map((one) => story.words(one));
const all = (): string => story.teams.messages.map((one) => story.words(one)).join('\n');
/** Asks for a change, and gives its id. */
async function asked(line: string, who: 'ada' | 'ben' = 'ada'): Promise<string> {
  const said = await story.say(who, line);
  await settle(story);
  const words = said.map((one) => story.words(one)).join(' ');
  return ID.exec(words)?.[0] ?? fail(`no id in ${words}`);
}

describe('where whoever asks confirms', () => {
  beforeEach(async () => {
    story = await Story.begin();
    story.teams.install(people.ada.id, 'a:ada');
  });

  test('a typed confirm does what Confirm does, and every card of the change shows it', async () => {
    const id = await asked('enable sync for fabrikam.com');
    expect(story.writes()).toEqual([]);
    await story.ask('ada', `confirm ${id}`);
    await story.until(() => story.writes().length > 0, 'written');
    await story.until(() => wordsOf('').filter((words) => words.includes('Applied')).length === 2, 'both cards say so');
  });

  test.each(['yes', 'Confirm!', 'ok', 'approve', 'cancel', '“yes”', 'Yes, please!', 'reject because too wide'])(
    'the word “%s” decides nothing: the card comes again, with its buttons',
    async (word) => {
      await asked('enable sync for fabrikam.com');
      const before = story.teams.messages.length;
      await story.ask('ada', word);
      await settle(story);
      expect(story.writes()).toEqual([]);
      const again = story.teams.messages.slice(before);
      expect(again).toHaveLength(1);
      await story.press('ada', again[0] ?? fail('no card'), 'Confirm');
      await story.until(() => story.writes().length > 0, 'written');
      await story.until(
        () => wordsOf('').filter((words) => words.includes('Applied')).length === 2,
        'both cards say so',
      );
    },
  );

  test('with nothing or more than one open, a word says so', async () => {
    await story.ask('ada', 'yes');
    expect(all()).toContain('Nothing waits for you');
    const first = await asked('enable sync for fabrikam.com');
    const second = await asked('disable sync for contoso.com');
    await story.ask('ada', 'yes');
    expect(all()).toContain('More than one change waits');
    expect(all()).toContain(`confirm ${first}`);
    expect(all()).toContain(`confirm ${second}`);
    expect(story.writes()).toEqual([]);
  });

  test('the four characters that a card asks for follow the id', async () => {
    await story.change('ada', 'delete sync policy for contoso.com');
    const before = story.writes().length;
    const id = await asked('purge sync policy for contoso.com');
    await story.ask('ada', `confirm ${id}`);
    await story.ask('ada', `confirm ${id} 12345`);
    await settle(story);
    expect(story.writes()).toHaveLength(before);
    await story.ask('ada', `confirm ${id} “${contoso.tenantId.slice(-4).toUpperCase()}”.`);
    await story.until(() => story.writes().length > before, 'written');
  });

  test('a sentence that only begins so decides nothing', async () => {
    const id = await asked('enable sync for fabrikam.com');
    for (const rest of ['not yet', 'is wrong', 'later', 'because I was told to', '5 minutes from now']) {
      await story.ask('ada', `confirm ${id} ${rest}`);
    }
    await settle(story);
    expect(story.writes()).toEqual([]);
  });

  test('nobody else confirms it by typing', async () => {
    const id = await asked('enable sync for fabrikam.com');
    for (const line of [`confirm ${id}`, `approve ${id}`, `reject ${id} because the ticket says otherwise`, 'yes']) {
      await story.ask('ben', line);
      await story.ask('eli', line);
    }
    await settle(story);
    expect(story.writes()).toEqual([]);
  });

  test('cancel ends it', async () => {
    const id = await asked('enable sync for fabrikam.com');
    await story.ask('ada', `cancel ${id}`);
    await settle(story);
    await story.ask('ada', `confirm ${id}`);
    await settle(story);
    expect(story.writes()).toEqual([]);
    expect(all()).toContain('Cancelled');
  });

  test('a change that nobody knows is said to be unknown', async () => {
    await story.ask('ada', 'confirm C-00000000');
    expect(all()).toContain('I do not know this change');
  });

  test('show change brings the card of what waits once more, and asking again offers it', async () => {
    await asked('enable sync for fabrikam.com');
    const [refusal] = await story.say('ada', 'enable sync for fabrikam.com');
    const before = story.teams.messages.length;
    await story.press('ada', refusal ?? fail('no answer'), 'Show');
    await story.until(() => story.teams.messages.length > before, 'the card');
    await settle(story);
    const card = story.teams.messages.findLast((one) => titlesOf(one.cards.at(-1)).includes('Confirm'));
    await story.press('ada', card ?? fail('no card'), 'Confirm');
    await story.until(() => story.writes().length > 0, 'written');
  });
});

describe('where another administrator decides', () => {
  beforeEach(async () => {
    story = await Story.begin({ approvals: 'second-person' });
    await subscribe(story, 'ben', 'send approvals here', SECURITY);
    await settle(story);
  });

  test('a typed approve does what Approve does, of whoever may', async () => {
    const id = await asked('enable sync for fabrikam.com');
    await story.ask('ada', `approve ${id}`);
    await story.ask('ada', `confirm ${id}`);
    await story.ask('dana', `approve ${id}`);
    await settle(story);
    expect(story.writes()).toEqual([]);
    await story.say('ben', `approve ${id}`, at(story, 'channel', SECURITY));
    await story.until(() => story.writes().length > 0, 'written');
  });

  test('a typed reject takes its reason along', async () => {
    const id = await asked('enable sync for fabrikam.com');
    await story.say('ben', `reject ${id} because the ticket is closed`);
    await settle(story);
    expect(all()).toContain('the ticket is closed');
    expect(story.writes()).toEqual([]);
  });

  test('a word of whoever could approve brings the card, and does not decide', async () => {
    await asked('enable sync for fabrikam.com');
    await story.ask('ben', 'approve', at(story, 'channel', SECURITY));
    await settle(story);
    expect(story.writes()).toEqual([]);
    const card = story.teams.messages.findLast(
      (one) => one.conversationId.startsWith(SECURITY) && titlesOf(one.cards.at(-1)).includes('Approve'),
    );
    await story.press('ben', card ?? fail('no card'), 'Approve', at(story, 'channel', SECURITY));
    await story.until(() => story.writes().length > 0, 'written');
  });
});

describe('a click that does not say which message it is on', () => {
  test('does what its button says, and the answer comes beside it', async () => {
    story = await Story.begin();
    const id = await asked('enable sync for fabrikam.com');
    await story.ask('ada', `confirm ${id}`);
    await story.until(() => all().includes('Applied'), 'applied');
    const before = story.teams.messages.length;
    const action = { type: 'Action.Execute', verb: 'say', data: { text: `undo ${id}` } };
    const place = { id: 'left out', conversationId: 'a:ada' };
    const answer = await story.invoke('ada', place, { action, trigger: 'manual' }, { replyToId: undefined });
    expect(JSON.stringify(answer)).not.toContain('out of date');
    await story.until(() => story.teams.messages.length > before, 'the card of the undo');
    expect(story.words(story.teams.messages.at(-1) ?? fail('none'))).toContain(fabrikam.tenantId);
  });
});
