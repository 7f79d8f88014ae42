import { describe, expect, test } from 'vitest';
import { renderReply } from '../../support/drawing.ts';
import { direction } from '../../../src/domain/policy/purpose.ts';
import type { Change } from '../../../src/domain/change/change.ts';
import type { Status } from '../../../src/domain/change/status.ts';
import { aProposal } from '../../builders.ts';
import { ofType, readable } from '../../cards/collect.ts';
import { applied, changeIn, LATER, STATUSES } from '../../cards/changes.ts';
import { PLANS } from '../../cards/plans.ts';
import { stoppedAfterOne } from '../../cards/samples.ts';

type Name = keyof typeof PLANS;
const cardOf = (change: Change) => renderReply({ kind: 'change', change, alone: false }, LATER).card;
const read = (change: Change): string => readable(cardOf(change));
const pending = (name: Name): string => read(changeIn(STATUSES.pending, PLANS[name]));
const done = (name: Name): string => read(applied(PLANS[name]));

/** What it is called; what it means before; what it means afterwards. */
const WORDS: Readonly<Record<Name, readonly [title: string, before: string, after: string]>> = {
  'enable sync': ['Enable user sync', 'it will be added as one', 'it has been added as one'],
  'disable sync': ['Disable user sync', 'It removes nobody.', 'Nobody was removed.'],
  'create policy': ['Create sync policy, switched off', 'off (no policy)\noff', 'Sync policy\nnone\nexists'],
  'create policy of a stranger': [
    'Create sync policy, switched off',
    '2. Create its sync policy with user sync off',
    'it has been added as one',
  ],
  'delete policy': ['Delete sync policy', 'do not confirm yet', 'Users who are already synchronised stay.'],
  'delete policy that is off': ['Delete sync policy', 'stay as guests or members', 'may keep the deleted policy'],
  rename: [
    'Rename sync policy',
    'Policy name\n“Fabrikam”\n“Fabrikam Residences”',
    'Policy name\n“Fabrikam”\n“Fabrikam Residences”',
  ],
  'group sync on': ['Enable group sync', 'Group sync\noff\non', 'Group sync\noff\non'],
  'group sync off': ['Disable group sync', 'Group sync\non\noff', 'Group sync\non\noff'],
  'add partner': ['Add partner', 'it will be added as one', 'it has been added as one'],
  'remove partner': ['Remove partner', 'Everything will be gone', 'Everything that was set for this partner is gone'],
  'redemption inbound on': [
    'Change automatic redemption',
    'will not be shown a consent prompt here. Sync needs that.',
    'User sync is on, and our side is ready',
  ],
  'redemption outbound off': [
    'Change automatic redemption',
    'Our users will be shown a consent prompt there.',
    'Our users are shown a consent prompt there.',
  ],
  'close partner': ['Close partner', 'User sync\non\noff', 'Automatic redemption, inbound\non\noff'],
  'trust as it was': [
    'Change inbound trust',
    'Trust of their MFA follows the default, which may allow more.',
    'Trust of their MFA\non\nby default',
  ],
  'the whole tenant as it was': [
    'Change settings of the whole tenant',
    '1. Set use of other clouds as it is to be.\n2. Set trust of their MFA and devices in the template as',
    'Use of other clouds\nUS Government and China\nnone',
  ],
  'restore policy': [
    'Restore sync policy, with user sync on',
    'The policy comes back with the settings it had',
    'administrators can now create',
  ],
  'restore policy and partner': [
    'Restore sync policy, with user sync on',
    'In 2 steps\n1. Restore the deleted partner as it was.\n2. Restore the deleted sync policy as it was.',
    'Deleted partner\nkept, can be restored\nnone',
  ],
  'purge policy': ['Purge deleted sync policy', 'It cannot be restored after that.', 'It can no longer be restored.'],
  'recreate deleted policy': [
    'Recreate deleted sync policy',
    'It may be refused',
    'goes back among the deleted ones, from where it can be restored',
  ],
  'undo enable sync': [
    'Remove partner',
    'Undoes “Enable user sync” (C-00000009)',
    'Undoes\n“Enable user sync” (C-00000009)',
  ],
  'undo remove partner': [
    'Enable user sync',
    'In 3 steps\n1. Add this organisation',
    'Undoes\n“Remove partner” (C-00000009)',
  ],
  'undo remove partner, kept': ['Restore sync policy, with user sync on', 'In 2 steps\n1. Restore', 'Deleted partner'],
  'undo remove partner, kept in part': [
    'Restore sync policy',
    '3. Change its sync policy: group sync off',
    'Group sync\noff (no policy)\noff',
  ],
  'template on': ['Enable user sync in template', 'its own\non', 'It replaces a tenant’s own setting'],
  'template off': ['Disable user sync in template', 'on\noff', 'when the tenant joins'],
  'template reset': ['Reset template', 'on\nnot set: every tenant keeps its own', 'keep the settings they have'],
};

