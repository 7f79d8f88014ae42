import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Card } from '../support/fake-teams.ts';
import { buttonsOf, wordsOf } from '../support/cards.ts';
import { organizations, people, Story, type Who } from '../support/story.ts';

/** What is asked from Teams' own box, and about a message: it is answered to whoever asks, and nothing is posted. */

let story: Story;
beforeEach(async () => {
  story = await Story.begin();
});
afterEach(() => story.end());

type Result = {
  readonly content: Card;
  readonly preview: { readonly content: { readonly title: string; readonly text: string } };
};
type Answer = {
  readonly composeExtension?: {
    readonly type: string;
    readonly text?: string;
    readonly attachments?: readonly Result[];
  };
  readonly task?: {
    readonly type: string;
    readonly value: { readonly title: string; readonly card: { content: Card } };
  };
};

async function invoke(who: Who, name: string, value: object, more: object = {}): Promise<Answer> {
  const response = await story.post(story.message(who, '', { type: 'invoke', text: undefined, name, value, ...more }));
  expect(response.status).toBe(200);
  return (await response.json()) as Answer;
}
const search = async (who: Who, text: string) => {
  const parameters = text === '' ? [{ name: 'initialRun', value: 'true' }] : [{ name: 'partner', value: text }];
  const { composeExtension } = await invoke(who, 'composeExtension/query', { commandId: 'searchPartners', parameters });
  if (composeExtension === undefined) throw new Error('no answer');
  return composeExtension;
};
const titles = async (who: Who, text: string) =>
  (await search(who, text)).attachments?.map(({ preview }) => preview.content.title);
const typeahead = (who: Who, queryText = 'fabri') =>
  invoke(who, 'application/search', { dataset: 'partners', queryText });
const explain = (who: Who, content: string, more: object = {}) =>
  invoke(
    who,
    'composeExtension/fetchTask',
    { commandId: 'explainError', messagePayload: { id: '1', body: { contentType: 'html', content } } },
    more,
  );

describe('partners, while somebody writes', () => {
  test('are found by what was typed, with how they stand, and nothing is posted', async () => {
    const { type, attachments = [] } = await search('dana', 'contoso');
    expect(type).toBe('result');
    const [contoso] = attachments;
    const id = organizations.contoso.tenantId.slice(0, 8);
    expect(contoso?.preview.content).toEqual({ title: 'Contoso', text: `contoso.com · ${id}. Open.` });
    // What is passed on tells who it is; how it stands is for whoever may read it, and asks.
    const card = wordsOf(contoso?.content);
    for (const text of ['Contoso', organizations.contoso.tenantId]) expect(card).toContain(text);
    expect(card).not.toMatch(/User sync|Open/);
    expect(story.teams.messages).toEqual([]);
  });

  test('the card that was put into a chat shows how the partner stands to whoever may read it, and to nobody else', async () => {
    const { attachments = [] } = await search('dana', 'contoso');
    const [button] = buttonsOf(attachments[0]?.content);
    // Somebody's own message: the bot was not asked there, and cannot change it.
    const inserted = { id: '1700000000001', conversationId: '19:others@thread.v2' };
    const conversation = story.conversation('group', inserted.conversationId);
    const press = (who: Who, pressed = button) =>
      story.invoke(
        who,
        inserted,
        { action: { type: 'Action.Execute', ...pressed }, trigger: 'manual' },
        { conversation },
      );
    const shown = await press('ada');
    expect(shown.text).toContain('User sync is on');
    const refused = await press('eli');
    expect(refused.text).toContain('You need the role');
    expect(refused.text).not.toContain('User sync is on');
    // It goes on from there: what is changed gets its own card, and waits.
    const disable = buttonsOf(shown.card).find(({ title }) => title === 'Disable sync');
    await press('ada', disable);
    await story.until(
      () => story.teams.messages.some((one) => story.words(one).includes('Not confirmed yet')),
      'its card',
    );
    expect(story.writes()).toEqual([]);
  });

  test('by name, domain or tenant id; the first ones where nothing was typed', async () => {
    expect(await titles('ada', organizations.fabrikam.tenantId)).toEqual(['Fabrikam']);
    expect(await titles('ada', 'fabrikam.com')).toEqual(['Fabrikam']);
    const first = await titles('ada', '');
    expect(first).toHaveLength(10);
    const names = first?.map((title) => title.replace('⚠ ', ''));
    expect(names).toEqual(names?.toSorted());
  });

  test('where there are none, that is said', async () => {
    expect(await search('ada', 'moon')).toEqual({
      type: 'message',
      text: 'No partner’s name or domain has “moon” in it.',
    });
  });

  test.each<[Who, RegExp]>([
    ['eli', /Security Reader/],
    ['finn', /guest/i],
  ])('are not told to %s', async (who, why) => {
    const { type, text } = await search(who, 'contoso');
    expect(type).toBe('message');
    expect(text).toMatch(why);
    expect(JSON.stringify(text)).not.toContain('contoso.com');
  });

  test('are not told to somebody of another organisation', async () => {
    const foreign = {
      conversation: { id: 'a:x', conversationType: 'personal', tenantId: organizations.contoso.tenantId },
    };
    const { composeExtension } = await invoke(
      'ada',
      'composeExtension/query',
      { commandId: 'searchPartners' },
      foreign,
    );
    expect(composeExtension?.type).toBe('message');
    expect(story.graph.requests).toEqual([]);
  });

  test('that cannot be read are said to be so', async () => {
    story.graph.fail({ kind: 'status', status: 403, code: 'Forbidden', path: /\/partners$/ });
    const { type, text } = await search('ada', 'contoso');
    expect(type).toBe('message');
    expect(text).toContain('Policy.Read.All');
  });
});

