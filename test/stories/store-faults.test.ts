import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { titlesOf } from '../support/cards.ts';
import { organizations, type Story } from '../support/story.ts';
import { STORE_FAULT_WORDS, StoreStory } from '../support/store-faults.ts';

const { fabrikam, contoso } = organizations;

let told: StoreStory;
let story: Story;
beforeEach(async () => {
  told = await StoreStory.begin();
  ({ story } = told);
});
afterEach(() => story.end());

const stepTaken = (transition: string) =>
  told.until(() => told.logged('change.moved', { transition }), `the step ${transition}`);
const saidLast = (words: string) => told.until(() => story.words(story.last).includes(words), `a message “${words}”`);

/** What keeps every write from the store, and passes. */
describe.each(['readOnly', 'locked', 'gone'] as const)('a store that is %s', (name) => {
  test('before anything is asked: it says so and does nothing, is not ready; afterwards all is as before', async () => {
    const mend = told.befall(name);
    const words = story.words(await story.ask('ada', 'enable sync for fabrikam.com'));
    expect(words).toContain('I cannot use my store');
    expect(words).toContain('nothing was written to Microsoft Graph');
    expect(told.reasonOf(words)).toMatch(STORE_FAULT_WORDS[name]);
    expect(await told.ready()).toBe(503);
    expect((await fetch(`${story.url}/healthz`)).status).toBe(200);
    mend();
    expect(await told.ready()).toBe(200);
    expect(titlesOf((await story.ask('ada', 'enable sync for fabrikam.com')).cards[0])).toContain('Confirm');
    expect(story.writes()).toEqual([]);
  });

  test('at the click: nothing is written, whoever clicked is told; the same card can be confirmed afterwards', async () => {
    const card = await story.ask('ada', 'enable sync for fabrikam.com');
    const mend = told.befall(name);
    const answer = await story.press('ada', card, 'Confirm');
    expect([answer.status, answer.type]).toEqual([200, 'application/vnd.microsoft.activity.message']);
    expect(answer.text).toContain('I cannot use my store');
    expect(told.reasonOf(answer.text)).toMatch(STORE_FAULT_WORDS[name]);
    await told.minutes(2);
    expect(story.writes()).toEqual([]);
    mend();
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'Applied');
    expect(story.writes()).toHaveLength(1);
  });

  test('between click and write: nothing is written, everybody is told; the card comes back', async () => {
    const card = await story.ask('ada', 'enable sync for fabrikam.com');
    const failed = told.befallAt(name, 'change.moved', { transition: 'claimed' });
    await story.press('ada', card, 'Confirm');
    const mend = await failed;
    await saidLast('I did not carry out');
    expect(story.words(story.last)).toContain('Nothing was written to Microsoft Graph');
    expect(told.reasonOf(story.words(story.last))).toMatch(STORE_FAULT_WORDS[name]);
    expect(await told.ready()).toBe(503);
    mend();
    await story.until(() => titlesOf(card.cards.at(-1)).includes('Confirm') && card.cards.length > 1);
    expect(story.writes()).toEqual([]);
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'Applied');
    expect(story.writes()).toHaveLength(1);
  });

  test('during the write: no further step is taken, everybody is told that the outcome is open; then the card tells it', async () => {
    const card = await story.ask('ada', 'remove partner contoso.com');
    const failed = told.befallAt(name, 'change.moved', { transition: 'writeStarted' });
    await story.press('ada', card, 'Confirm');
    const mend = await failed;
    await saidLast('I do not know yet what came of');
    expect(story.words(story.last)).toContain('I write no more of it');
    expect(told.reasonOf(story.words(story.last))).toMatch(STORE_FAULT_WORDS[name]);
    await told.minutes(2);
    expect(story.writes()).toHaveLength(1);
    mend();
    await story.later(1);
    await story.seen(card, 'Partly applied');
    expect(story.writes()).toHaveLength(1);
    const rest = await story.pressForCard('ada', card, 'Continue change');
    await story.press('ada', rest, 'Confirm');
    await story.seen(rest, 'Applied');
    expect(story.partner(contoso.tenantId)).toBeUndefined();
  });
});

test('a disk that fills up: ready as long as a change has room, then not; what has no room is refused in words', async () => {
  const mend = told.befall('full');
  const partners = Object.values(organizations).filter(({ tenantId }) => story.partner(tenantId) !== undefined);
  let words = '';
  for (let n = 0; n < 200 && !words.includes('I cannot use my store'); n += 1) {
    const ready = await told.ready();
    const answer = await story.ask('ada', `rename sync policy for ${partners[n % 3]?.tenantId ?? ''} to "N${n}"`);
    words = story.words(answer);
    if (ready === 200) expect(words).not.toContain('store');
    if (titlesOf(answer.cards.at(-1)).includes('Cancel')) await story.press('ada', answer, 'Cancel');
  }
  expect(words).toContain('nothing was written to Microsoft Graph');
  expect(told.reasonOf(words)).toMatch(STORE_FAULT_WORDS.full);
  expect(await told.ready()).toBe(503);
  expect(story.writes()).toEqual([]);
  mend();
  expect(await told.ready()).toBe(200);
  await story.change('ada', 'enable sync for fabrikam.com');
  expect(story.writes()).toHaveLength(1);
});

