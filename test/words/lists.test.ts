import { describe, expect, test } from 'vitest';
import { renderReply } from '../support/drawing.ts';
import { ASKED, HOW, openFilter } from '../../src/domain/policy/filters.ts';
import type { Reply } from '../../src/domain/replies/reply.ts';
import { aTenant, tenantIdOf } from '../builders.ts';
import { textOf } from '../cards/collect.ts';
import { changeIn, fabrikam, LATER, lookalike, STATUSES } from '../cards/changes.ts';
import { foundTenant, choosing, listed, REPLIES, shownPartner, someone } from '../cards/samples.ts';

const read = (name: string): string => {
  const reply = REPLIES[name];
  if (reply === undefined) throw new Error(`no reply called ${name}`);
  return textOf(reply);
};

describe('one partner', () => {
  test.each([
    ['partner, ready', '▲ Open · User sync is on, and our side is ready'],
    ['partner, not ready', '▲ Open · User sync is on, but it will not work yet'],
    ['partner, cannot tell', '▲ Open · User sync is on; I cannot tell whether it works'],
    ['partner, off', '▼ Closed · User sync is off'],
    ['partner, no policy', '○ User sync is off: there is no sync policy'],
    ['partner, stranger', '○ This organisation is not a partner'],
  ])('%s: how its door stands and the verdict come first', (name, verdict) => {
    expect(read(name).split('\n')[0]).toBe(verdict);
  });

  test('its settings, with what applies by default', () => {
    const text = read('partner, not ready');
    expect(text).toContain(`Fabrikam Residences\nfabrikam.com\nTenant id ${fabrikam.tenantId}`);
    expect(text).toContain('Group sync\nnot shown by Graph v1.0');
    expect(text).toContain('Automatic redemption, inbound\noff (by default)');
    expect(read('partner, cannot tell')).toContain('inbound\nby default, which I could not read');
    expect(text).toContain('Read on 5 Jan 2026, 09:02 UTC');
  });

  test('what is missing here, what must be done there, and what to type', () => {
    const off = read('partner, off');
    expect(off).toContain('Missing on our side: user sync. To allow it, type enable sync for fabrikam.com.');
    expect(off).toContain('Missing on our side: automatic redemption, inbound');
    expect(off).toContain('On the partner’s side, which I cannot see');
    expect(read('partner, ready')).not.toContain('Missing on our side');
    expect(read('partner, ready')).toContain('To stop it, type disable sync for fabrikam.com.');
  });

  test('a stranger: that it is none, and how it becomes one', () => {
    const text = read('partner, stranger');
    expect(text).toContain(`To add it and allow user sync, type enable sync for ${fabrikam.tenantId}.`);
    expect(textOf({ ...shownPartner, state: null })).toContain('type enable sync for fabrikam.com.');
  });

  test('only the first lookalikes are shown in full', () => {
    const lookalikes = Array.from({ length: 6 }, () => ({ kind: 'sameName', other: lookalike }) as const);
    const text = textOf({ ...foundTenant, lookalikes });
    expect(text.match(/the same name/g)).toHaveLength(3);
    expect(text).toContain('3 more tenants look alike.');
    expect(textOf({ ...foundTenant, lookalikes: lookalikes.slice(2) })).toContain('One more tenant looks alike.');
    const counted = [...lookalikes, { kind: 'more', count: 30 } as const];
    expect(textOf({ ...foundTenant, lookalikes: counted })).toContain('33 more tenants look alike.');
    const few = [...lookalikes.slice(0, 2), { kind: 'more', count: 1 } as const];
    expect(textOf({ ...foundTenant, lookalikes: few })).toContain('One more tenant looks alike.');
    // There is less room beside a partner's settings.
    const beside = textOf({ ...shownPartner, lookalikes });
    expect(beside).toContain('4 more tenants look alike.');
  });

  test('a tenant that Entra could not name', () => {
    const tenant = aTenant({ displayName: null, defaultDomainName: ' ' });
    expect(textOf({ ...shownPartner, tenant })).toContain('Name not known\nDomain not known\nTenant id ');
  });
});

