import { afterEach, describe, expect, test } from 'vitest';
import { WAYS_BACK } from '../support/ways-back.ts';
import { titlesOf } from '../support/cards.ts';
import type { BotMessage } from '../support/fake-teams.ts';
import { organizations, Story, type StoryOptions } from '../support/story.ts';

/** Each way by which a door opens again that was shut when its end came: none does so for good. */

const { fabrikam } = organizations;
const DAY = 24 * 60;
const END = 'enable sync for fabrikam.com for 5 days';

let story: Story;
const begin = async (options: StoryOptions = {}): Promise<void> => {
  story = await Story.begin({ approvals: 'self', ...options });
  await story.watch();
};
afterEach(() => story.end());

const told = async (line: string): Promise<string> => story.words(await story.ask('ada', line));
const group = () => ({ conversation: story.conversation('group', '19:reviewers@thread.v2') });
/** Asks, and has all that can be decided of it decided by whoever may. */
async function tried(line: string): Promise<BotMessage> {
  const card = await story.ask('ada', line, group());
  const titles = titlesOf(card.cards.at(-1));
  if (titles.includes('Approve')) await story.press('ben', card, 'Approve', group());
  else if (titles.includes('Confirm')) await story.press('ada', card, 'Confirm', group());
  else return card;
  await story.until(() => /Applied|Not applied|Partly applied|Stopped/.test(story.words(card)), story.words(card));
  return card;
}
const elsewhere = async (edit: (partner: NonNullable<ReturnType<Story['partner']>>) => void): Promise<string> => {
  await story.later(60);
  story.elsewhere('eli', fabrikam.tenantId, edit);
  await story.watch();
  return /D-[0-9A-Z]{8}/.exec(await told('list drift'))?.[0] ?? 'no drift';
};
const syncOff = (partner: NonNullable<ReturnType<Story['partner']>>): void => {
  if (partner.identitySynchronization) partner.identitySynchronization.userSyncInbound = { isSyncAllowed: false };
};
const changedPolicy = (): void => {
  story.elsewhere('eli', fabrikam.tenantId, ({ identitySynchronization: policy }) => {
    if (policy) policy.displayName = 'Another name';
  });
};

/** By what it is brought back; `shut`: how it is closed before that, and the line that brings it back. */
type Way = { readonly command: string; readonly shut: () => Promise<string> };

const changed = async (line: string): Promise<string> => story.changeOn(await story.change('ada', line));
/** Frozen, changed past the bot, and thawed: it is left as it is. */
const leftByThaw = async (): Promise<BotMessage> => {
  await story.change('ada', 'freeze all because accounts were stolen');
  changedPolicy();
  return story.change('ada', 'thaw');
};

const WAYS: Readonly<Record<string, Way>> = {
  'undo of what closed it': {
    command: 'undo',
    shut: async () => `undo ${await changed('disable sync for fabrikam.com')}`,
  },
  'undo of End now': {
    command: 'undo',
    shut: async () => {
      const listed = await told('list ending');
      return `undo ${await changed(`end now ${/C-[0-9A-Z]{8}/.exec(listed)?.[0] ?? 'none'}`)}`;
    },
  },
  'undo of many': {
    command: 'undo',
    shut: async () => `undo ${await changed('disable sync for fabrikam.com, contoso.com')}`,
  },
  'undo of a part of many': {
    command: 'undo',
    shut: async () => {
      const list = await changed('disable sync for fabrikam.com, contoso.com');
      const rows = await told(`show change ${list} page 1`);
      return `undo ${/fabrikam[^]*?Now: done \((C-[0-9A-Z]{8})\)/.exec(rows)?.[1] ?? 'no part'}`;
    },
  },
  Revert: { command: 'revert drift', shut: async () => `revert drift ${await elsewhere(syncOff)}` },
  'thaw, frozen when the end came': {
    command: 'thaw',
    shut: async () => {
      await story.change('ada', 'freeze all because accounts were stolen');
      return 'thaw';
    },
  },
  'Restore after a thaw': {
    command: 'undo',
    shut: async () => {
      const card = story.words(await leftByThaw());
      return `undo ${/fabrikam\.com[^(]*\((C-[0-9A-Z]{8})\)/.exec(card)?.[1] ?? 'no part'}`;
    },
  },
  'Restore all after a thaw': {
    command: 'continue',
    shut: async () => `continue ${/Change id\s+(C-[0-9A-Z]{8})/.exec(story.words(await leftByThaw()))?.[1] ?? 'none'}`,
  },
  'restoring the deleted policy': {
    command: 'restore sync policy',
    shut: async () => {
      await story.change('ada', 'delete sync policy for fabrikam.com');
      return 'restore sync policy for fabrikam.com';
    },
  },
};

describe('a door that was shut when its end came', () => {
  test.each(Object.keys(WAYS))('is not opened for good by %s, which says why', async (name) => {
    await begin();
    await story.change('ada', END);
    const line = (await WAYS[name]?.shut()) ?? 'none';
    expect(story.letsIn(fabrikam)).toBe(false);
    await story.later(6 * DAY);
    await story.later(10);
    const card = await tried(line);
    expect(story.letsIn(fabrikam)).toBe(false);
    expect(story.words(card)).toMatch(/end date has passed|its end came meanwhile|its end is past/i);
    // To decide it anew is another thing.
    if (name.includes('thaw')) return;
    await story.change('ada', 'enable sync for fabrikam.com');
    expect(story.letsIn(fabrikam)).toBe(true);
  });

  test.each(Object.keys(WAYS))('still ends where %s opens it before', async (name) => {
    await begin();
    await story.change('ada', END);
    const line = (await WAYS[name]?.shut()) ?? 'none';
    await story.later(3 * DAY);
    await tried(line);
    expect(story.letsIn(fabrikam)).toBe(true);
    await story.later(DAY + 60);
    expect(story.letsIn(fabrikam)).toBe(true);
    await story.later(2 * DAY);
    await story.until(() => !story.letsIn(fabrikam), 'closed at its end');
  });

  test.each(Object.keys(WAYS))('is not opened by %s that was asked for before, and decided after', async (name) => {
    await begin();
    await story.change('ada', END);
    const at = story.now() + 5 * DAY * 60_000;
    const line = (await WAYS[name]?.shut()) ?? 'none';
    await story.later((at - story.now()) / 60_000 - 7);
    const card = await story.ask('ada', line, group());
    story.passUnnoticed(9);
    const isOthers = titlesOf(card.cards.at(-1)).includes('Approve');
    await story.press(isOthers ? 'ben' : 'ada', card, isOthers ? 'Approve' : 'Confirm', group());
    await story.later(20);
    expect(story.letsIn(fabrikam)).toBe(false);
  });
});

test('no way back is left out', () => {
  expect(new Set(Object.values(WAYS).map(({ command }) => command))).toEqual(new Set(WAYS_BACK));
});
