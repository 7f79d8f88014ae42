import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Partner } from '../../src/simulator/graph.ts';
import { seenIn, shownIn } from '../support/alerts.ts';
import { runJournal } from '../../src/journal/run.ts';
import { newPartner } from '../../src/simulator/tenant.ts';
import { manyPartners } from '../../src/simulator/seed/seed.ts';
import { at, AUDIT, postsIn, SECURITY, settle, subscribe } from '../support/channel.ts';
import type { BotMessage } from '../support/fake-teams.ts';
import { organizations, people, Story, type Who } from '../support/story.ts';

/** What was switched on and off again between two looks is found in Entra's audit log. */

const { fabrikam, contoso, northwindTraders } = organizations;
const TOLD = [
  /^(?:[▲△!] )?Switched on and off again between two checks/,
  /^(?:[▲△!] )?More was allowed for a while between two checks/,
  /^(?:[▲△!] )?Something was changed and is back/,
  /^(?:[▲△!] )?Several settings were/,
];

let story: Story;
beforeEach(async () => {
  story = await Story.begin({ auditDelayMs: 3 * 60_000 });
  await subscribe(story, 'ada', 'notify here about drift', SECURITY, AUDIT);
  await story.watch();
  story.passUnnoticed(1);
});
afterEach(() => story.end());

const sync =
  (isSyncAllowed: boolean) =>
  ({ identitySynchronization }: Partner): void => {
    if (identitySynchronization) identitySynchronization.userSyncInbound = { isSyncAllowed };
  };
const edit = (who: Who, change: (partner: Partner) => void, { tenantId }: { tenantId: string } = fabrikam): void => {
  story.elsewhere(who, tenantId, change);
};
/** On and off again, a minute apart, with no look in between. */
const flick = (): void => {
  edit('eli', sync(true));
  story.passUnnoticed(1);
  edit('dana', sync(false));
  story.passUnnoticed(1);
};
const toldIn = (channel = SECURITY): readonly BotMessage[] =>
  postsIn(story, channel).filter((post) => TOLD.some((title) => title.test(story.words(post))));
/** Time passes as it does while nobody does anything: looks are taken, the log is read. */
const minutes = async (count: number): Promise<void> => {
  for (let n = 0; n < count; n += 1) {
    await story.later(1);
    await story.watch();
  }
};
const told = async (channel = SECURITY): Promise<string> => {
  for (let n = 0; n < 60 && toldIn(channel).length === 0; n += 1) await minutes(1);
  await settle(story);
  const [only, ...more] = toldIn(channel);
  if (only === undefined || more.length > 0) throw new Error(`${toldIn(channel).length} cards`);
  return story.words(only);
};
const policy = (isSyncAllowed: boolean | null): NonNullable<Partner['identitySynchronization']> => ({
  displayName: 'Fabrikam',
  userSyncInbound: { isSyncAllowed },
  groupSyncInbound: null,
});
type Row = (typeof story.graph.tenant.auditRecords)[number];
/** The log has it otherwise. */
const rewrite = (change: (row: Row) => Row): void => {
  records().splice(0, Infinity, ...records().map(change));
};
const named = () => [{ displayName: 'tenantId', oldValue: null, newValue: JSON.stringify(fabrikam.tenantId) }];
const records = () => story.graph.tenant.auditRecords;

