import type { Stop } from '../../../domain/change/stop.ts';
import type { AccessRefusal } from '../../../domain/people/access.ts';
import type { Person } from '../../../domain/people/person.ts';
import { say, type ByKind, type Sayings } from '../../by-kind.ts';
import type { Line } from '../../line.ts';
import { personName } from '../../names.ts';
import { neededRoles } from '../people.ts';

/** Why somebody may not, as others are told it: what else they hold, and could activate, is for themselves. */
const WHY: Sayings<ByKind<AccessRefusal>, string> = {
  anonymousSender: () => 'is not known here',
  foreignSender: () => 'belongs to another organisation',
  unknownAccount: () => 'has no account in this organisation any more',
  disabledAccount: () => 'has an account that is switched off',
  guestAccount: () => 'is not a member of this organisation',
  roleMissing: ({ access }) => `does not hold ${neededRoles(access)} for the whole tenant now`,
};

const whyNot = (refusal: AccessRefusal): string =>
  say<ByKind<AccessRefusal>, AccessRefusal['kind'], string>(WHY, refusal.kind, refusal);

const inShort: Readonly<Record<Stop['kind'], string>> = {
  requesterMayNot: 'Whoever asked may not ask any more',
  ruleStricter: 'The rule asks for another administrator now',
  notAsProposed: 'What is stored of this change is not what my journal has',
};

/** Why the bot ended a change, or took no further step of it. */
export const stops = {
  inShort,
  requesterMayNot: (requester: Person, refusal: AccessRefusal): Line => [
    { strong: `${inShort.requesterMayNot}: ` },
    personName(requester),
    ` ${whyNot(refusal)}.`,
  ],
  ruleStricter: [
    { strong: `${inShort.ruleStricter}: ` },
    'whoever runs me has made it stricter since this was confirmed.',
  ],
  notAsProposed: (members: readonly string[]): Line => [
    { strong: `${inShort.notAsProposed}: ` },
    { wrote: members.join(', ') },
    '. Somebody may have changed my store.',
  ],
  lookAtStore: [
    'Whoever runs me: find out who can write the store, and run ',
    { strong: 'npm run journal -- verify' },
    '. To everybody else: do not trust what this card shows.',
  ],
  deciderMayNot: (decider: Person, refusal: AccessRefusal): Line => [
    { strong: 'Whoever decided this may not any more: ' },
    personName(decider),
    ` ${whyNot(refusal)}.`,
  ],
  approvalGone: (approver: Person, refusal: AccessRefusal): Line => [
    { strong: 'An approval counts no more: ' },
    personName(approver),
    ` ${whyNot(refusal)}.`,
  ],
  writingStopped: ['Somebody else uses my own identity, so I open nothing until I am told to resume writing.'],
  previewOff: ['Microsoft Graph beta, which this needs, has been switched off.'],
  unreadable: [{ strong: 'I could not check once more that everybody involved may do this.' }],
  wroteNoFurther: ['So I wrote no further.'],
  nothingMore: ['I have stopped it here, and do nothing more with it.'],
  nothingWritten: ['Nothing was changed.'],
};