describe('partners', () => {
  test('how many, which page, and each with its state', () => {
    const text = read('partners');
    expect(text).toContain('26 partners');
    expect(text).toContain(
      `▲ Open\nAdatum\nadatum.onmicrosoft.com · ${tenantIdOf(10).slice(0, 8)}\n▼ Closed\nBellows College`,
    );
    expect(text).toContain('Page 2 of 3, read on 5 Jan 2026, 09:02 UTC');
  });

  test.each([
    [{ filter: 'on', total: 3 }, '3 partners with user sync on'],
    [{ filter: 'off', total: 1 }, '1 partner with user sync off'],
    [{ filter: 'none', total: 0, rows: [] }, 'No partners without a sync policy'],
    [{ filter: 'any', total: 0, rows: [] }, 'This tenant has no partner configurations yet.'],
  ] as const)('%o', (part, words) => {
    expect(textOf({ ...listed, ...part })).toContain(words);
  });

  test('one without a domain is told by its id', () => {
    const tenant = aTenant({ defaultDomainName: null });
    expect(textOf({ ...listed, rows: [{ tenant, sync: 'none', isAlike: false }] })).toContain(
      `Fabrikam\n${tenant.tenantId}`,
    );
  });
});

describe('whoami', () => {
  test('name, id, roles and how they are held, and what they allow', () => {
    const text = read('whoami');
    expect(text).toContain(`Megan Bowen\nObject id ${someone.person.objectId}`);
    expect(text).toContain('Yes\nLook at partners');
    expect(text).toContain('No\nChange partners (needs Security Administrator)');
    expect(text).toContain('Security Reader, through the group Security readers');
    expect(text).toContain('Security Administrator, only for a part of the tenant');
    expect(text).toContain('Security Administrator: activate in PIM');
  });

  test('no role, and nothing known about eligible ones', () => {
    const text = read('whoami, no role');
    expect(text).toContain('Active roles\nNone that I can see.');
    expect(text).toContain('I could not read them.');
    expect(textOf({ ...someone, eligible: [] })).toContain('Eligible, not active\nNone that I can see.');
  });

  test('very many roles', () => {
    const assignments = Array.from({ length: 30 }, () => ({
      roleDefinitionId: 'some role',
      directoryScopeId: '/',
      throughGroup: null,
    }));
    expect(textOf({ ...someone, facts: { ...someone.facts, assignments } })).toContain('and 18 more');
  });
});

test.each(ASKED.flatMap((what) => HOW.map((how) => openFilter(what, how))))(
  'partners with %o are explained',
  (filter) => {
    const text = textOf({ ...listed, filter });
    expect(text).toContain(`with ${filter.what} ${filter.how}`);
    expect(text.split('\n')[1]).toMatch(/^.{20,150}\.(?: ⚠: it looks like another tenant\.)?$/);
  },
);

describe('notices and choices', () => {
  test('a notice shows its title, its lines and what finds the log line', () => {
    expect(read('notice, warning')).toContain('There is no such tenant\nEntra knows no tenant fabricam.com, and');
    expect(read('notice, error')).toContain('R-3F7K');
  });

  test('a choice shows who is meant by each number', () => {
    const text = read('choice');
    expect(text).toContain('You wrote fabri. More than one partner matches. Nothing has been done yet.');
    expect(text).toContain(`2. ⚠ Fabrikarn Residences\n▲ Open\nfabrikarn.com\n${lookalike.tenantId}`);
    expect(read('choice of one')).toContain('Is this the partner you mean?');
    expect(textOf({ ...choosing, isNear: true })).toContain('No partner is called so; these nearly are.');
  });
});

test('notifications make sense on their own', () => {
  const summary = (reply: Reply): string => renderReply(reply, LATER).summary;
  const id = fabrikam.tenantId.slice(0, 8);
  const change: Reply = { kind: 'change', change: changeIn(STATUSES.applied), alone: false };
  expect(summary(change)).toBe(`Enable user sync for fabrikam.com · ${id}: Applied`);
  expect(summary(shownPartner)).toBe(`fabrikam.com · ${id}: User sync is on, but it will not work yet`);
  expect(summary({ ...shownPartner, tenant: aTenant({ defaultDomainName: '**[x](http://y)**' }) })).toMatch(
    /^xhttp:\/\/y · \w{8}: /,
  );
});