describe('what was switched on and off again between two looks', () => {
  test('is told in each conversation: what, from when to when, by whom, of which partner', async () => {
    flick();
    const words = await told();
    expect(words).toMatch(/^Switched on and off again between two checks: User sync/);
    expect(words).toContain('Fabrikam');
    expect(words).toMatch(/Was switched\non/);
    expect(words).toMatch(/From\nEli Novak \([^)]+\)/);
    expect(words).toMatch(/Until\nDana Reyes \([^)]+\)/);
    expect(words).toContain(fabrikam.tenantId);
    expect(await told(AUDIT)).toBe(words);
    expect(shownIn(story)).toEqual([]);
  });

  test('is told once, whatever is read again, also after a restart', async () => {
    flick();
    await told();
    await story.restart();
    await minutes(70);
    await settle(story);
    expect(toldIn()).toHaveLength(1);
  });

  test('is told anew when it happens again, and the first card is left alone', async () => {
    flick();
    await told();
    story.passUnnoticed(30);
    flick();
    for (let n = 0; n < 40 && toldIn().length < 2; n += 1) await minutes(1);
    expect(toldIn()).toHaveLength(2);
    expect(story.log.filter(({ event }) => event === 'transient.more')).toEqual([]);
  });

  test('is told also where the bot was stopped before anything was made of the records', async () => {
    flick();
    for (let n = 0; n < 12; n += 1) {
      await minutes(1);
      await story.restart();
    }
    await told();
    await story.restart();
    await minutes(10);
    expect(toldIn()).toHaveLength(1);
  });

  test('is told also where the bot was not running all the while', async () => {
    await story.stop();
    flick();
    story.passUnnoticed(8 * 60);
    await story.start();
    expect(await told()).toContain('Eli Novak');
  });

  test('is an entry of the journal, which the check of it covers', async () => {
    flick();
    await told();
    const verified = () => runJournal(['verify'], { ok: true, store: story.storePath }, Date.now());
    expect((await verified()).lines.join()).toContain('whole');
    const sql = new DatabaseSync(story.storePath);
    sql.exec("UPDATE transients SET body = json_set(body, '$.passages[0].from.name', 'Ben Haddad')");
    sql.close();
    expect((await verified()).lines.join()).toMatch(/passages\.0\.from\.name.*Ben Haddad.*Eli Novak/);
  });

  test('goes by letter to every administrator where no conversation hears of drift', async () => {
    for (const place of [SECURITY, AUDIT]) await story.ask('ada', 'stop notifying here', at(story, 'channel', place));
    await story.ask('ben', 'whoami');
    flick();
    const letters = () =>
      story.teams.messages.filter(
        (one) => one.conversationId === 'a:ben' && TOLD.some((title) => title.test(story.words(one))),
      );
    for (let n = 0; n < 40 && letters().length === 0; n += 1) await minutes(1);
    await story.restart();
    await minutes(5);
    expect(letters()).toHaveLength(1);
    expect(story.words(letters()[0] ?? story.last)).toMatch(/fabrikam\.com.*User sync was on.*Eli Novak.*Dana Reyes/);
  });

  test('is of each partner, where one person does it to two', async () => {
    edit('eli', sync(true));
    edit('eli', sync(false), contoso);
    story.passUnnoticed(1);
    edit('eli', sync(true), contoso);
    edit('eli', sync(false));
    for (let n = 0; n < 30; n += 1) await minutes(1);
    const words = toldIn()
      .map((post) => story.words(post))
      .join();
    expect(words).toContain(fabrikam.tenantId);
    expect(words).toContain(contoso.tenantId);
  });

  test('is told of all that was otherwise: a policy that came and went, and what it let in', async () => {
    edit('eli', (partner) => (partner.identitySynchronization = null));
    await minutes(20);
    story.passUnnoticed(1);
    edit('eli', (partner) => {
      partner.identitySynchronization = policy(true);
    });
    story.passUnnoticed(1);
    edit('dana', (partner) => (partner.identitySynchronization = null));
    const words = await told();
    expect(words).toMatch(/Sync policy of fabrikam\.com/);
    expect(words).toMatch(/User sync of fabrikam\.com/);
    expect(words).not.toMatch(/Policy name of/);
  });

  test('is no alarm of a way in where it was closed meanwhile, but is told', async () => {
    edit('ben', sync(false), contoso);
    story.passUnnoticed(1);
    edit('ben', sync(true), contoso);
    const words = await told();
    expect(words).toMatch(/^Something was changed and is back as it was/);
    expect(words).not.toContain('High risk');
  });

  const eli = { user: people.eli, ipAddress: '203.0.113.7' };
  test('opens as approvals mean it: a partner that was added for a while', async () => {
    const tenantId = 'c0000000-0000-4000-8000-0000000000aa';
    story.graph.act(eli, tenantId, () => newPartner(tenantId));
    story.passUnnoticed(1);
    story.graph.act(eli, tenantId, () => undefined);
    const words = await told();
    expect(words).toMatch(/^More was allowed for a while between two checks: Partner configuration/);
    expect(words).toContain('High risk');
  });

  test('opens as approvals mean it: a partner that may have forbidden something, and was gone for a while', async () => {
    const before = story.partner(contoso.tenantId);
    story.graph.act(eli, contoso.tenantId, () => undefined);
    story.passUnnoticed(1);
    story.graph.act(eli, contoso.tenantId, () => before);
    const red = () =>
      toldIn()
        .map((post) => story.words(post))
        .filter((words) => words.startsWith('More was allowed'));
    for (let n = 0; n < 60 && red().length === 0; n += 1) await minutes(1);
    // What only closed is read before it: that card rang no such bell.
    expect(red()).toEqual([
      expect.stringMatching(/High risk[^]*Partner configuration of contoso\.com[^]*Was\nnot there/),
    ]);
  });

  test('is ended by the bot itself, where somebody had it switched off', async () => {
    edit('eli', sync(true));
    await story.change('ada', 'disable sync for fabrikam.com');
    expect(await told()).toMatch(/Eli Novak[^]*Until\nmy own show change C-/);
  });
});

