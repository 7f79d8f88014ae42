import { describe, expect, test } from 'vitest';
import { renderReply } from '../support/drawing.ts';
import type { ChangeEvent } from '../../src/domain/change/event.ts';
import type { DeletedItems } from '../../src/domain/policy/snapshot.ts';
import { aChange, aTenant, MINUTE, NOW } from '../builders.ts';
import { changeIn, fabrikam, LATER, lookalike, partnerWith, STATUSES, support } from '../cards/changes.ts';
import { textOf } from '../cards/collect.ts';
import { evidenceReport } from '../../src/cards/views/evidence.ts';
import { reportView } from '../../src/cards/views/report.ts';
import { kept, keptBoth, templateOf } from '../cards/plans.ts';
import { deletedOne, deletedOnes, foundTenant, pastChanges, proven, shownPartner } from '../cards/samples.ts';

const DAY = 24 * 60 * MINUTE;

describe('history', () => {
  test('every change: what, for whom, its outcome, who asked and when, and how to see more', () => {
    const text = textOf(pastChanges);
    expect(text).toContain('26 changes\nEverything that was asked of me, the newest first.');
    expect(text).toContain(
      `Remove partner for fabrikam.com (Fabrikam Residences) · ${fabrikam.tenantId.slice(0, 8)}\n✕ Cannot be undone in full · △ May have opened more · ▼ May have closed a door\nPartly applied. Asked by Megan Bowen.\nC-00000010\nAsked on 5 Jan 2026, 09:00 UTC (2 minutes ago)`,
    );
    expect(text).toMatch(
      /Enable user sync in template for contoso\.com \(Contoso\) · [\da-f]{8}\n▲ Opened the tenant\nApplied\./,
    );
    expect(text).toContain('Page 2 of 3, read on 5 Jan 2026, 09:02 UTC');
  });

  test('of one partner: its name is said once', () => {
    const text = textOf({ ...pastChanges, partner: fabrikam });
    expect(text.match(/Fabrikam Residences/g)).toHaveLength(1);
    expect(textOf({ ...pastChanges, partner: fabrikam, changes: [], pages: 1, page: 1, total: 0 })).toBe(
      `No changes yet\nNobody has asked me to change fabrikam.com (Fabrikam Residences) · ${fabrikam.tenantId.slice(0, 8)}.\nRead on 5 Jan 2026, 09:02 UTC`,
    );
    expect(textOf({ ...pastChanges, total: 1 })).toContain('1 change\n');
  });

  test.each([
    [{ displayName: null }, 'fabrikam.com', ' (Name not known)'],
    [{ displayName: ' ', defaultDomainName: null }, 'Name not known', ''],
  ])('an organisation without a name is called by what tells it from others: %o', (unnamed, called, more) => {
    const id = fabrikam.tenantId.slice(0, 8);
    const change = aChange({ proposal: { partner: { ...fabrikam, ...unnamed } } });
    expect(textOf({ ...pastChanges, changes: [change] })).toContain(` for ${called}${more} · ${id}\n`);
    expect(renderReply({ kind: 'change', change, alone: false }, LATER).summary).toContain(` for ${called} · ${id}: `);
  });
});

describe('evidence', () => {
  test.each([
    ['writing', 'I have not looked'],
    ['unknown', 'I have not looked'],
    ['verifying', 'Nothing was written'],
    ['not applied', 'Nothing was written'],
  ] as const)('of a change that is %s says no more than is known of it', (status, words) => {
    expect(textOf({ ...proven, change: changeIn(STATUSES[status]), journal: [] })).toContain(words);
  });
});