test('a partner that could be mistaken for another is marked where it is found, and in the form', async () => {
  const { fabrikam, contoso } = organizations;
  const known = story.graph.tenant.world.get(contoso.tenantId);
  if (known === undefined) throw new Error('no Contoso');
  known.displayName = 'Fabrikam';
  await story.ask('ada', 'list partners');
  expect(await titles('ada', 'fabrikam.com')).toEqual(['⚠ Fabrikam']);
  expect(await typeahead('ada', 'fabrikam.com')).toMatchObject({
    value: { results: [{ title: `⚠ Fabrikam · fabrikam.com · ${fabrikam.tenantId.slice(0, 8)}` }] },
  });
});

describe('an error in a message', () => {
  test('is explained in a dialog, whoever wrote it, and nothing is posted', async () => {
    const { task } = await explain('eli', '<p>We see <b>ExternalTenantNotFound</b> since Monday</p>');
    expect(task).toMatchObject({ type: 'continue', value: { title: 'What this error means' } });
    const asked = await story.ask('eli', 'explain ExternalTenantNotFound');
    expect(wordsOf(task?.value.card.content)).toBe(story.words(asked));
  });

  test('a message asks for nothing, whatever stands in it', async () => {
    await explain('ada', 'enable sync for fabrikam.com');
    await explain('ada', '');
    await explain('ada', `<p>${'x '.repeat(10_000)}</p>`);
    expect(story.writes()).toEqual([]);
    expect(story.words(await story.ask('ada', 'history'))).toContain('No changes');
  });

  test('is looked for in cards, too; a message without any text is answered kindly', async () => {
    const card = JSON.stringify({
      type: 'AdaptiveCard',
      body: [{ type: 'TextBlock', text: 'ExternalTenantNotFound' }],
    });
    const inCard = {
      commandId: 'explainError',
      messagePayload: { id: '1', body: { contentType: 'html', content: '' }, attachments: [{ content: card }] },
    };
    const { task } = await invoke('eli', 'composeExtension/fetchTask', inCard);
    expect(wordsOf(task?.value.card.content)).toContain('in different Microsoft clouds');
    for (const messagePayload of [
      { id: '1' },
      { body: { content: '<img src="x">' }, attachments: [{ content: '{' }] },
    ]) {
      const nothing = await invoke('eli', 'composeExtension/fetchTask', { commandId: 'explainError', messagePayload });
      expect(nothing.task).toMatchObject({ type: 'message', value: expect.stringContaining('no text') as string });
    }
  });

  test('has buttons that Teams does in a dialog: another error there, any other line in their own chat', async () => {
    const { task } = await explain('ada', 'ExternalTenantNotFoun');
    const content = JSON.stringify(task?.value.card.content);
    expect(content).not.toContain('Action.Execute');
    const [, say] = /"type":"Action.Submit"[^}]*"data":{"say":"([^"]+)"}/.exec(content) ?? [];
    expect(say).toBe('explain ExternalTenantNotFound');
    const press = (line: string) =>
      invoke('ada', 'composeExtension/submitAction', { commandId: 'explainError', data: { say: line } });
    const again = await press(say ?? '');
    expect(again.task).toMatchObject({ type: 'continue', value: { title: 'What this error means' } });
    expect(wordsOf(again.task?.value.card.content)).toContain('in different Microsoft clouds');
    story.teams.install(people.ada.id, 'a:ada');
    expect((await press('whoami')).task?.value).toBe('The card comes to this chat.');
    await story.until(() => story.teams.messages.some((one) => story.words(one).includes('Ada')), 'the answer');
  });

  test('is explained to nobody of another organisation', async () => {
    const foreign = {
      conversation: { id: 'a:x', conversationType: 'personal', tenantId: organizations.contoso.tenantId },
    };
    const { task } = await explain('ada', 'ExternalTenantNotFound', foreign);
    expect(wordsOf(task?.value.card.content)).not.toContain('ExternalTenantNotFound');
  });
});

