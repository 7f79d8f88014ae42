import type { AccessRefusal } from '../../../domain/people/access.ts';
import type { Person } from '../../../domain/people/person.ts';
import { say, type ByKind, type Sayings } from '../../by-kind.ts';
import type { Line } from '../../line.ts';
import { personName } from '../../names.ts';
import { neededRoles } from '../people.ts';

const WHY: Sayings<ByKind<AccessRefusal>, string> = {
  anonymousSender: () => 'is not known here',
  foreignSender: () => 'belongs to another organisation',
  unknownAccount: () => 'has no account in this organisation any more',
  disabledAccount: () => 'has an account that is switched off',
  guestAccount: () => 'is not a member of this organisation',
  roleMissing: ({ access }) => `does not hold ${neededRoles(access)} for the whole tenant now`,
};

/** Why somebody may not: for their eyes only. */
export const whyNotLine = (person: Person, refusal: AccessRefusal): Line => [
  personName(person),
  ` ${say<ByKind<AccessRefusal>, AccessRefusal['kind'], string>(WHY, refusal.kind, refusal)}.`,
];

/** The same, as everybody may read it. */
export const unconfirmedLine = (person: Person): Line => [
  personName(person),
  '. I could not confirm their role. I tell only them why.',
];