describe('evidence of who asked and who decided', () => {
  const { change } = proven;
  const by = change.proposal.requester;
  const at = NOW + 61_000;
  const entry = (event: ChangeEvent) => ({ changeId: change.proposal.id, event, requestIds: [] });
  const told = (events: readonly ChangeEvent[], status = change.status): string =>
    textOf({
      ...proven,
      change: { ...change, status },
      journal: [...proven.journal.slice(0, 1), ...events.map(entry)],
    });
  const SECONDS = /, \d\d:\d\d:\d\d UTC/;

  test('tells both to the second', () => {
    const lines = textOf(proven).split('\n');
    for (const label of ['Asked by', 'Decided by']) expect(lines[lines.indexOf(label) + 1]).toMatch(SECONDS);
  });

  test('is read before anything is unfolded', () => {
    const { blocks } = reportView(evidenceReport(proven, LATER), LATER);
    expect(blocks).toMatchObject([{ isShown: true }, { isShown: false }]);
  });

  test('the last decision counts, and where the journal tells of none no time is made up', () => {
    const claims: readonly ChangeEvent[] = [
      { kind: 'claimed', by, at },
      { kind: 'claimed', by, at: at + 60_000 },
    ];
    expect(told(claims)).toMatch(/Decided by\n[^\n]*, 09:02:01 UTC/);
    const rejected = { kind: 'rejected', by, at: at + 120_000, reason: null } as const;
    const status = { state: 'rejected', by, at: rejected.at, reason: null } as const;
    expect(told([...claims, rejected], status)).toMatch(/Decided by\n[^\n]*, 09:03:01 UTC/);
    expect(told([])).toMatch(/Decided by\n[^\n,]*\n/);
  });
});

describe('deleted policies', () => {
  const daysLeft = (deletedAt: number): string => {
    const items: DeletedItems = { partner: null, policy: kept.policy && { ...kept.policy, deletedAt } };
    return textOf({ ...deletedOnes, rows: [{ tenant: fabrikam, isAlike: false, items }] });
  };

  test('each with when it was deleted, how long it is kept, and how to see it', () => {
    const text = textOf(deletedOnes);
    expect(text).toContain('3 organisations with deleted settings');
    expect(text).toContain(
      'Sync policy deleted on 2 Jan 2026, 09:00 UTC (3 days ago); 27 days left\nPartner deleted on 2 Jan 2026',
    );
    expect(JSON.stringify(renderReply(deletedOnes, LATER).card)).toContain(`show deleted ${lookalike.tenantId}`);
    expect(text).toContain('Sync policy deleted; Graph does not say when');
  });

  test('and with a warning before whom another could be mistaken for', () => {
    const warned = textOf(deletedOnes)
      .split('\n')
      .filter((line) => line.startsWith('⚠ '));
    expect(warned).toEqual([expect.stringContaining(` · ${lookalike.tenantId.slice(0, 8)}`)]);
  });

  test.each([
    [LATER, '30 days left'],
    [LATER - 29 * DAY, '1 day left'],
    [LATER - 29 * DAY - 1, '1 day left'],
    [LATER - 30 * DAY, '0 days left'],
    [LATER - 40 * DAY, '0 days left'],
  ])('deleted at %d: %s', (deletedAt, words) => {
    expect(daysLeft(deletedAt)).toContain(`; ${words}`);
  });

  test('more than a card has room for', () => {
    const rows = Array.from({ length: 18 }, () => ({ tenant: fabrikam, isAlike: false, items: keptBoth }));
    const text = textOf({ ...deletedOnes, rows });
    expect(text.match(/Sync policy deleted/g)).toHaveLength(8);
    expect(text).toContain('10 more are not shown');
  });

  test('one: what it would bring back, and what can be done', () => {
    const text = textOf(deletedOne);
    expect(text).toContain('If it is restored\nUser sync\non\nGroup sync\noff\nPolicy name\n“Fabrikam”\n');
    expect(text).toContain('What is there now\nLive partner\nnone');
    expect(text).toContain(`To bring it back, with its partner, type restore sync policy for ${fabrikam.tenantId}.`);
    expect(text).toContain(`To remove it for good, type purge sync policy for ${fabrikam.tenantId}.`);
  });

  test('one of which Graph shows no group sync, as only beta has deleted policies: v1.0 is not to blame', () => {
    const items: DeletedItems = { ...kept, policy: kept.policy && { ...kept.policy, groupSync: 'unknown' } };
    const text = textOf({ ...deletedOne, items });
    expect(text).toContain('Group sync\nnot shown by Graph for a deleted policy\n');
    expect(text).not.toContain('v1.0');
  });

  test('one with a live policy in its place cannot be restored', () => {
    const text = textOf({ ...deletedOne, state: partnerWith(true) });
    expect(text).toContain('It cannot be restored while there is a live sync policy.');
    expect(text).not.toContain('restore sync policy for');
  });

  test('none', () => {
    expect(textOf({ ...deletedOne, items: { partner: null, policy: null } })).not.toMatch(/bring it back|for good/);
    expect(textOf({ ...deletedOnes, rows: [] })).toContain('Nothing deleted\nMicrosoft Graph keeps no deleted');
  });
});

