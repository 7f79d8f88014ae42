import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { manyPartners } from '../../src/simulator/seed.ts';
import { titlesOf } from '../support/cards.ts';
import { organizations, Story } from '../support/story.ts';

const { fabrikam, contoso, relecloud } = organizations;
const POLICY = /identitySynchronization$/;
const LIST = /partners$/;

let story: Story;
beforeEach(async () => {
  // Who it was is told again, as a new revision: only where a test is about it.
  story = await Story.begin({ auditDelayMs: 24 * 60 * 60_000 });
  await story.watch();
});
afterEach(() => story.end());

/** Somebody switches sync on in the portal. */
const switchOn = (tenantId: string): void => {
  story.elsewhere('eli', tenantId, (partner) => {
    partner.identitySynchronization = {
      displayName: partner.identitySynchronization?.displayName ?? 'Made in the portal',
      userSyncInbound: { isSyncAllowed: true },
      groupSyncInbound: null,
    };
  });
};
const drifts = async (): Promise<string> => story.words(await story.ask('dana', 'list drift'));
const idIn = (words: string): string => /D-[0-9A-Z]{8}/.exec(words)?.[0] ?? 'no id';
const readyz = async (): Promise<number> => (await fetch(`${story.url}/readyz`)).status;

describe('what somebody else changes', () => {
  test('the first look ever only notes what is there', async () => {
    expect(await drifts()).toContain('Nothing changed behind my back');
    expect(story.announced()).toEqual([]);
  });

  test('is found at the next look and told once: what, before, after, since when, how risky', async () => {
    switchOn(fabrikam.tenantId);
    await story.watch();
    const words = await drifts();
    expect(words).toContain('user sync was switched on');
    expect(words).toContain('off → on');
    expect(words).toMatch(/Changed between\n.+ and .+ UTC/);
    await story.watch();
    await story.watch();
    expect(story.announced()).toEqual([`${fabrikam.tenantId} open`]);
  });

  test('is told once even when the bot is started anew', async () => {
    switchOn(fabrikam.tenantId);
    await story.watch();
    await story.restart();
    await story.watch();
    expect(story.announced()).toEqual([`${fabrikam.tenantId} open`]);
    expect(await drifts()).not.toContain('I was not running');
  });

  test('while the bot is down is found afterwards, and said to be so', async () => {
    await story.stop();
    switchOn(fabrikam.tenantId);
    story.passUnnoticed(5);
    await story.start();
    await story.watch();
    expect(story.announced()).toEqual([`${fabrikam.tenantId} open`]);
    expect(story.log.find((line) => line['event'] === 'drift.found')).toMatchObject({ whileDown: true });
  });

  test.each<[string, () => void, RegExp]>([
    [
      'a partner added with sync',
      () => {
        story.graph.tenant.partners.set(relecloud.tenantId, {
          ...structuredClone(story.partner(contoso.tenantId) ?? never()),
          tenantId: relecloud.tenantId,
        });
      },
      /Partner configuration\nnone → exists/,
    ],
    ['a partner removed', () => story.graph.tenant.partners.delete(contoso.tenantId), /a partner was removed/],
    [
      'a policy deleted',
      () => {
        story.elsewhere('eli', contoso.tenantId, (partner) => (partner.identitySynchronization = null));
      },
      /a sync policy was deleted/,
    ],
    [
      'automatic redemption',
      () => {
        story.elsewhere('eli', fabrikam.tenantId, (partner) => {
          partner.automaticUserConsentSettings = { inboundAllowed: true, outboundAllowed: null };
        });
      },
      /automatic redemption, inbound, was switched on/,
    ],
  ])('%s', async (_, change, words) => {
    change();
    await story.watch();
    expect(await drifts()).toMatch(words);
  });

  test('changed again: the new drift tells of all of it, the old one is done', async () => {
    switchOn(fabrikam.tenantId);
    await story.watch();
    story.elsewhere('eli', fabrikam.tenantId, ({ identitySynchronization: policy }) => {
      if (policy) policy.displayName = 'Nothing to see here';
    });
    await story.watch();
    const words = await drifts();
    expect(words).toContain('1 change that was not made through me');
    expect(words).toContain('off → on');
    expect(words).toContain('Nothing to see here');
    expect(story.announced()).toEqual(['open', 'superseded', 'open'].map((state) => `${fabrikam.tenantId} ${state}`));
  });

  test('taken back elsewhere: nothing waits any more', async () => {
    const before = structuredClone(story.partner(fabrikam.tenantId));
    switchOn(fabrikam.tenantId);
    await story.watch();
    story.elsewhere('eli', fabrikam.tenantId, (partner) => Object.assign(partner, before));
    await story.watch();
    expect(await drifts()).toContain('Nothing changed behind my back');
    expect(story.announced()).toEqual([`${fabrikam.tenantId} open`, `${fabrikam.tenantId} superseded`]);
  });

  test('group sync too, where Graph beta is read; v1.0 does not show it', async () => {
    const letGroupsIn = (allowed: boolean): void => {
      story.elsewhere('eli', contoso.tenantId, ({ identitySynchronization: policy }) => {
        if (policy) policy.groupSyncInbound = { isSyncAllowed: allowed };
      });
    };
    letGroupsIn(true);
    await story.watch();
    expect(await drifts()).toContain('group sync was switched on');
    await story.restart({ preview: false });
    letGroupsIn(false);
    await story.watch();
    expect(await drifts()).toContain('group sync was switched on');
  });
});