describe('is told, too', () => {
  const redeem =
    (inboundAllowed: boolean) =>
    (partner: Partner): void => {
      partner.automaticUserConsentSettings = { inboundAllowed, outboundAllowed: null };
    };
  const rename = (partner: Partner): void => {
    if (partner.identitySynchronization) partner.identitySynchronization.displayName = 'Renamed';
  };
  const ways: Readonly<Record<string, () => Promise<void> | void>> = {
    'where another setting was changed for good': async () => {
      edit('ben', rename);
      await minutes(1);
      flick();
    },
    'where another setting is changed for good at the same time': () => {
      edit('eli', sync(true));
      edit('ben', rename);
      edit('dana', sync(false));
    },
    'where it is automatic redemption': () => {
      edit('eli', redeem(true), northwindTraders);
      edit('eli', redeem(false), northwindTraders);
    },
    'where it happened three times': () => {
      for (let n = 0; n < 3; n += 1) flick();
    },
    'where it happened in one moment': () => {
      edit('eli', sync(true));
      edit('dana', sync(false));
      const [at] = records().map(({ activityDateTime }) => activityDateTime);
      rewrite((row) => ({ ...row, activityDateTime: at ?? '' }));
    },
    'where an app did it': () => {
      flick();
      rewrite((row) => ({ ...row, initiatedBy: { user: null, app: { appId: null, displayName: 'Terraform' } } }));
    },
    'where its records hold all settings': () => {
      flick();
      const all = (on: boolean) => JSON.stringify(JSON.stringify({ userSyncInbound: { isSyncAllowed: on }, x: 1 }));
      const about = { displayName: 'PartnerIdentifier', oldValue: null, newValue: fabrikam.tenantId };
      const [first] = records();
      rewrite((row) => {
        const [oldValue, newValue] = [all(row !== first), all(row === first)];
        const modifiedProperties = [about, { displayName: 'PartnerPolicyDetail', oldValue, newValue }];
        return { ...row, targetResources: [{ displayName: null, modifiedProperties }] };
      });
    },
    'where its records only speak of whom they are about': () => {
      flick();
      rewrite((row) => {
        const [{ modifiedProperties }] = row.targetResources as [{ modifiedProperties: { displayName: string }[] }];
        const rest = modifiedProperties.filter(({ displayName }) => displayName !== 'tenantId');
        const spoken = { displayName: 'x', newValue: `${fabrikam.tenantId} c0000000-0000-4000-8000-0000000000aa` };
        return { ...row, targetResources: [{ modifiedProperties: [...rest, spoken] }] };
      });
    },
    'where a partner came and went with it': () => {
      const tenantId = 'c0000000-0000-4000-8000-0000000000aa';
      const eli = { user: people.eli, ipAddress: '203.0.113.7' };
      story.graph.act(eli, tenantId, () => ({ ...newPartner(tenantId), identitySynchronization: policy(true) }));
      story.passUnnoticed(1);
      story.graph.act(eli, tenantId, () => undefined);
    },
    'where the partners could not be read for an hour': async () => {
      const mend = story.graph.fail({ kind: 'status', status: 403, method: 'GET', path: /partners/ });
      flick();
      await minutes(60);
      mend();
    },
    'where the drift that was open before it is accepted since': async () => {
      edit('eli', rename);
      await minutes(1);
      flick();
      await story.until(() => seenIn(story).length === 1, 'the drift');
      await story.ask('ada', `accept drift ${seenIn(story)[0]?.driftId ?? ''} because it is ours`);
    },
  };
  test.each(Object.entries(ways))('%s', async (name, happens) => {
    await happens();
    for (let n = 0; n < 40; n += 1) await minutes(1);
    await settle(story);
    const words = toldIn().map((post) => story.words(post));
    expect(words.filter((one) => one.startsWith('Switched on and off again'))).toHaveLength(1);
    expect(words).toHaveLength(1);
    expect(words.join().match(/User sync of|Automatic redemption, inbound of/g)?.length).toBe(
      name.includes('three') ? 3 : 1,
    );
  });
});

