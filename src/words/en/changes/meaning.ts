import type { Step } from '../../../domain/policy/step.ts';
import type { Line } from '../../line.ts';
import type { Tense } from '../../tense.ts';
import { plural } from '../plural.ts';
import { stepLine } from './plan.ts';
import { moveMeaning, settingNames } from './moves.ts';

type Told = Readonly<Record<Tense, Line>>;

const partnerAdded: Told = {
  after: ['This organisation is not a partner yet; it will be added as one.'],
  now: ['This organisation was not a partner; it has been added as one.'],
};

const NOT_READ = 'B2B collaboration, direct connect and trust';

/** What goes with a partner, by name, and what of it cannot be set again; null: it was not read. */
const partnerRemoved = (others: { readonly all: readonly string[]; readonly lost: readonly string[] } | null): Told => {
  const alsoGone = ` ${others === null ? NOT_READ : settingNames(others.all)} as well. ${againWords(others)}`;
  return {
    after: [{ strong: 'Everything will be gone' }, ' that is set for this partner:', alsoGone],
    now: [{ strong: 'Everything' }, ' that was set for this partner is gone:', alsoGone],
  };
};

function againWords(others: { readonly all: readonly string[]; readonly lost: readonly string[] } | null): string {
  if (others === null || others.lost.length === others.all.length) return 'I cannot set that again.';
  return others.lost.length === 0 ? 'Undo sets that again.' : `I cannot set again: ${settingNames(others.lost)}.`;
}

const purged: Told = {
  after: [{ strong: 'It cannot be restored after that.' }, ' Live settings stay.'],
  now: [{ strong: 'It can no longer be restored.' }, ' Live settings stay.'],
};

/** Who is shown the consent prompt (Entra: automatic redemption). */
const theirUsers: Readonly<Record<'redeemed' | 'asked', Told>> = {
  redeemed: {
    after: ['This partner’s users will not be shown a consent prompt here. Sync needs that.'],
    now: ['This partner’s users are not shown a consent prompt here. Sync needs that.'],
  },
  asked: {
    after: ['This partner’s users will be shown a consent prompt here. Sync does not work like that.'],
    now: ['This partner’s users are shown a consent prompt here. Sync does not work like that.'],
  },
};
const ourUsers: Readonly<Record<'redeemed' | 'asked', Told>> = {
  redeemed: {
    after: ['Our users will not be shown a consent prompt there, if the partner allows that as well.'],
    now: ['Our users are not shown a consent prompt there, if the partner allows that as well.'],
  },
  asked: {
    after: ['Our users will be shown a consent prompt there.'],
    now: ['Our users are shown a consent prompt there.'],
  },
};

const WHAT_THEY_DO = 'create, update and delete users here through sync, which runs about every 40 minutes.';

/** What a partner's administrators can do; `works`: nothing else is missing for sync. */
const opens: Readonly<Record<'works' | 'notYet', Told>> = {
  works: {
    after: [`This partner’s administrators can then ${WHAT_THEY_DO}`],
    now: [`This partner’s administrators can now ${WHAT_THEY_DO}`],
  },
  notYet: {
    after: [`Once sync works, this partner’s administrators can ${WHAT_THEY_DO}`],
    now: [`Once sync works, this partner’s administrators can ${WHAT_THEY_DO}`],
  },
};

const closes: Told = {
  after: [
    'This stops further changes through sync. ',
    { strong: 'It removes nobody.' },
    ' Users who are already synchronised stay.',
  ],
  now: [
    'Further changes through sync are stopped. ',
    { strong: 'Nobody was removed.' },
    ' Users who are already synchronised stay.',
  ],
};

const toRemoveUsers: Told = {
  after: [
    'If they are to be removed, do not confirm yet: they must be unassigned in the source tenant first, while sync is still on.',
  ],
  now: ['To remove them, sync must be on again while they are unassigned in the source tenant.'],
};

const lines = {
  /** Graph: policyDeletableItem. `may`: it is documented for beta alone. */
  policyKept: ['Microsoft may keep the deleted policy for 30 days.'],
  usersStay: ['Users who are already here stay as guests or members.'],
  nothingElseLost: ['It set nothing of its own for B2B collaboration, direct connect or trust that could be lost.'],
  policyRestored: ['The policy comes back with the settings it had when it was deleted.'],
  undoMayBeRefused: ['Undo may be refused: it uses a call of Graph beta that Microsoft has not finished documenting.'],
  amongDeleted: ['The policy goes back among the deleted ones, from where it can be restored.'],
  groupSyncLost: ['Its group sync is lost: Microsoft’s draft of that call knows none.'],
  mayBeRefused: ['It may be refused: it uses a call of Graph beta that Microsoft has not finished documenting.'],
  templateReplaces: ['It replaces a tenant’s own setting when the tenant joins the multitenant organization.'],
  joinedKeep: ['Tenants that have joined already keep the settings they have.'],
  templateReach: ['Microsoft decides anew to whom the template applies, as a rule to all tenants that join.'],
};

/** What a change means for people, and how it is done. */
export const meaning = {
  ...lines,
  heading: 'What it means',
  move: moveMeaning,
  partnerAdded,
  partnerRemoved,
  purged,
  theirUsers,
  ourUsers,
  opens,
  closes,
  toRemoveUsers,
  steps: {
    inSteps: (count: number): string => plural(count, { one: 'In one step', other: 'In # steps' }),
    row: (inSteps: string, steps: readonly string[]): string => `${inSteps}: ${steps.join('  ›  ')}`,
  },
  step: (number: number, step: Step): Line => [`${number}. `, ...stepLine(step)],
};