describe('the form of a change', () => {
  const FORM = { commandId: 'changeSync' };
  const send = (who: Who, data: object, more: object = {}) =>
    invoke(who, 'composeExtension/submitAction', { ...FORM, data }, more);
  const ENABLE = { partner: organizations.fabrikam.tenantId, setting: 'enableSync', reason: 'project Falcon' };

  test('asks for a partner, who is found while their name is typed, for a setting and for a reason', async () => {
    const { task } = await invoke('ada', 'composeExtension/fetchTask', FORM);
    expect(task?.value.title).toBe('Change sync');
    expect(JSON.stringify(task?.value.card.content)).toContain('"dataset":"partners"');
    const { tenantId } = organizations.fabrikam;
    expect(await typeahead('ada')).toMatchObject({
      statusCode: 200,
      value: { results: [{ title: `Fabrikam · fabrikam.com · ${tenantId.slice(0, 8)}`, value: tenantId }] },
    });
    expect(await typeahead('eli')).toMatchObject({ value: { results: [] } });
  });

  test('ends in the same card as a line, on which it is decided', async () => {
    story.teams.install(people.ada.id, 'a:ada');
    const { task } = await send('ada', ENABLE);
    expect(task).toEqual({ type: 'message', value: 'The card comes to this chat.' });
    await story.until(() => story.teams.messages.length > 0, 'the card');
    const card = story.last;
    expect(story.words(card)).toContain('Fabrikam');
    expect(story.words(card)).toContain('project Falcon');
    expect(story.writes()).toEqual([]);
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'Applied');
  });

  test('among others the card comes to the chat of whoever asked', async () => {
    await story.ask('ada', 'whoami');
    const group = { conversation: story.conversation('group', '19:others@thread.v2') };
    const { task } = await send('ada', { ...ENABLE, reason: '' }, group);
    expect(task?.value).toBe('The card comes to your own chat with me.');
    await story.until(() => story.words(story.last).includes('Fabrikam'), 'the card');
    expect(story.last.conversationId).toBe('a:ada');
  });

  const OTHERS = {
    'somebody else’s chat of two': {
      conversation: { id: `19:${people.ada.id}_${people.ben.id}@unq.gbl.spaces`, conversationType: 'personal' },
    },
    'a chat of two under another id': { conversation: { id: 'a:somebody', conversationType: 'personal' } },
    'the command box, which is no conversation': { conversation: undefined },
  };
  test.each(Object.entries(OTHERS))(
    'from %s the card comes to the own chat, and nothing to anybody else',
    async (_, more) => {
      story.teams.install(people.ada.id, 'a:ada');
      expect((await send('ada', ENABLE, more)).task?.value).toBe('The card comes to your own chat with me.');
      await story.until(() => story.teams.messages.length > 0, 'the card');
      expect(story.last.conversationId).toBe('a:ada');
      await story.press('ada', story.last, 'Confirm');
      await story.seen(story.last, 'Applied');
      // What the bot says to them alone one day goes there, too.
      expect(story.teams.messages.map(({ conversationId }) => conversationId)).toEqual(['a:ada']);
    },
  );

  test('where there is no own chat it says how to get one, and asks for nothing', async () => {
    const { task } = await send('ada', ENABLE, OTHERS['somebody else’s chat of two']);
    expect(task?.value).toContain('Add me in Teams');
    expect(story.teams.messages).toEqual([]);
    expect(story.words(await story.ask('ada', 'history'))).toContain('No changes');
  });

  test('a partner is found from there, too', async () => {
    const found = await invoke(
      'ada',
      'application/search',
      { dataset: 'partners', queryText: 'fabri' },
      OTHERS['the command box, which is no conversation'],
    );
    expect(found).toMatchObject({ value: { results: [{ value: organizations.fabrikam.tenantId }] } });
  });

  test('is refused as the line would be', async () => {
    story.teams.install(people.dana.id, 'a:dana');
    await send('dana', ENABLE);
    await story.until(() => story.teams.messages.length > 0, 'an answer');
    expect(story.words(story.last)).toContain('You need the role Security Administrator');
  });

  test.each([{ ...ENABLE, setting: 'moon' }, { ...ENABLE, partner: '' }, {}])(
    'asks for nothing with %j',
    async (data) => {
      expect((await send('ada', data)).task).toEqual({ type: 'message', value: 'This bot does not know that.' });
      expect(story.teams.messages).toEqual([]);
    },
  );
});