describe('where only a part of it can be read', () => {
  const [on, off] = [0, 1];
  const without = (which: number): Row => {
    const [row] = records().splice(which, 1);
    if (row === undefined) throw new Error('a record');
    return row;
  };

  test('what switched it on is told, and what ended it when that comes hours later, on the same card', async () => {
    flick();
    const late = without(off);
    expect(await told()).toMatch(/Eli Novak[^]*Until\nnot known/);
    await minutes(180);
    records().push(late);
    for (let n = 0; n < 90 && !story.words(toldIn()[0] ?? story.last).includes('Dana Reyes'); n += 1) await minutes(1);
    expect(await told()).toMatch(/Eli Novak[^]*Until\nDana Reyes/);
  });

  test('what switched it off is told as what was on, and who switched it on when that comes', async () => {
    flick();
    const late = without(on);
    await minutes(20);
    expect(toldIn()).toEqual([]);
    expect(await told()).toMatch(/^Switched on and off[^]*From\nnot known[^]*Until\nDana Reyes/);
    await minutes(180);
    records().push(late);
    for (let n = 0; n < 90 && !story.words(toldIn()[0] ?? story.last).includes('Eli Novak'); n += 1) await minutes(1);
    expect(await told()).toMatch(/From\nEli Novak[^]*Until\nDana Reyes/);
  });

  test.each([
    ['values', [{ displayName: 'userSyncInbound', oldValue: 'what', newValue: 'ever' }]],
    [
      'the list of names',
      [{ displayName: 'Included Updated Properties', oldValue: null, newValue: '"userSyncInbound"' }],
    ],
  ])('and the values cannot, something was changed and is back: %s', async (_, properties) => {
    flick();
    rewrite((row) => ({ ...row, targetResources: [{ modifiedProperties: [...named(), ...properties] }] }));
    expect(await told()).toMatch(/^Something was changed and is back as it was[^]*Eli Novak[^]*Dana Reyes/);
  });

  test('and nobody stands in the records, it is told all the same', async () => {
    flick();
    rewrite((row) => ({ ...row, initiatedBy: { user: null, app: null } }));
    expect(await told()).toMatch(/^Switched on and off[^]*From\nsomebody without a name/);
  });

  test('records without properties tell of nothing', async () => {
    flick();
    rewrite((row) => ({ ...row, targetResources: [{ modifiedProperties: named() }] }));
    await minutes(60);
    expect(toldIn()).toEqual([]);
  });
});

test('is told of what the bot does not change itself as well', async () => {
  edit('eli', (partner) => (partner.b2bCollaborationInbound = [{ accessType: 1 }]));
  story.passUnnoticed(1);
  edit('eli', (partner) => (partner.b2bCollaborationInbound = null));
  const words = await told();
  expect(words).toContain(fabrikam.tenantId);
  expect(words).toContain('Eli Novak');
});