describe.each(Object.entries(WORDS))('%s', (key, [title, before, after]) => {
  const name = Object.keys(PLANS).find((known): known is Name => known === key) ?? 'enable sync';

  test('is called what it does, and says what it means', () => {
    expect(pending(name).split('\n')[0]).toBe(title);
    expect(pending(name).split('\n')[2]).toMatch(/ · Not confirmed yet$/);
    expect(pending(name)).toContain(before);
    expect(done(name).split('\n')[0]).toBe(title);
    expect(done(name).split('\n')[2]).toMatch(/^✓ Applied · /);
    expect(done(name)).toContain(after);
  });

  test('is not called done before it is', () => {
    const open: readonly Status[] = [STATUSES.pending, STATUSES.verifying, STATUSES.writing, STATUSES.unknown];
    for (const status of open) {
      const text = read(changeIn(status, PLANS[name]));
      expect(text).not.toMatch(
        /has been added|was set|can no longer|\bApplied\b|\bas asked|can now|was removed|are shown/,
      );
    }
    expect(done(name)).not.toMatch(/will be|do not confirm|after that|It may be refused/);
  });

  test('tells nothing of what it would have meant once it has come to nothing', () => {
    expect(read(changeIn(STATUSES.rejected, PLANS[name]))).not.toContain('What it means');
  });

  test('gives a verdict on sync only where it is about that', () => {
    const isAbout = direction(aProposal(PLANS[name]).plan) === 'opens' || name === 'redemption inbound on';
    expect(pending(name).includes('User sync will be on')).toBe(isAbout);
    expect(done(name).includes('User sync is on')).toBe(isAbout);
  });
});

test('a text to send to the partner is shown when there is something to ask of them', () => {
  expect(done('enable sync')).toContain('Text for their administrator\nIn the Microsoft Entra admin center');
  expect(pending('enable sync')).not.toContain('Text for their');
});

test('who has confirmed already is not told to wait', () => {
  expect(pending('disable sync')).toContain('do not confirm yet');
  expect(read(changeIn(STATUSES.verifying, PLANS['disable sync']))).not.toContain('do not confirm yet');
});

test('what does not change is left out, but for whether users come in', () => {
  expect(pending('rename')).toContain('Policy name\n“Fabrikam”\n“Fabrikam Residences”\nUser sync\non\non\n');
  expect(pending('rename')).not.toMatch(/Partner configuration|Automatic redemption/);
  expect(pending('template on')).not.toContain('User sync\n');
});

describe('steps', () => {
  const removing = PLANS['remove partner'];

  test('are ticked off as they are done', () => {
    const writing = (steps: number) => read(changeIn({ ...STATUSES.writing, done: steps }, removing));
    expect(pending('remove partner')).toContain('In 2 steps\n1. Delete its sync policy.\n2. Remove the partner');
    expect(pending('remove partner')).toContain('In 2 steps: delete policy  ›  remove partner');
    expect(writing(0)).toContain('In 2 steps: ◑ delete policy  ›  ○ remove partner');
    expect(writing(1)).toContain('In 2 steps: ✓ delete policy  ›  ◑ remove partner');
    expect(writing(2)).toContain('In 2 steps: ✓ delete policy  ›  ✓ remove partner');
    expect(done('remove partner')).not.toContain('In 2 steps');
  });

  test('stopped half way: what is done, what is not, and the buttons that lead on', () => {
    const text = read(stoppedAfterOne(removing));
    expect(text).toContain('Done: Delete its sync policy.\nNot done: Remove the partner');
    expect(text).toContain('In 2 steps: ✓ delete policy  ›  ✕ remove partner');
    expect(text).toContain('use the buttons below');
    expect(text).not.toContain('What it means');
  });
});

test('what must be typed is asked for only as long as the change waits', () => {
  const inputs = (change: Change) => ofType(cardOf(change), 'Input.Text');
  const purging = PLANS['purge policy'];
  expect(inputs(changeIn(STATUSES.pending, purging))).toMatchObject([
    { id: 'typed', label: 'To confirm, type the last four characters of the tenant id above' },
  ]);
  for (const status of [STATUSES.verifying, STATUSES.rejected, STATUSES.expired]) {
    expect(inputs(changeIn(status, purging))).toEqual([]);
  }
  expect(inputs(applied(purging))).toEqual([]);
  expect(inputs(changeIn(STATUSES.pending))).toEqual([]);
});
