import type { AccessRefusal } from '../../../domain/people/access.ts';
import type { Person } from '../../../domain/people/person.ts';
import { say, type ByKind, type Sayings } from '../../by-kind.ts';
import type { Line } from '../../line.ts';
import { personName } from '../../names.ts';
import { neededRoles } from '../people.ts';

/** Of somebody else, and to the one whom it is about. */
type Why = readonly [they: string, you: string];

const WHY: Sayings<ByKind<AccessRefusal>, Why> = {
  anonymousSender: () => ['is not known here', 'You are not known here'],
  foreignSender: () => ['belongs to another organisation', 'You belong to another organisation'],
  unknownAccount: () => [
    'has no account in this organisation any more',
    'You have no account in this organisation any more',
  ],
  disabledAccount: () => ['has an account that is switched off', 'Your account is switched off'],
  guestAccount: () => ['is not a member of this organisation', 'You are not a member of this organisation'],
  roleMissing: ({ access }) => [
    `does not hold ${neededRoles(access)} for the whole tenant now`,
    `You do not hold ${neededRoles(access)} for the whole tenant now`,
  ],
};

const why = (refusal: AccessRefusal): Why =>
  say<ByKind<AccessRefusal>, AccessRefusal['kind'], Why>(WHY, refusal.kind, refusal);

/** Why somebody may not: for their eyes only. */
export const whyNotLine = (person: Person, refusal: AccessRefusal): Line => [
  personName(person),
  ` ${why(refusal)[0]}.`,
];

/** The same, said to them. */
export const whyNotYou = (refusal: AccessRefusal): Line => [`${why(refusal)[1]}.`];

/** The same, as everybody may read it. */
export const unconfirmedLine = (person: Person): Line => [
  personName(person),
  '. I could not confirm their role. I tell only them why.',
];
