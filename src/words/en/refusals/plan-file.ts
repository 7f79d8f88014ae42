import { offers } from '../../../commands/offers.ts';
import type { FileFault } from '../../../domain/declared/wanted.ts';
import { isBlank, shortened } from '../../text.ts';
import { warning } from '../warning.ts';
import type { RefusalWords } from './refusal-words.ts';

/** What is wrong, and what helps. */
const FAULTS: Readonly<Record<FileFault['what'], readonly [what: string, then: string]>> = {
  syntax: ['this is not valid YAML', 'Correct it, or export the partners again.'],
  shortcut: ['an alias, anchor, tag or directive, which I do not follow', 'Write out what it stands for.'],
  tooDeep: ['this is nested deeper than any setting', 'Use the form that I export.'],
  tooMuch: ['this is longer than anything that Microsoft Graph keeps', 'Use the form that I export.'],
  otherForm: [
    'unknown version: I know 1',
    'A file that a newer version of me made is for that one. Otherwise export the partners again.',
  ],
  elsewhere: ['this file is for another organisation', 'Use a file that was exported here.'],
  noMapping: ['expected a mapping, as in the form that I export', 'Correct it.'],
  noList: ['expected a list, with one item for each partner', 'Correct it.'],
  keyTwice: ['duplicate key', 'Keep one of them.'],
  keyUnknown: ['unknown key', 'Correct its spelling, or remove it.'],
  keyMissing: ['a key is missing', 'Add it, or export the partners again.'],
  noTenant: ['not a tenant id', 'Write it as Entra shows it, in quotes.'],
  partnerTwice: ['duplicate partner', 'Keep one of them.'],
  noSwitch: ['neither true nor false', 'Write one of them, or leave it empty to follow the default.'],
  noName: ['not a name of up to 256 characters', 'Write one in quotes, or leave it empty.'],
  noEnd: [
    'not a date or time, or this cannot have an end date',
    'Write a time as "2027-03-31T18:00:00Z", or a day as "2027-03-31": it ends after that day.',
  ],
  standsElsewhere: ['not a setting for this place', 'Write it where the form that I export has it.'],
};

const LONGEST = 80;

/** A file of partners that is compared with what is. */
export const planFile = {
  noFileToPlan: () =>
    warning('There is no file with your message', [
      ['Attach the YAML file in our own chat, and send “plan” with it: Teams gives me files only there.'],
      [
        'To get a file of how things are now, type ',
        { say: offers.exportPartners },
        ', and change what should differ.',
      ],
    ]),
  fileNotFollowed: ({ fault: { what, line, at } }) => {
    const [wrong, then] = FAULTS[what];
    return {
      ...warning('I did not follow the file', [
        [
          { strong: `Line ${line}: ` },
          `${wrong}${isBlank(at) ? '.' : ': '}`,
          ...(isBlank(at) ? [] : [{ wrote: shortened(at, LONGEST) }]),
        ],
        [`${then} I did nothing.`],
      ]),
      offers: [offers.exportPartners],
    };
  },
} satisfies Partial<RefusalWords>;
