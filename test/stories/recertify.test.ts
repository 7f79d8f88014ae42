import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, test } from 'vitest';
import { buttonsOf, titlesOf } from '../support/cards.ts';
import type { BotMessage } from '../support/fake-teams.ts';
import { organizations, Story, type StoryOptions, type Who } from '../support/story.ts';

const { contoso, fabrikam } = organizations;
const DAY = 24 * 60;

let story: Story;
const begin = async (options: StoryOptions = {}): Promise<void> => {
  story = await Story.begin(options);
};
afterEach(() => story.end());

const QUESTION = 'May this partner stay open?';
const messagesTo = (who: Who, text: string): readonly BotMessage[] =>
  story.teams.messages.filter(
    (message) => message.conversationId === `a:${who}` && story.words(message).includes(text),
  );
const told = async (who: Who, text: string, about = 'Fabrikam'): Promise<BotMessage> => {
  const find = () => messagesTo(who, text).findLast((message) => story.words(message).includes(about));
  await story.until(() => find() !== undefined, `"${text}" for ${who}`);
  const message = find();
  if (message === undefined) throw new Error('gone');
  return message;
};
const questions = (who: Who, text = QUESTION): number =>
  messagesTo(who, text).filter((message) => story.words(message).includes('Fabrikam')).length;
const says = async (who: Who, line: string): Promise<string> => story.words(await story.ask(who, line));
/** A year later, and as long as the bot takes to look at it. */
const aYearLater = () => story.later(365 * DAY + 61);
const isOfFabrikam = (line: string): boolean => line.includes(fabrikam.tenantId);
const journalOf = (event: string): readonly string[] => {
  const sql = new DatabaseSync(story.storePath, { readOnly: true });
  const rows = sql.prepare("SELECT line FROM journal WHERE about = 'recertifications' AND event = ?").all(event);
  sql.close();
  return rows.map(({ line }) => String(line));
};