const never = (): never => {
  throw new Error('no such partner');
};

describe('what the bot does itself', () => {
  test('is no drift', async () => {
    await story.change('ada', 'enable sync for fabrikam.com');
    await story.watch();
    await story.change('ada', 'remove partner contoso.com');
    await story.watch();
    expect(story.announced()).toEqual([]);
  });

  test('is no drift while it is being done', async () => {
    const card = await story.ask('ada', 'enable sync for fabrikam.com');
    story.graph.fail({ kind: 'hang-after', method: 'PATCH', times: 1 });
    await story.press('ada', card, 'Confirm');
    await story.until(() => story.graph.requests.some((request) => request.method === 'PATCH' && request.effect));
    await story.watch();
    await story.seen(card, 'Applied');
    await story.watch();
    expect(story.announced()).toEqual([]);
  });

  test.each([
    ['lost after the effect', { kind: 'reset-after' }],
    ['lost without an effect', { kind: 'reset-before' }],
    ['a 504, yet the effect', { kind: 'status', status: 504, takesEffect: true }],
    ['a 204 without an effect', { kind: 'lost-effect' }],
  ] as const)('is no drift when the answer is %s', async (_, fault) => {
    const card = await story.ask('ada', 'enable sync for fabrikam.com');
    story.graph.fail({ ...fault, method: 'PATCH', times: 1 });
    await story.press('ada', card, 'Confirm');
    await story.until(() => /Applied|Not applied|person must look|not know/i.test(story.words(card)));
    await story.watch();
    // From the first look at it on, an acknowledged change has three minutes to show.
    await story.later(0);
    await story.later(4);
    await story.until(() => /Applied|Not applied|person must look/i.test(story.words(card)));
    await story.watch();
    expect(story.announced()).toEqual([]);
  });

  test('is no drift when it takes effect after it was given up', async () => {
    const card = await story.ask('ada', 'enable sync for fabrikam.com');
    story.graph.fail({ kind: 'reset-before', method: 'PATCH', times: 1 });
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'Not applied');
    const partner = story.partner(fabrikam.tenantId);
    if (partner?.identitySynchronization) partner.identitySynchronization.userSyncInbound = { isSyncAllowed: true };
    await story.watch();
    expect(story.announced()).toEqual([]);
    // Long after that it can only be somebody else.
    await story.later(6);
    await story.watch();
    if (partner?.identitySynchronization) partner.identitySynchronization.userSyncInbound = { isSyncAllowed: false };
    await story.watch();
    if (partner?.identitySynchronization) partner.identitySynchronization.userSyncInbound = { isSyncAllowed: true };
    await story.watch();
    expect(story.announced().at(0)).toBe(`${fabrikam.tenantId} open`);
  });

  test('does not hide what somebody else did to the same partner before the bot looked', async () => {
    switchOn(fabrikam.tenantId);
    await story.change('ada', 'enable auto redemption from fabrikam.com');
    await story.watch();
    expect(await drifts()).toContain('off → on');
    expect(await drifts()).not.toContain('redemption');
  });

  test('leaves an open drift as it is, without its own part in it', async () => {
    switchOn(fabrikam.tenantId);
    await story.watch();
    await story.change('ada', 'enable auto redemption from fabrikam.com');
    await story.watch();
    expect(await drifts()).toContain('off → on');
    expect(await drifts()).not.toContain('redemption');
    expect(story.announced().filter((line) => line.endsWith('superseded'))).toEqual([]);
  });

  test('is followed at once by what somebody else does to it', async () => {
    await story.change('ada', 'enable sync for fabrikam.com');
    await story.watch();
    story.elsewhere('eli', fabrikam.tenantId, ({ identitySynchronization: policy }) => {
      if (policy) policy.userSyncInbound = { isSyncAllowed: false };
    });
    await story.watch();
    expect(story.announced()).toEqual([`${fabrikam.tenantId} open`]);
  });
});

