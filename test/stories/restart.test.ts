import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { titlesOf } from '../support/cards.ts';
import type { BotMessage } from '../support/fake-teams.ts';
import { lived } from '../support/lived.ts';
import { organizations, Story } from '../support/story.ts';

const { fabrikam } = organizations;

let story: Story;
beforeEach(async () => {
  story = await Story.begin();
});
afterEach(() => story.end());

const requested = (method: string, path: RegExp) => () =>
  story.graph.requests.some((request) => request.method === method && path.test(request.path));

/** The bot dies in the middle of what it does: nothing of it runs on, its store is let go. */
async function dieAt(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 400 && !condition(); tries += 1) await lived(2);
  expect(condition()).toBe(true);
  await story.stop(0);
}

describe('after a restart', () => {
  test('a pending card can still be confirmed', async () => {
    const card = await story.ask('ada', 'enable sync for fabrikam.com');
    await story.stop();
    await story.start();
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'Applied');
  });

  describe('died after a click, before the write', () => {
    /** Resolves with the card when the process is gone. */
    const clicked = async (): Promise<BotMessage> => {
      const card = await story.ask('ada', 'enable sync for fabrikam.com');
      const mend = story.graph.fail({ kind: 'hang-before', path: /roleAssignments/ });
      const click = story.press('ada', card, 'Confirm').catch(() => undefined);
      story.graph.clearRequests();
      await dieAt(requested('GET', /roleAssignments/));
      await click;
      mend();
      return card;
    };

    test('it is carried out, once, and nobody has to confirm twice', async () => {
      const card = await clicked();
      await story.start();
      await story.seen(card, 'Applied');
      expect(story.writes()).toHaveLength(1);
    });

    test('a role that was lost meanwhile stops it', async () => {
      const card = await clicked();
      story.graph.tenant.roleAssignments.length = 0;
      await story.start();
      await story.seen(card, 'but nothing was changed');
      expect(titlesOf(card.cards.at(-1))).toContain('Confirm');
      expect(story.writes()).toEqual([]);
    });

    test('its time is over meanwhile: nothing is written', async () => {
      const card = await clicked();
      story.passUnnoticed(15);
      await story.start();
      await story.seen(card, 'Expired');
      await story.later(1);
      expect(story.writes()).toEqual([]);
    });

    test('the second process dies there, too, and the third one carries it out', async () => {
      const card = await clicked();
      const mend = story.graph.fail({ kind: 'hang-before', path: /roleAssignments/ });
      story.graph.clearRequests();
      await story.start();
      await story.later(0);
      await dieAt(requested('GET', /roleAssignments/));
      mend();
      await story.start();
      await story.seen(card, 'Applied');
      expect(story.writes()).toHaveLength(1);
    });
  });

  test.each(['hang-after', 'hang-before'] as const)(
    'died during the write (%s): settled by reading, never written twice',
    async (kind) => {
      const card = await story.ask('ada', 'enable sync for fabrikam.com');
      story.graph.fail({ kind, method: 'PATCH' });
      const click = story.press('ada', card, 'Confirm').catch(() => undefined);
      await dieAt(requested('PATCH', /identitySynchronization/));
      await click;
      await story.start();
      await story.later(1);
      await story.seen(card, kind === 'hang-after' ? 'Applied' : 'Not applied');
      expect(story.writes()).toHaveLength(1);
      expect(story.partner(fabrikam.tenantId)?.identitySynchronization?.userSyncInbound?.isSyncAllowed).toBe(
        kind === 'hang-after',
      );
    },
  );

  test('died between two steps: what Graph said to be done is known, and the rest can be continued', async () => {
    const card = await story.ask('ada', 'remove partner contoso.com');
    story.graph.fail({ kind: 'hang-before', method: 'DELETE', path: /partners\/[^/]+$/, times: 1 });
    const click = story.press('ada', card, 'Confirm').catch(() => undefined);
    await dieAt(requested('DELETE', /partners\/[^/]+$/));
    await click;
    await story.start();
    await story.later(1);
    await story.seen(card, 'Partly applied');
    expect(story.words(card)).toContain('Done: Delete its sync policy.');
    expect(story.writes()).toHaveLength(2);
    const next = await story.pressForCard('ada', card, 'Continue change');
    await story.press('ada', next, 'Confirm');
    await story.seen(next, 'Applied');
    expect(story.partner(organizations.contoso.tenantId)).toBeUndefined();
  });

  test('died during the write, and the policy is something else now: a person must look', async () => {
    const card = await story.ask('ada', 'enable sync for fabrikam.com');
    story.graph.fail({ kind: 'hang-before', method: 'PATCH' });
    const click = story.press('ada', card, 'Confirm').catch(() => undefined);
    await dieAt(requested('PATCH', /identitySynchronization/));
    await click;
    const partner = story.partner(fabrikam.tenantId);
    if (partner) partner.identitySynchronization = null;
    await story.start();
    await story.later(1);
    await story.until(() => /person must look/i.test(story.words(card)), story.words(card));
  });

  test('died after the write, before the card was updated: the card tells the truth', async () => {
    const card = await story.ask('ada', 'enable sync for fabrikam.com');
    story.teams.fail('PUT', 'hang', 1);
    await story.press('ada', card, 'Confirm');
    await story.until(() => story.log.some((line) => line['event'] === 'change.moved' && line['state'] === 'applied'));
    await story.stop(0);
    await story.start();
    await story.later(1);
    await story.seen(card, 'Applied');
    expect(story.writes()).toHaveLength(1);
  });

  test('died after the card was posted, before that was noted: no second card, and the first one works', async () => {
    story.teams.fail('POST', 'hang-after');
    const asked = story.post(story.message('ada', 'enable sync for fabrikam.com', {})).catch(() => undefined);
    await dieAt(() => story.teams.messages.length > 0);
    await asked;
    await story.start();
    await story.later(1);
    expect(story.teams.messages).toHaveLength(1);
    await story.press('ada', story.last, 'Confirm');
    await story.seen(story.last, 'Applied');
    expect(story.teams.messages).toHaveLength(1);
  });

  test('a message delivered again after the restart is not answered twice', async () => {
    const message = story.message('ada', 'enable sync for fabrikam.com', {});
    await story.post(message);
    await story.stop();
    await story.start();
    await story.post(message);
    expect(story.teams.messages).toHaveLength(1);
  });

  test('a second process on the same store is refused in words', async () => {
    await expect(story.start()).rejects.toThrow(/another|in use|already/i);
  });
});
