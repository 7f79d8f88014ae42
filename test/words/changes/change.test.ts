import { describe, expect, test } from 'vitest';
import { renderReply } from '../../support/drawing.ts';
import type { Change } from '../../../src/domain/change/change.ts';
import type { Proposal } from '../../../src/domain/change/proposal.ts';
import type { Status } from '../../../src/domain/change/status.ts';
import type { Instant } from '../../../src/domain/instant.ts';
import { live } from '../../../src/domain/policy/snapshot.ts';
import { aPerson, aProblem, MINUTE, NOW, objectIdOf, tenantIdOf } from '../../builders.ts';
import { ofType, readable } from '../../cards/collect.ts';
import {
  applied,
  changeIn,
  disabling,
  enabling,
  fabrikam,
  LATER,
  lookalike,
  partnerWith,
  STATUSES,
} from '../../cards/changes.ts';

const read = (change: Change, at: Instant = LATER): string =>
  readable(renderReply({ kind: 'change', change, alone: false }, at).card);
const readIn = (status: Status, proposal?: Partial<Proposal>): string => read(changeIn(status, proposal));

/** The colour of the header. */
function headerStyle(status: Status): unknown {
  const { card } = renderReply({ kind: 'change', change: changeIn(status), alone: false }, LATER);
  return ofType(card, 'Container')[0]?.['style'];
}

describe('every state is told in words and colour', () => {
  test.each([
    ['pending', 'warning', '▲ Opens the tenant · Not confirmed yet', 'Nothing has changed yet.'],
    ['verifying', 'emphasis', '◔ Checking · ▲ Opens the tenant', 'Nothing has been written yet.'],
    ['writing', 'emphasis', '◑ Writing · ▲ Opens the tenant', 'It is not done yet.'],
    ['unknown', 'warning', '? I do not know yet · ▲ May have opened the tenant', 'Please do not repeat it meanwhile'],
    ['applied', 'good', '✓ Applied · ▲ Opened the tenant', 'I read the settings back: they are as asked.'],
    ['not applied', 'attention', '✕ Not applied · Nothing was changed', 'On 5 Jan 2026, 09:01 UTC (1 minute ago).'],
    [
      'partly applied',
      'attention',
      '◐ Partly applied · ▲ May have opened the tenant',
      'To do the rest or to take back what was done, use the buttons below.',
    ],
    ['diverged', 'attention', '! A person must look · ▲ May have opened the tenant', 'type show fabrikam.com.'],
    ['rejected', 'emphasis', '– Cancelled · Nothing was changed', 'Megan Bowen cancelled this.'],
    [
      'expired',
      'emphasis',
      '– Expired · Nothing was changed',
      'Nobody confirmed this in time. Megan Bowen asked for it.',
    ],
    ['stale', 'warning', '! Out of date · Somebody else has changed it', 'I wrote nothing.'],
  ] as const)('%s', (name, style, state, words) => {
    expect(headerStyle(STATUSES[name])).toBe(style);
    const id = fabrikam.tenantId.slice(0, 8);
    const lines = readIn(STATUSES[name]).split('\n');
    expect(lines.slice(0, 3)).toEqual(['Enable user sync', `fabrikam.com (Fabrikam Residences) · ${id}`, state]);
    expect(lines.join('\n')).toContain(words);
  });

  test('nothing is called done before it is', () => {
    for (const name of ['pending', 'verifying', 'writing', 'unknown', 'stale', 'expired', 'rejected'] as const) {
      const text = readIn(STATUSES[name]);
      expect(text, name).not.toMatch(/\bis on\b|has been added|\bApplied\b|\bas asked|can now/);
    }
  });

  test('a card whose time is over says so before the bot has noted it', () => {
    const text = read(changeIn(STATUSES['pending, interrupted']), NOW + 15 * MINUTE);
    expect(text).toContain('Expired');
    expect(text).not.toContain('Press Confirm again');
  });
});

