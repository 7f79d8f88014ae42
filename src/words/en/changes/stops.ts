import type { Stop } from '../../../domain/change/stop.ts';
import type { AccessRefusal } from '../../../domain/people/access.ts';
import type { Person } from '../../../domain/people/person.ts';
import type { Line } from '../../line.ts';
import { personName } from '../../names.ts';
import { unconfirmedLine, whyNotLine } from './why-not.ts';

/** Who may not, and why where they read it alone. */
const who = (person: Person, refusal: AccessRefusal, alone: boolean): Line =>
  alone ? whyNotLine(person, refusal) : unconfirmedLine(person);

const inShort: Readonly<Record<Stop['kind'], string>> = {
  requesterMayNot: 'Whoever asked for it may no longer do so',
  ruleStricter: 'The rule asks for another administrator now',
  endMoved: 'It was given another end meanwhile',
  endPast: 'Its end date has passed meanwhile',
  listStopped: 'The list of which this is a part was stopped',
  notAsProposed: 'What is stored of this change is not what my journal has',
};

/** Why the bot ended a change, or took no further step of it. */
export const stops = {
  inShort,
  /** @param alone whether only the person whom it is about reads it */
  requesterMayNot: (requester: Person, refusal: AccessRefusal, alone: boolean): Line => [
    { strong: `${inShort.requesterMayNot}: ` },
    ...who(requester, refusal, alone),
  ],
  ruleStricter: [
    { strong: `${inShort.ruleStricter}: ` },
    'whoever runs me has made it stricter since this was confirmed.',
  ],
  endMoved: [{ strong: `${inShort.endMoved}: ` }, 'so I close nothing.'],
  endPast: [{ strong: `${inShort.endPast}: ` }, 'what was to be open until then stays closed.'],
  listStopped: [{ strong: `${inShort.listStopped}: ` }, 'what had not begun stays as it is.'],
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
  deciderMayNot: (decider: Person, refusal: AccessRefusal, alone: boolean): Line => [
    { strong: 'Whoever decided this may no longer do so: ' },
    ...who(decider, refusal, alone),
  ],
  approvalGone: (approver: Person): Line => [
    { strong: 'An approval no longer counts: ' },
    ...unconfirmedLine(approver),
  ],
  writingStopped: ['Somebody else uses my own identity, so I open nothing until I am told to resume writing.'],
  frozen: ['Everything has been frozen meanwhile, so I open nothing until it is thawed.'],
  previewOff: ['Microsoft Graph beta, which this needs, has been switched off.'],
  unreadable: [{ strong: 'I could not check once more that everybody involved may do this.' }],
  wroteNoFurther: ['So I stopped writing.'],
  nothingMore: ['I have stopped it here, and do nothing more with it.'],
  askedBy: (requester: Person): Line => ['Asked by ', personName(requester), '.'],
};