describe('what cannot be read', () => {
  test.each([
    ['403', { kind: 'status', status: 403, code: 'Authorization_RequestDenied', path: LIST }],
    ['503', { kind: 'status', status: 503, retryAfter: 0, path: LIST }],
    ['429', { kind: 'status', status: 429, retryAfter: 0, path: LIST }],
    ['no answer', { kind: 'hang-before', path: LIST }],
    ['an HTML page', { kind: 'html', path: LIST }],
  ] as const)('%s is no drift: it is told once, and the bot is not ready', async (_, fault) => {
    const mend = story.graph.fail(fault);
    await story.watch();
    await story.watch();
    expect(await readyz()).toBe(503);
    mend();
    expect(story.announced()).toEqual([]);
    expect(story.log.filter((line) => line['event'] === 'watch.blind')).toHaveLength(1);
    expect(story.log.filter((line) => line['event'] === 'blindness.announced')).toHaveLength(1);
    await story.watch();
    story.passUnnoticed(1);
    expect(await readyz()).toBe(200);
    expect(story.log.filter((line) => line['event'] === 'watch.sees')).toHaveLength(1);
  });

  test('half of the pages are unreadable, not gone', async () => {
    await story.end();
    story = await Story.begin({ pageSize: 5 });
    await story.watch();
    story.graph.fail({ kind: 'status', status: 500, query: /skiptoken/, times: 3 });
    await story.watch();
    expect(story.announced()).toEqual([]);
    await story.watch();
    expect(story.announced()).toEqual([]);
  });

  test('a difference that cannot be read again is not told, and found when it can be', async () => {
    switchOn(fabrikam.tenantId);
    switchOn(contoso.tenantId);
    const mend = story.graph.fail({ kind: 'status', status: 500, method: 'GET', path: POLICY });
    await story.watch();
    expect(story.announced()).toEqual([]);
    expect(await readyz()).toBe(503);
    mend();
    await story.watch();
    expect(story.announced()).toEqual([`${fabrikam.tenantId} open`]);
  });
});

describe('Accept', () => {
  test('needs the role and a reason, and makes it the way it should be', async () => {
    switchOn(fabrikam.tenantId);
    await story.watch();
    const id = idIn(await drifts());
    expect(story.words(await story.ask('dana', `accept drift ${id} because fine`))).toContain('Security Administrator');
    expect(story.words(await story.ask('ada', `accept drift ${id}`))).toContain('Say why');
    const card = await story.ask('ada', `accept drift ${id} because agreed on Monday`);
    expect(story.words(card)).toContain('Accepted: user sync was switched on');
    expect(story.words(card)).toContain('agreed on Monday');
    expect(titlesOf(card.cards[0])).toEqual([]);
    expect(story.words(await story.ask('ben', `accept drift ${id} because me too`))).toContain('decided already');
    await story.watch();
    expect(await drifts()).toContain('Nothing changed behind my back');
    expect(story.announced().filter((line) => line.endsWith('open'))).toHaveLength(1);
  });

  test('a later change is compared with what was accepted', async () => {
    switchOn(fabrikam.tenantId);
    await story.watch();
    await story.ask('ada', `accept drift ${idIn(await drifts())} because agreed`);
    story.elsewhere('eli', fabrikam.tenantId, ({ identitySynchronization: policy }) => {
      if (policy) policy.userSyncInbound = { isSyncAllowed: false };
    });
    await story.watch();
    expect(await drifts()).toContain('on → off');
  });
});

