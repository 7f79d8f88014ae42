import { expect, test } from 'vitest';
import { bringsBack } from '../../src/commands/bringing-back.ts';
import { COMMANDS } from '../../src/commands/list.ts';
import { planOfMany } from '../../src/domain/policy/plan.ts';
import { changeIdOf } from '../builders.ts';
import { WAYS_BACK } from '../support/ways-back.ts';

/** Opens, or closes, by words of its own: that is a decision, and no way back. */
const DECIDES = [
  ...['enable', 'disable'].flatMap((verb) =>
    ['sync', 'group sync', 'auto redemption'].map((what) => `${verb} ${what}`),
  ),
  ...['trust', 'stop trusting'].flatMap((verb) =>
    ['mfa', 'compliant devices', 'hybrid devices'].flatMap((what) => [`${verb} ${what}`, `${verb} ${what} by default`]),
  ),
  ...['change sync', 'create sync policy', 'rename sync policy', 'delete sync policy', 'purge sync policy'],
  ...['add partner', 'remove partner', 'renew end', 'end now', 'freeze all', 'plan', 'break glass:'],
  ...['enable sync in template', 'disable sync in template', 'reset template', 'accept drift', 'close partner'],
];
/** Changes nothing of a partner. */
const CHANGES_NOTHING = [
  ...['stop change', 'close review', 'keep', 'own', 'recertify', 'resume writing', 'retry webhook'],
  ...['notify here', 'stop notifying here', 'digest here', 'stop digest here', 'send approvals here'],
];

const NAMES = COMMANDS.filter(({ access }) => access === 'change').map(({ name }) => name);

// Who writes a new command says here which it is; a way back has its stories in test/stories/ends-past-ways.test.ts.
test('each command that changes something decides, brings back, or changes nothing of a partner', () => {
  expect([...WAYS_BACK, ...DECIDES, ...CHANGES_NOTHING].toSorted()).toEqual(NAMES.toSorted());
});

test.each(NAMES)('%s is known for what it is by the line that is kept', (name) => {
  const plan = planOfMany({ kind: 'list', members: [], left: [] });
  const isBack = WAYS_BACK.some((way) => way === name);
  expect(bringsBack({ again: `${name} X`, partOf: changeIdOf(1) })).toBe(isBack);
  expect(bringsBack({ again: name, plan })).toBe(isBack);
  // What goes on with a change of one partner goes on with what that decided.
  expect(bringsBack({ again: name })).toBe(isBack && name !== 'continue');
});