describe('what is asked for', () => {
  const text = readIn(STATUSES.pending);

  test('who, when, why, until when, and the id', () => {
    expect(text).toContain('Confirm or cancel until 5 Jan 2026, 09:15 UTC (in 13 minutes). Nothing has changed yet.');
    expect(text).toContain('Asked by\nMegan Bowen\n5 Jan 2026, 09:00 UTC (2 minutes ago)');
    expect(text).toContain('Reason\nproject Falcon starts on Monday');
    expect(text).toContain('Change id\nC-00000001');
    expect(readIn(STATUSES.pending, { ...enabling, reason: null })).toContain('Reason\nnone given');
  });

  test('the partner by name, domain and id', () => {
    expect(text).toContain(`\nTenant id\n${fabrikam.tenantId}\nChange id\nC-00000001`);
  });

  test('before and after', () => {
    expect(text).toContain('What changes\nNow\nAfter\nUser sync\noff (no policy)\non\n');
    expect(text).toContain('Partner configuration\nnone\nexists');
    expect(text).toContain('Policy name\nnone\n“Fabrikam Residences”');
    expect(text).toContain('Automatic redemption, inbound\noff (by default)');
  });

  test('that a stranger becomes a partner, and in which steps', () => {
    expect(text).toContain('This organisation is not a partner yet; it will be added as one.');
    expect(text).toContain('In 2 steps\n1. Add this organisation as a partner');
    expect(text).toContain('2. Create its sync policy with user sync on and the name Fabrikam Residences.');
    expect(readIn(STATUSES.pending, disabling)).not.toMatch(/steps|not a partner yet/);
  });

  test('what enabling means and what is still missing for it', () => {
    expect(text).toContain('Once sync works, this partner’s administrators can create, update and delete users here');
    expect(text).toContain('about every 40 minutes');
    expect(text).toContain('User sync will be on, but it will not work yet');
    expect(text).toContain('Missing on our side: automatic redemption, inbound is off by default.');
    expect(text).toContain('On the partner’s side, which I cannot see');
    const ready = {
      before: live(partnerWith(false, true)),
      after: live(partnerWith(true, true)),
      tenantId: fabrikam.tenantId,
    };
    expect(readIn(STATUSES.pending, { ...enabling, plan: ready })).toContain('on, and our side will be ready');
    expect(readIn(STATUSES.pending, { ...enabling, defaults: null })).toContain('I cannot tell whether it will work');
  });

  test('what disabling means', () => {
    const words = readIn(STATUSES.pending, disabling);
    expect(words).toContain('Disable user sync');
    expect(words).toContain('This stops further changes through sync. It removes nobody.');
    expect(words).toContain('they must be unassigned in the source tenant first, while sync is still on');
    expect(words).toContain('User sync\non\noff');
    expect(read(applied(disabling), LATER)).toContain('Nobody was removed.');
  });

  test('whom the partner could be mistaken for; then its id is what to type', () => {
    const lookalikes = [
      { kind: 'similarName', other: lookalike },
      { kind: 'foreignLetters', unicode: 'fаbrikam.com' },
    ] as const;
    const partner = { ...fabrikam, defaultDomainName: 'xn--fbrikam-2fg.com' };
    const words = readIn(STATUSES.expired, { ...enabling, partner, lookalikes });
    expect(words).toContain(`very similar name:\nFabrikarn Residences, fabrikarn.com\n${tenantIdOf(7)}`);
    expect(words).toContain('It reads:\nfаbrikam.com\nand is really xn--fbrikam-2fg.com');
    const looked = readIn(STATUSES.diverged, { ...enabling, partner, lookalikes });
    expect(looked).toContain(`type show ${fabrikam.tenantId}`);
  });
});

describe('a click that came to nothing', () => {
  test.each([
    ['pending, refused', ['I could not confirm the role of whoever pressed it. I tell only them why.']],
    ['pending, unreadable', ['I could not check the partner’s settings', 'Microsoft Graph is busy']],
    ['pending, interrupted', ['I was stopped before I had written anything.']],
  ] as const)('%s', (name, words) => {
    const text = readIn(STATUSES[name]);
    expect(text).toContain('Megan Bowen pressed Confirm, but nothing was changed.');
    expect(text).toContain('Press Confirm again.');
    expect(text).toContain('until 5 Jan 2026, 09:15 UTC');
    for (const part of words) expect(text).toContain(part);
  });
});

describe('which roles somebody holds, or could', () => {
  const refused = changeIn(STATUSES['pending, refused']);
  const drawn = (change: Change, alone: boolean): string => {
    const { card } = renderReply({ kind: 'change', change, alone }, LATER);
    return readable(card);
  };

  test('is told whoever pressed Confirm, in their own chat alone', () => {
    expect(drawn(refused, true)).toContain('You are eligible for Security Administrator');
    expect(drawn(refused, false)).not.toMatch(/eligible|part of the tenant|You need/);
  });

  test('is not told whoever asked, where somebody else pressed Approve', () => {
    const change = changeIn(STATUSES['pending, refused'], { approval: 'secondPerson' });
    for (const alone of [true, false]) expect(drawn(change, alone)).not.toMatch(/eligible|part of the tenant|You need/);
  });

  test.each([
    ['stopped, asked by nobody who may', 'Megan Bowen has an account that is switched off.'],
    ['not applied, halted', 'Megan Bowen has no account in this organisation any more.'],
  ] as const)('%s: why is told whoever asked alone', (name, why) => {
    const change = changeIn(STATUSES[name]);
    expect(drawn(change, true)).toContain(why);
    expect(drawn(change, false)).not.toContain(why);
    expect(drawn(change, false)).toContain('Megan Bowen. I could not confirm their role. I tell only them why.');
  });

  test('why another administrator may not is not told whoever asked', () => {
    const other = aPerson({ displayName: 'Lee Gu', objectId: objectIdOf(9) });
    const halted = { ...STATUSES['not applied, halted'], by: other };
    expect(drawn(changeIn(halted), true)).toContain('Lee Gu. I could not confirm their role.');
  });
});