describe('who answers for a partner that is open', () => {
  test('is whoever opened it, is asked after a year, and keeps it open with a reason, from which it counts anew', async () => {
    await begin();
    await story.change('ada', 'enable sync for fabrikam.com because project Falcon');
    const list = await says('ada', 'list recertification');
    expect(list).toContain('Fabrikam');
    expect(list).toContain('Owner: Ada');
    expect(list).not.toContain('Woodgrove');
    await story.watch();
    await aYearLater();
    const question = await told('ada', QUESTION);
    expect(titlesOf(question.cards.at(-1))).toEqual(expect.arrayContaining(['Keep', 'Close']));
    const { card } = await story.press('ada', question, 'Keep');
    expect(JSON.stringify(card)).toContain('Why may it stay open?');
    const asking = await story.ask('ada', 'keep fabrikam.com');
    await story.typeAndPress('ada', asking, 'it goes on until summer', 'Keep');
    await story.until(() => journalOf('kept').length === 1, 'kept');
    expect(journalOf('kept')).toEqual([expect.stringContaining('it goes on until summer')]);
    await story.later(364 * DAY);
    expect(questions('ada')).toBe(1);
    await story.later(DAY + 61);
    await story.until(() => questions('ada') === 2, 'asked again');
    expect(story.letsIn(fabrikam)).toBe(true);
  });

  test('without an answer all administrators are asked, then all are told; the first answer ends that', async () => {
    await begin();
    await story.ask('ben', 'help');
    await story.change('ada', 'enable sync for fabrikam.com because project Falcon');
    await story.watch();
    await aYearLater();
    await told('ada', QUESTION);
    expect(questions('ben')).toBe(0);
    await story.later(14 * DAY + 61);
    await told('ben', 'Nobody has said whether this partner may stay open');
    await story.later(16 * DAY + 61);
    await told('ben', 'A partner stays open, and nobody says why');
    expect(await says('ada', 'list recertification')).toContain('Unanswered since');
    expect(story.letsIn(fabrikam)).toBe(true);
    expect(await says('ben', 'own fabrikam.com')).toContain('You answer for it');
    expect(await says('ada', 'list recertification page 2')).toContain('Owner: Ben');
    await story.later(31 * DAY);
    expect(questions('ben', 'stays open, and nobody')).toBe(1);
    expect(journalOf('owned')).toHaveLength(1);
  });

  test('nobody answers for what was open before the bot was: all administrators are asked at once', async () => {
    await begin();
    await story.ask('ben', 'help');
    await story.ask('ada', 'help');
    await story.watch();
    expect(await says('ada', 'list recertification')).toContain('Contoso');
    await aYearLater();
    for (const who of ['ada', 'ben'] as const) {
      const question = await told(who, QUESTION, 'Contoso');
      expect(story.words(question)).toContain('Nobody answers for it yet');
      expect(titlesOf(question.cards.at(-1))).toContain('Own partner');
    }
  });

  test('is who it was, and counts from when it did, after what only brought it back: a thaw, an undo, a Revert', async () => {
    await begin();
    await story.watch();
    await story.change('ada', 'enable sync for fabrikam.com because project Falcon');
    expect(await says('ada', 'own fabrikam.com')).toContain('You answer for it');
    const closed = await story.change('ben', 'disable sync for fabrikam.com');
    await story.change('ben', `undo ${/C-[0-9A-Z]{8}/.exec(story.words(closed))?.[0] ?? 'no id'}`);
    story.elsewhere('eli', fabrikam.tenantId, ({ identitySynchronization: policy }) => {
      if (policy) policy.userSyncInbound = { isSyncAllowed: false };
    });
    await story.watch();
    const drift = /D-[0-9A-Z]{8}/.exec(await says('ben', 'list drift'))?.[0] ?? 'no id';
    await story.change('ben', `revert drift ${drift}`);
    await story.change('ben', 'freeze all because accounts were stolen');
    await story.later(180);
    await story.change('ben', 'thaw');
    expect(story.letsIn(fabrikam)).toBe(true);
    const list = await says('ben', 'list recertification page 2');
    expect(list.slice(list.indexOf('Fabrikam'))).toContain('Owner: Ada');
    expect(await says('ben', 'overview')).toContain('contoso.com · 3e7b5c90, for longer than I know');
  });

  test('Close is an ordinary closing of whoever clicks', async () => {
    await begin();
    await story.change('ada', 'enable sync for fabrikam.com because project Falcon');
    await story.watch();
    await aYearLater();
    const question = await told('ada', QUESTION);
    const before = story.writes().length;
    const { card } = await story.press('ada', question, 'Close');
    expect(story.writes()).toHaveLength(before);
    const confirm = buttonsOf(card).find(({ title }) => title === 'Confirm');
    await story.invoke('ada', question, { action: { type: 'Action.Execute', ...confirm }, trigger: 'manual' });
    await story.seen(question, 'Applied');
    expect(story.letsIn(fabrikam)).toBe(false);
    expect(await says('ada', 'list recertification')).not.toContain('Fabrikam');
    await story.later(15 * DAY);
    expect(questions('ada', 'Nobody has said')).toBe(0);
    expect(await says('ada', 'keep fabrikam.com because of it')).toContain('That partner is not open');
    expect(await says('ada', 'close partner fabrikam.com')).toContain('Nothing is open there');
  });

  test('what was missed while the bot was down is done at the start, and nothing twice', async () => {
    await begin();
    await story.change('ada', 'enable sync for fabrikam.com because project Falcon');
    await story.watch();
    await story.stop();
    story.passUnnoticed(400 * DAY);
    await story.start();
    await story.later(0);
    await told('ada', QUESTION);
    await story.restart();
    await story.later(61);
    expect(questions('ada')).toBe(1);
    await story.stop();
    story.passUnnoticed(14 * DAY);
    await story.start();
    await story.later(0);
    await told('ada', 'Nobody has said whether this partner may stay open');
    expect(journalOf('asked').filter(isOfFabrikam)).toHaveLength(1);
    expect(journalOf('escalated').filter(isOfFabrikam)).toHaveLength(1);
  });

  test('is asked before its time where somebody wants that; who answers for nothing is told so', async () => {
    await begin();
    await story.change('ada', 'enable sync for fabrikam.com because project Falcon');
    expect(await says('ben', 'recertify fabrikam.com')).toContain('I ask Ada');
    await told('ada', QUESTION);
    expect(await says('ben', 'recertify fabrikam.com')).toContain('That is asked already');
    expect(await says('ada', 'keep fabrikam.com')).toContain('Why may it stay open?');
    expect(await says('ada', 'keep fabrikam.com because it goes on')).toContain('It stays open');
    expect(await says('ada', 'own nobody.example')).toContain('nobody.example');
  });

  test('whoever only reads sees the list, and answers nothing', async () => {
    await begin();
    await story.change('ada', 'enable sync for fabrikam.com because project Falcon');
    expect(await says('dana', 'list recertification')).toContain('Fabrikam');
    expect(await says('dana', 'own fabrikam.com')).not.toContain('You answer for it');
    expect(journalOf('owned')).toHaveLength(0);
  });

  describe('where nobody answers, and that is set', () => {
    const unanswered = async (): Promise<void> => {
      await begin({ recertifyUnanswered: 'close' });
      await story.ask('ben', 'help');
      await story.change('ada', 'enable sync for fabrikam.com because project Falcon');
      await story.watch();
      await aYearLater();
      await told('ada', QUESTION);
      await story.later(14 * DAY + 61);
      await told('ben', 'Nobody has said whether this partner may stay open');
    };

    test('the bot closes it by itself, once, and shows that where it was asked for', async () => {
      await unanswered();
      const written = () => story.writes().filter(isOfFabrikam).length;
      const before = written();
      await story.later(16 * DAY + 61);
      await story.until(() => !story.letsIn(fabrikam), 'closed');
      await told('ben', 'Nobody says why a partner is open, so I close it');
      await story.until(
        () =>
          messagesTo('ada', 'Nobody has said within 30 days').some((message) =>
            story.words(message).includes('Applied'),
          ),
        'shown',
      );
      // Sync and trust of it.
      expect(written()).toBe(before + 2);
      await story.later(2 * DAY);
      expect(written()).toBe(before + 2);
      // Nobody ever asked for one of these: what closes it is shown to an administrator alone.
      const isContosoOn = () =>
        story.partner(contoso.tenantId)?.identitySynchronization?.userSyncInbound?.isSyncAllowed;
      await story.until(() => isContosoOn() === false, 'others closed, too');
      expect(await says('ada', 'list recertification page 2')).not.toContain('Fabrikam');
    });

    test('not again what somebody has brought back since: who undoes that answers for it from then on', async () => {
      await unanswered();
      await story.later(16 * DAY + 61);
      await story.until(() => !story.letsIn(fabrikam), 'closed');
      // Others are closed in the same way at the same time.
      const shown = await told('ada', 'Nobody has said within 30 days');
      await story.seen(shown, 'Applied');
      await story.change('ben', `undo ${/C-[0-9A-Z]{8}/.exec(story.words(shown))?.[0] ?? 'no id'}`);
      expect(story.letsIn(fabrikam)).toBe(true);
      await story.later(61);
      await story.later(2 * DAY);
      await story.later(61);
      expect(story.letsIn(fabrikam)).toBe(true);
      const list = await says('ben', 'list recertification page 2');
      expect(list.slice(list.indexOf('Fabrikam'))).toContain('Owner: Ben');
      await aYearLater();
      await told('ben', QUESTION);
    });

    test('again what a thaw has brought back: that is no answer', async () => {
      await unanswered();
      await story.change('ben', 'freeze all because accounts were stolen');
      await story.later(16 * DAY + 61);
      expect(story.letsIn(fabrikam)).toBe(false);
      await story.change('ben', 'thaw');
      await story.later(61);
      await story.later(61);
      await story.until(() => !story.letsIn(fabrikam), 'closed');
      await told('ben', 'Nobody says why a partner is open, so I close it');
    });

    test('not what somebody answers for before that, nor what is set otherwise by then', async () => {
      await unanswered();
      const before = story.writes().length;
      expect(await says('ben', 'keep fabrikam.com because it goes on')).toContain('It stays open');
      await story.later(30 * DAY);
      expect(story.letsIn(fabrikam)).toBe(true);
      expect(story.writes()).toHaveLength(before);
    });

    test('nothing because of a row that the journal does not tell of', async () => {
      await unanswered();
      await says('ben', 'keep fabrikam.com because it goes on');
      await story.stop();
      const sql = new DatabaseSync(story.storePath);
      const { body } =
        sql.prepare('SELECT body FROM recertifications WHERE tenant_id = ?').get(fabrikam.tenantId) ?? {};
      const row = {
        ...(JSON.parse(String(body)) as object),
        asked: { at: story.now() - 31 * DAY * 60_000, stage: 'unanswered' },
      };
      sql
        .prepare('UPDATE recertifications SET body = ? WHERE tenant_id = ?')
        .run(JSON.stringify(row), fabrikam.tenantId);
      sql.close();
      const before = story.writes().length;
      await story.start();
      await story.later(61);
      await story.until(
        () => story.teams.messages.some((message) => story.words(message).includes('not what my journal has')),
        'told',
      );
      expect(story.letsIn(fabrikam)).toBe(true);
      expect(story.writes()).toHaveLength(before);
    });
  });
});