describe('is not told', () => {
  test('what a look found, and found gone again', async () => {
    edit('eli', sync(true));
    await minutes(1);
    edit('dana', sync(false));
    await minutes(60);
    expect(toldIn()).toEqual([]);
    expect(shownIn(story)).toEqual([`${fabrikam.tenantId} gone`]);
  });

  test('what was found late, behind a replica that did not know of it for minutes', async () => {
    await story.end();
    story = await Story.begin({ auditDelayMs: 0 });
    await subscribe(story, 'ada', 'notify here about drift', SECURITY);
    await story.watch();
    edit('eli', sync(true));
    const found = story.partner(fabrikam.tenantId)?.identitySynchronization;
    let isOld = true;
    const isRead = () =>
      story.graph.requests.some(({ query }) => query['$filter']?.includes('Update a partner cross-tenant identity'));
    Object.defineProperty(found, 'userSyncInbound', {
      configurable: true,
      enumerable: true,
      get: () => ({ isSyncAllowed: !isOld }),
    });
    // The log is read meanwhile, and looks see what was before.
    const began = story.now();
    while (story.now() < began + 4 * 60_000) {
      await story.later(1 / 6);
      await settle(story);
      await story.watch();
    }
    expect(isRead()).toBe(true);
    isOld = false;
    await minutes(60);
    expect(toldIn()).toEqual([]);
    expect(shownIn(story)).toEqual([`${fabrikam.tenantId} open`]);
  });

  test('what the bot did itself', async () => {
    await story.change('ada', 'enable sync for fabrikam.com');
    await story.change('ada', 'disable sync for fabrikam.com');
    await minutes(60);
    expect(toldIn()).toEqual([]);
  });

  test('what the bot did itself, where the log gives no more than the name of an app, by another clock', async () => {
    await story.change('ada', 'enable sync for fabrikam.com');
    await story.change('ada', 'disable sync for fabrikam.com');
    rewrite((row) => ({
      ...row,
      activityDateTime: new Date(Date.parse(row.activityDateTime) + 60_000).toISOString(),
      initiatedBy: { user: null, app: { appId: null, displayName: 'Bridgekeeper' } },
    }));
    await minutes(60);
    expect(toldIn()).toEqual([]);
  });

  test('what came before the first look', async () => {
    await story.end();
    story = await Story.begin({ auditDelayMs: 60_000 });
    await subscribe(story, 'ada', 'notify here about drift', SECURITY);
    flick();
    await story.watch();
    await minutes(60);
    expect(toldIn()).toEqual([]);
  });

  test('by a record of another partner that only speaks of this one', async () => {
    flick();
    const other = [{ displayName: 'tenantId', oldValue: null, newValue: JSON.stringify(contoso.tenantId) }];
    rewrite((row) => ({
      ...row,
      targetResources: [{ modifiedProperties: [...other, { displayName: 'notes', newValue: fabrikam.tenantId }] }],
    }));
    await minutes(60);
    expect(toldIn()).toEqual([]);
  });
});

test('one way in among four hundred renames there and back is on top of the first card', async () => {
  await story.end();
  story = await Story.begin({ tenant: manyPartners(420), auditDelayMs: 60_000 });
  await subscribe(story, 'ada', 'notify here about drift', SECURITY);
  await story.watch();
  story.passUnnoticed(1);
  const ids = [...story.graph.tenant.partners.keys()];
  const opened = ids[301] ?? 'none';
  const name = (displayName: string) => (partner: Partner) => {
    partner.identitySynchronization = { ...(partner.identitySynchronization ?? policy(null)), displayName };
  };
  for (const tenantId of ids.filter((id) => story.partner(id)?.identitySynchronization)) {
    const before = story.partner(tenantId)?.identitySynchronization?.displayName ?? '';
    edit('eli', name('Renamed'), { tenantId });
    edit('eli', name(before), { tenantId });
  }
  const was = story.partner(opened)?.identitySynchronization ?? null;
  edit('eli', (partner) => (partner.identitySynchronization = policy(true)), { tenantId: opened });
  edit('eli', (partner) => (partner.identitySynchronization = was), { tenantId: opened });
  for (let n = 0; n < 30; n += 1) await minutes(1);
  const words = toldIn().map((post) => story.words(post));
  expect(words.length).toBeLessThan(5);
  expect(words.join()).toContain(opened);
  expect(words.filter((one) => one.startsWith('Switched on and off'))).toHaveLength(1);
});