describe('how it ended', () => {
  test('not applied: why, and that nothing was changed', () => {
    const text = readIn(STATUSES['not applied']);
    expect(text).toContain('Not applied · Nothing was changed');
    expect(text.match(/nothing was changed/gi)).toHaveLength(1);
    expect(text).toContain('lacks the application permission Policy.ReadWrite.CrossTenantAccess');
  });

  test('not applied, as far as reading tells: whose answer was lost is told to look once more', () => {
    const lost = { kind: 'notApplied', problem: aProblem({ kind: 'timeout' }), found: live(null) } as const;
    const text = readIn({ ...STATUSES['not applied'], failure: lost });
    expect(text).toContain('Microsoft Graph never answered my request, so look once more');
    expect(readIn(STATUSES['not applied'])).not.toContain('look once more');
  });

  test('applied while somebody else changed another setting: what was read is shown, and that it was not me', () => {
    const found = live({ ...partnerWith(false, true), automaticRedemption: { inbound: true, outbound: true } });
    const text = read(changeIn({ ...STATUSES.applied, found }, disabling));
    expect(text).toContain('Something else has changed as well, not through me');
    expect(text).toContain('Automatic redemption, outbound\noff (by default)\non');
    expect(read(applied(disabling))).not.toContain('Something else');
  });

  test('expired after a click that came to nothing: not that nobody clicked, and why it came to nothing', () => {
    const text = readIn(STATUSES['expired, interrupted']);
    expect(text).toContain('Megan Bowen pressed Confirm in vain.');
    expect(text).toContain('I was stopped before I had written anything.');
    expect(text).not.toContain('Press Confirm again');
  });

  test('partly applied: which steps are done and which are not', () => {
    const text = readIn(STATUSES['partly applied']);
    expect(text).toContain('Done: Add this organisation as a partner');
    expect(text).toContain('Not done: Create its sync policy with user sync on');
  });

  test('diverged: what was found beside what was expected', () => {
    const text = readIn(STATUSES.diverged);
    expect(text).toContain(
      'What I found\nExpected\nFound\nAutomatic redemption, inbound\noff (by default)\non\nUser sync\non\noff',
    );
    expect(text).toContain('Policy name\n“Fabrikam Residences”\n“Fabrikam”');
  });

  test('stale: the new state beside the one that the card showed', () => {
    const text = readIn(STATUSES.stale);
    expect(text).toContain('What has changed since\nWhen asked\nFound\nUser sync\noff (no policy)\non');
  });

  test('stale by a setting that the card did not show: it is shown now', () => {
    const before = partnerWith(true, true);
    const found = live({ ...before, automaticRedemption: { inbound: true, outbound: true } });
    const text = readIn({ ...STATUSES.stale, found }, { ...disabling });
    expect(text).toContain('Automatic redemption, outbound\noff (by default)\non');
  });

  test('unknown: an operator is told what only they can mend, and nobody to try again', () => {
    expect(readIn(STATUSES.unknown)).not.toContain('Try again');
    expect(readIn(STATUSES['unknown, forbidden'])).toContain('lacks the application permission');
  });

  test('who confirmed and who cancelled', () => {
    expect(readIn(STATUSES.applied)).toContain('Confirmed by\nMegan Bowen');
    expect(readIn(STATUSES.rejected)).toContain('Cancelled by\nMegan Bowen\n5 Jan 2026, 09:01 UTC (1 minute ago)');
  });

  test('applied: what is still missing is said there too', () => {
    const text = readIn(STATUSES.applied);
    expect(text).toContain('it has been added as one');
    expect(text).toContain('Once sync works, this partner’s administrators can create');
    expect(text).toContain('User sync is on, but it will not work yet');
    const plan = {
      before: live(partnerWith(false, true)),
      after: live(partnerWith(true, true)),
      tenantId: fabrikam.tenantId,
    };
    expect(read(applied({ ...enabling, plan }), LATER)).toContain('administrators can now create');
  });
});
