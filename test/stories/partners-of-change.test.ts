import { afterEach, beforeEach, expect, test } from 'vitest';
import { manyPartners } from '../../src/simulator/seed/seed.ts';
import { titlesOf, wordsOf } from '../support/cards.ts';
import { Story } from '../support/story.ts';

let story: Story;
beforeEach(async () => {
  // Every third one synchronises.
  story = await Story.begin({ tenant: manyPartners(120) });
});
afterEach(() => story.end());

const LAST = 'partner-00118.com';

test('whoever decides on forty partners sees each of them before, page by page, beside the card', async () => {
  const card = await story.ask('ada', 'disable sync for all partners with sync on');
  expect(story.words(card)).toContain('40 partners');
  expect(story.words(card)).not.toContain(LAST);
  await story.press('ada', card, 'Show all partners');
  await story.until(() => story.last !== card, 'the list');
  const list = story.last;
  expect(story.words(list)).toContain('partner-00001.com · 00000000');
  expect(story.words(list)).toContain('User sync: on → off');
  // The card stays, to be decided on.
  expect(titlesOf(card.cards.at(-1))).toContain('Confirm');
  const next = await story.press('ada', list, 'Show next page');
  expect(wordsOf(next.card)).toContain('Page 2 of');
  expect(titlesOf(next.card)).toEqual(expect.arrayContaining(['Show previous page', 'Show next page']));
  const pages = Number(/Page 1 of (\d+)/.exec(story.words(list))?.[1]);
  const seen = new Set<string>();
  for (let page = 1; page <= pages; page += 1) {
    const told = story.words(await story.ask('ada', `show change ${story.changeOn(card)} page ${page}`));
    for (const domain of told.match(/partner-\d+\.com/g) ?? []) seen.add(domain);
  }
  expect(seen.size).toBe(40);
  expect([...seen].at(-1)).toBe(LAST);
  await story.press('ada', card, 'Confirm');
  await story.seen(card, 'Applied');
  const after = story.words(await story.ask('dana', `show change ${story.changeOn(card)} page 99`));
  expect(after).toContain(LAST);
  expect(after).toContain('Now: done (C-');
});
