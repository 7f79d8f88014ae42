import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { BotMessage } from '../support/fake-teams.ts';
import { organizations, Story } from '../support/story.ts';

/** An opening whose answer was lost, and which was given up, is there all the same a moment later. */

let story: Story;
afterEach(() => story.end());

const { fabrikam } = organizations;
const DAY = 24 * 60;
const told = async (line: string): Promise<string> => story.words(await story.ask('ada', line));

/** Nothing of it comes about for as long as the bot looks. */
const givenUp = async (line: string): Promise<BotMessage> => {
  const mend = story.graph.fail({ kind: 'late-effect', delayMs: 3_600_000, answer: 'reset', method: ['PATCH', 'PUT'] });
  const card = await story.change('ada', line, 'Not applied');
  mend();
  return card;
};
const takesEffect = (): void => {
  const policy = story.partner(fabrikam.tenantId)?.identitySynchronization;
  if (!policy) throw new Error('no policy');
  policy.userSyncInbound = { isSyncAllowed: true };
};

beforeEach(async () => {
  story = await Story.begin({ approvals: 'self' });
  await story.watch();
});

describe('what was opened late', () => {
  test('is told on its card, ends as it was decided, and is no drift', async () => {
    const card = await givenUp('enable sync for fabrikam.com for 5 days');
    takesEffect();
    await story.later(1);
    await story.watch();
    await story.seen(card, 'Applied');
    expect(story.words(card)).toContain('It ends on');
    expect(await told('list drift')).not.toMatch(/D-[0-9A-Z]{8}/);
    expect(await told('list ending')).toContain('Fabrikam');
    expect(await told(`show change ${story.changeOn(card)}`)).toContain('took effect after all');
    await story.later(5 * DAY);
    await story.until(() => !story.letsIn(fabrikam), 'closed at its end');
  });

  test('is closed at once where its end has come by then', async () => {
    const card = await givenUp(
      `enable sync for fabrikam.com until ${new Date(story.now() + 3 * 60_000).toISOString()}`,
    );
    takesEffect();
    await story.later(3);
    await story.watch();
    await story.until(() => !story.letsIn(fabrikam), 'closed');
    await story.seen(card, 'Its end came');
  });

  test('can be undone', async () => {
    const card = await givenUp('enable sync for fabrikam.com');
    takesEffect();
    await story.later(1);
    await story.watch();
    await story.change('ada', `undo ${story.changeOn(card)}`);
    expect(story.letsIn(fabrikam)).toBe(false);
  });

  test('is an alarm while everything is frozen, as any opening', async () => {
    const card = await givenUp('enable sync for fabrikam.com for 5 days');
    await story.change('ben', 'freeze all because accounts were stolen');
    takesEffect();
    await story.later(1);
    await story.watch();
    const drift = /D-[0-9A-Z]{8}/.exec(await told('list drift'))?.[0] ?? 'no drift';
    expect(story.words(card)).toContain('Not applied');
    await story.change('ada', `revert drift ${drift}`);
    expect(story.letsIn(fabrikam)).toBe(false);
  });

  test('comes back by no thaw where a freeze closed it before anybody had seen it', async () => {
    await givenUp('enable sync for fabrikam.com for 5 days');
    takesEffect();
    await story.change('ben', 'freeze all because accounts were stolen');
    await story.until(() => !story.letsIn(fabrikam), 'closed');
    const thaw = await story.change('ada', 'thaw');
    expect(story.letsIn(fabrikam)).toBe(false);
    expect(story.words(thaw)).toContain('somebody had opened it, not through me');
  });
});