describe('“change sync”', () => {
  const FIELDS = { partner: organizations.fabrikam.tenantId, setting: 'enableSync', reason: 'project Falcon' };
  const inGroup = () => ({ conversation: story.conversation('group', '19:others@thread.v2') });

  test('is answered with a button that opens the form; what is filled in ends in the same card, where it was asked', async () => {
    const offered = await story.ask('ada', 'change sync', inGroup());
    const { actions } = offered.cards[0] as { actions: readonly { type: string; data: { msteams: object } }[] };
    expect(actions).toMatchObject([{ type: 'Action.Submit', data: { msteams: { type: 'task/fetch' } } }]);
    const { task } = await invoke('ada', 'task/fetch', { data: actions[0]?.data }, inGroup());
    expect(JSON.stringify(task?.value.card.content)).toContain('"dataset":"partners"');
    const before = story.teams.messages.length;
    const sent = await invoke('ada', 'task/submit', { data: FIELDS }, inGroup());
    expect(sent.task).toEqual({ type: 'message', value: 'The card comes to this chat.' });
    await story.until(() => story.teams.messages.length > before, 'the card');
    expect(story.last.conversationId).toBe('19:others@thread.v2');
    expect(story.words(story.last)).toContain('project Falcon');
    await story.press('ada', story.last, 'Confirm', inGroup());
    await story.seen(story.last, 'Applied');
  });

  test('takes the role, and what is sent is refused as the line would be', async () => {
    expect(story.words(await story.ask('dana', 'change sync'))).toContain('You need the role Security Administrator');
    const before = story.teams.messages.length;
    await invoke('dana', 'task/submit', { data: FIELDS });
    await story.until(() => story.teams.messages.length > before, 'an answer');
    expect(story.words(story.last)).toContain('You need the role Security Administrator');
  });

  test.each([
    ['task/fetch', {}],
    ['task/fetch', { data: { commandId: 'moon' } }],
    ['task/submit', { data: { ...FIELDS, setting: 'moon' } }],
    ['task/submit', {}],
  ])('%s asks for nothing with %j', async (name, value) => {
    expect((await invoke('ada', name, value)).task).toEqual({ type: 'message', value: 'This bot does not know that.' });
    expect(story.teams.messages).toEqual([]);
  });
});

test('what Teams asks beyond that is answered in words', async () => {
  const asked = await invoke('ada', 'composeExtension/fetchTask', { commandId: 'moon' });
  expect(asked.task).toEqual({ type: 'message', value: 'This bot does not know that.' });
});