describe('tenants', () => {
  test('whether it is a partner, and what to type', () => {
    expect(textOf(foundTenant)).toContain('This organisation is not a partner\nFabrikam Residences\nfabrikam.com');
    expect(textOf(foundTenant)).toContain('To add it, type add partner fabrikam.com.');
    expect(textOf({ ...foundTenant, isPartner: true })).toContain('See its settings: type show fabrikam.com.');
  });

  test('Microsoft’s support is labelled, and nobody is told to let it synchronise users', () => {
    const text = textOf({ ...shownPartner, tenant: support, state: partnerWith(false) });
    expect(text).toContain('This is Microsoft’s own support tenant;');
    expect(text).not.toContain('enable sync');
    expect(textOf({ ...shownPartner, tenant: support, state: null })).not.toContain('enable sync');
    expect(textOf({ ...shownPartner, tenant: support, state: partnerWith(true) })).toContain('type disable sync');
    expect(textOf({ ...foundTenant, tenant: support })).toContain('Microsoft’s own support tenant');
  });

  test('a policy that is called after somebody else is pointed out', () => {
    const tenant = aTenant({ displayName: 'Tailspin Toys' });
    expect(textOf({ ...shownPartner, tenant })).toContain(
      `The policy’s name, Fabrikam, is not the organisation’s. To change it, type rename sync policy for ${tenant.tenantId} to "Tailspin Toys".`,
    );
    expect(textOf({ ...shownPartner, tenant: { ...tenant, displayName: 'Fabrikam' } })).not.toContain('rename');
    expect(textOf({ ...shownPartner, tenant: { ...tenant, displayName: null } })).not.toContain('rename');
  });

  test.each(['', ' ', '\u200b'])('a policy whose name %j shows nothing misleads nobody', (displayName) => {
    const state = partnerWith(true);
    const policy = state.identitySynchronization && { ...state.identitySynchronization, displayName };
    const text = textOf({ ...shownPartner, state: { ...state, identitySynchronization: policy } });
    expect(text).toContain('no name');
    expect(text).not.toContain('rename');
  });
});

describe('the template', () => {
  test.each([
    [true, '▲ The template allows user sync', 'type disable sync in template'],
    [false, '▼ The template forbids user sync', 'type enable sync in template'],
    [null, '○ The template says nothing about user sync', 'not set: every tenant keeps its own'],
  ])('%s: %s', (userSync, title, words) => {
    const text = textOf({ kind: 'template', template: templateOf(userSync) });
    expect(text.split('\n')[0]).toBe(title);
    expect(text).toContain(words);
    expect(text).toContain('Applies to\nall tenants that join');
    expect(text.includes('reset template')).toBe(userSync !== null);
  });

  test('a level that Microsoft may add is shown as it is', () => {
    const template = { ...templateOf(true), appliesTo: 'someNewLevel' };
    expect(textOf({ kind: 'template', template })).toContain('Applies to\nsomeNewLevel');
  });
});