describe('Revert', () => {
  test('is an ordinary change that takes it back', async () => {
    switchOn(fabrikam.tenantId);
    await story.watch();
    const id = idIn(await drifts());
    expect(story.words(await story.ask('eli', `revert drift ${id}`))).toContain('Security Administrator');
    await story.change('ada', `revert drift ${id} because nobody asked for it`);
    expect(story.partner(fabrikam.tenantId)?.identitySynchronization?.userSyncInbound?.isSyncAllowed).toBe(false);
    await story.watch();
    expect(await drifts()).toContain('Nothing changed behind my back');
    expect(story.announced()).toEqual([`${fabrikam.tenantId} open`, `${fabrikam.tenantId} reverted`]);
    expect(story.words(await story.ask('ada', `revert drift ${id}`))).toContain('decided already');
  });

  test('is refused when the partner no longer looks as it was found', async () => {
    switchOn(fabrikam.tenantId);
    await story.watch();
    const id = idIn(await drifts());
    story.elsewhere('eli', fabrikam.tenantId, (partner) => (partner.identitySynchronization = null));
    expect(story.words(await story.ask('ada', `revert drift ${id}`))).toContain('no longer looks as I found it');
  });

  test('an id that nobody knows', async () => {
    expect(story.words(await story.ask('ada', 'revert drift D-00000000'))).toContain('I do not know this drift');
  });
});

describe('check now', () => {
  test('looks at once, and says what it found', async () => {
    expect(story.words(await story.ask('dana', 'check now'))).toContain('found nothing new');
    switchOn(fabrikam.tenantId);
    const words = story.words(await story.ask('dana', 'check now'));
    expect(words).toContain('found 1 new');
    expect(words).toContain('user sync was switched on');
    expect(story.words(await story.ask('dana', 'check now'))).toContain('found nothing new');
  });

  test('needs a role to read, and says when it could not', async () => {
    expect(story.words(await story.ask('eli', 'check now'))).toContain('Security Reader');
    story.graph.fail({ kind: 'status', status: 500, path: LIST });
    expect(story.words(await story.ask('dana', 'check now'))).toMatch(/could not check/i);
  });
});

describe('the audit log', () => {
  test('names who it was, from where and when, as soon as it tells', async () => {
    await story.end();
    story = await Story.begin({ auditDelayMs: 5 * 60_000 });
    await story.watch();
    switchOn(fabrikam.tenantId);
    await story.watch();
    await story.until(() => story.graph.requests.some(({ path }) => path.includes('directoryAudits')));
    expect(await drifts()).toContain('not known yet');
    await story.later(6);
    await story.until(() => story.log.some((line) => line['event'] === 'drift.named'));
    const words = await drifts();
    expect(words).toContain('Eli Novak from 203.0.113.7');
    await story.later(1);
    expect(story.announced()).toEqual([`${fabrikam.tenantId} open`, `${fabrikam.tenantId} open`]);
  });

  test('is filtered by the name of the activity, and asked five times in ten seconds at most', async () => {
    switchOn(fabrikam.tenantId);
    story.graph.tenant.auditRecords.length = 0;
    await story.watch();
    const asked = () => story.graph.requests.filter(({ path }) => path.includes('directoryAudits'));
    const startedAt = performance.now();
    let looks = 0;
    await story.until(() => {
      looks += 1;
      return asked().length >= 8;
    });
    // Every look but the last moves the story's clock by 100 ms.
    const seconds = (performance.now() - startedAt) / 1000 + (looks - 1) / 10;
    expect(seconds).toBeGreaterThan(14);
    for (const { query } of asked())
      expect(query['$filter']).toMatch(/^activityDateTime ge .+ and activityDisplayName eq '/);
  });

  test('without permission for it a drift has no name, and the log is left alone', async () => {
    story.graph.tenant.appPermissions.delete('AuditLog.Read.All');
    switchOn(fabrikam.tenantId);
    await story.watch();
    for (let second = 0; second < 20; second += 1) await story.later(1 / 60);
    await story.until(() => story.log.some((line) => line['event'] === 'audit.unread'));
    expect(await drifts()).toContain('not known yet');
    expect(story.graph.requests.filter(({ path }) => path.includes('directoryAudits'))).toHaveLength(1);
    expect(await readyz()).toBe(200);
  });
});

test('a thousand partners: one change is found within five seconds of the look', async () => {
  await story.end();
  story = await Story.begin({ tenant: manyPartners(1000) });
  await story.watch();
  const [one] = [...story.graph.tenant.partners.keys()].slice(500);
  story.elsewhere('eli', one ?? '', (partner) => {
    partner.automaticUserConsentSettings = { inboundAllowed: true, outboundAllowed: true };
  });
  const startedAt = performance.now();
  await story.watch();
  expect(performance.now() - startedAt).toBeLessThan(5_000);
  expect(story.announced()).toEqual([`${one ?? ''} open`]);
});