describe('a page that is not as it was written', () => {
  test('nothing more is written, also where it still could be; a start on such a file is refused; a backup works', async () => {
    const card = await story.ask('ada', 'enable sync for fabrikam.com');
    const mend = told.befall('corrupt');
    const click = await story.press('ada', card, 'Confirm');
    expect(click.text).toContain('I cannot use my store');
    expect(told.reasonOf(click.text)).toMatch(STORE_FAULT_WORDS.corrupt);
    expect(story.words(await story.ask('ada', 'disable sync for fabrikam.com'))).toContain('I cannot use my store');
    expect(await told.ready()).toBe(503);
    await story.stop();
    await expect(story.start()).rejects.toThrow(/damaged/);
    mend();
    await story.start();
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'Applied');
    expect(story.writes()).toHaveLength(1);
  });

  test('found while a change is written: whoever confirmed sees what is known, and the truth when a backup is there', async () => {
    const card = await story.ask('ada', 'remove partner contoso.com');
    const failed = told.befallAt('corrupt', 'change.moved', { transition: 'writeStarted' });
    const answer = await story.press('ada', card, 'Confirm');
    const mend = await failed;
    expect(answer.card).toBeDefined();
    expect(answer.text).not.toContain('nothing was written');
    await saidLast('I do not know yet what came of');
    expect(story.writes()).toHaveLength(1);
    mend();
    await story.restart();
    await story.later(1);
    await story.seen(card, 'Partly applied');
    expect(story.writes()).toHaveLength(1);
  });

  test('that reads well again is not trusted before a restart, which looks at every page', async () => {
    const card = await story.ask('ada', 'enable sync for fabrikam.com');
    const mend = told.befall('corrupt');
    await story.press('ada', card, 'Confirm');
    mend();
    expect(await told.ready()).toBe(503);
    expect((await story.press('ada', card, 'Confirm')).text).toContain('I cannot use my store');
    expect(story.writes()).toEqual([]);
    await story.restart();
    expect(await told.ready()).toBe(200);
  });
});

describe('words that come too late to answer a click', () => {
  test('an administrator who approves is told alone that the store could not be used', async () => {
    await story.end();
    told = await StoreStory.begin({ approvals: 'second-person' });
    ({ story } = told);
    const group = { conversation: story.conversation('group', '19:group@thread.v2') };
    await story.say('ben', 'help');
    await story.say('ada', 'enable sync for fabrikam.com', group);
    const card = story.last;
    story.graph.fail({ kind: 'slow', delayMs: 300, path: /roleAssignments/, times: 1 });
    const click = story.press('ben', card, 'Approve', group);
    await told.until(
      () => story.graph.requests.some(({ path }) => path.includes('roleAssignments')),
      'the role is read',
    );
    const mend = told.befall('readOnly');
    expect((await click).text).toContain('I am looking up your role');
    await told.until(() => told.count('a:ben', 'I cannot use my store') === 1, 'words for ben');
    expect(story.writes()).toEqual([]);
    mend();
    await story.press('ben', card, 'Approve', group);
    await story.seen(card, 'Applied');
  });

  test('a button that asks for a new card', async () => {
    const card = await story.change('ada', 'enable sync for fabrikam.com');
    story.graph.fail({ kind: 'slow', delayMs: 300, path: /identitySynchronization$/, method: 'GET', times: 1 });
    const reads = () => story.graph.requests.filter(({ path }) => path.endsWith('identitySynchronization')).length;
    const before = reads();
    const click = story.press('ada', card, 'Undo');
    await told.until(() => reads() > before, 'the policy is read');
    const mend = told.befall('readOnly');
    await click;
    await saidLast('I cannot use my store');
    mend();
    expect(titlesOf((await story.pressForCard('ada', card, 'Undo')).cards[0])).toContain('Confirm');
  });
});

describe('a clock that is set back', () => {
  test('to before a card was asked for: it cannot be confirmed any more and says why; the log says by how much', async () => {
    const card = await story.ask('ada', 'enable sync for fabrikam.com');
    story.setClockBack(24 * 60);
    const answer = await story.press('ada', card, 'Confirm');
    expect(answer.text).toContain('My clock was set back');
    await story.seen(card, 'My clock was set back');
    expect(titlesOf(card.cards.at(-1))).toEqual(['Ask again']);
    expect(told.logged('clock.setBack', { level: 'warn' })).toBe(true);
    expect(story.writes()).toEqual([]);
    await story.change('ada', 'enable sync for fabrikam.com');
  });

  test('again and again within a card’s time: it lives for twice its time at most', async () => {
    const card = await story.ask('ada', 'enable sync for fabrikam.com');
    for (let times = 0; times < 2; times += 1) {
      await story.later(14);
      story.setClockBack(7);
    }
    await story.later(0);
    expect(titlesOf(card.cards.at(-1))).toContain('Confirm');
    story.setClockBack(16);
    await story.seen(card, 'Expired');
  });

  test('by a correction: nothing happens', async () => {
    const card = await story.ask('ada', 'enable sync for fabrikam.com');
    story.setClockBack(0.05);
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'Applied');
    expect(told.logged('clock.setBack')).toBe(false);
  });

  test('during a write: the outcome is found out, and written once', async () => {
    const card = await story.ask('ada', 'enable sync for fabrikam.com');
    story.graph.fail({ kind: 'hang-after', method: 'PATCH', times: 1 });
    const click = story.press('ada', card, 'Confirm');
    await stepTaken('writeStarted');
    story.setClockBack(24 * 60);
    await click;
    await story.seen(card, 'Applied');
    expect(story.writes()).toHaveLength(1);
    expect(story.partner(fabrikam.tenantId)?.identitySynchronization?.userSyncInbound?.isSyncAllowed).toBe(true);
  });
});
