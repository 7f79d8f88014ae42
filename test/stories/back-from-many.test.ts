import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { titlesOf } from '../support/cards.ts';
import type { BotMessage } from '../support/fake-teams.ts';
import { organizations, Story } from '../support/story.ts';

/** What many became by one decision, and how that is stopped or taken back. */

let story: Story;
beforeEach(async () => {
  story = await Story.begin();
});
afterEach(() => story.end());

const { adventureWorks, contoso, datum } = organizations;
const THREE = [contoso, adventureWorks, datum];
const state = () =>
  [...story.graph.tenant.partners].map(([id, { identitySynchronization, automaticUserConsentSettings }]) => [
    id,
    structuredClone(identitySynchronization),
    structuredClone(automaticUserConsentSettings),
  ]);
const LINE = `disable sync for ${THREE.map(({ defaultDomainName }) => defaultDomainName).join(', ')} because they are done`;
const pressed = async (line: string): Promise<BotMessage> => {
  const card = await story.ask('ada', line);
  await story.press('ada', card, 'Confirm');
  await story.seen(card, 'Applied');
  return card;
};

describe('what was done to many', () => {
  test('is undone for one of them by the id of its part; the others stay', async () => {
    const list = await pressed(LINE);
    expect(THREE.map((one) => story.letsIn(one))).toEqual([false, false, false]);
    const told = story.words(await story.ask('ada', `show change ${story.changeOn(list)} page 1`));
    const part = /adventure[^]*?Now: done \((C-[0-9A-Z]{8})\)/.exec(told)?.[1] ?? 'no part';
    await pressed(`undo ${part} because they go on`);
    expect(THREE.map((one) => story.letsIn(one))).toEqual([false, true, false]);
  });

  test('is undone as a whole to just what was before; to open more than one takes another administrator', async () => {
    const before = state();
    const list = await pressed(LINE);
    expect(state()).not.toEqual(before);
    const group = { conversation: story.conversation('group', '19:reviewers@thread.v2') };
    const back = await story.ask('ada', `undo ${story.changeOn(list)} because it was a mistake`, group);
    expect(titlesOf(back.cards.at(-1))).toContain('Approve');
    await story.press('ada', back, 'Approve', group);
    expect(THREE.map((one) => story.letsIn(one))).toEqual([false, false, false]);
    await story.press('ben', back, 'Approve', group);
    await story.seen(back, 'Applied');
    expect(state()).toEqual(before);
  });

  test('is stopped between two: what runs ends, the rest is untouched and said', async () => {
    const card = await story.ask('ada', 'disable sync for all partners with sync on');
    story.graph.fail({ kind: 'slow', delayMs: 300, method: 'PATCH' });
    await story.press('ada', card, 'Confirm');
    await story.until(() => story.writes().length === 4, 'four are written at once');
    await story.until(() => titlesOf(card.cards.at(-1)).includes('Stop'), 'Stop on the card');
    await story.press('ben', card, 'Stop');
    await story.seen(card, ' stopped it; what had not begun stays as it is.');
    await story.seen(card, '4 done, 2 untouched.');
    expect([...story.graph.tenant.partners.keys()].filter((tenantId) => story.letsIn({ tenantId }))).toHaveLength(2);
    const rows = story.words(await story.ask('dana', `show change ${story.changeOn(card)} page 1`));
    expect(rows.match(/Now: untouched/g)).toHaveLength(2);
    expect(rows.match(/Now: done/g)).toHaveLength(4);
  });
});

test('a list is pasted as it stands elsewhere, with bullets and lines of its own', async () => {
  const text = `disable sync for\n\u2022\t${contoso.defaultDomainName}\r\n\u2022\t${adventureWorks.defaultDomainName}\n  - ${datum.defaultDomainName}`;
  const card = await story.ask('ada', text);
  expect(story.words(card)).toContain('3 partners');
  await story.press('ada', card, 'Confirm');
  await story.seen(card, 'Applied');
  expect(THREE.map((one) => story.letsIn(one))).toEqual([false, false, false]);
});
