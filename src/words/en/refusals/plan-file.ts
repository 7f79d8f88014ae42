import { offers } from '../../../commands/offers.ts';
import type { FileFault } from '../../../domain/declared/wanted.ts';
import { isBlank, shortened } from '../../text.ts';
import { warning } from '../warning.ts';
import type { RefusalWords } from './refusal-words.ts';

/** What is wrong, and what helps. */
const FAULTS: Readonly<Record<FileFault['what'], readonly [what: string, then: string]>> = {
  syntax: ['this cannot be read as YAML', 'Put it right, or export the partners anew.'],
  shortcut: ['an alias, an anchor, a tag or a directive, which I do not follow', 'Write out what it stands for.'],
  tooDeep: ['this is nested deeper than any setting', 'Keep to the form that I export.'],
  tooMuch: ['this is longer than all that Microsoft Graph keeps', 'Keep to the form that I export.'],
  otherForm: [
    'the version is none that I know, which is 1',
    'A file of a newer version of me is planned there. Else export the partners anew.',
  ],
  elsewhere: ['the organization is another one', 'Take a file that was exported here.'],
  noMapping: ['a mapping is to stand here, as in the form that I export', 'Put it right.'],
  noList: ['a list is to stand here, with an item for each partner', 'Put it right.'],
  keyTwice: ['a key that stood here before', 'Leave one of them.'],
  keyUnknown: ['a key that I do not know', 'Correct its spelling, or take it out.'],
  keyMissing: ['a key is missing', 'Add it, or export the partners anew.'],
  noTenant: ['no tenant id', 'Write it as Entra shows it, in quotes.'],
  partnerTwice: ['a partner that stood here before', 'Leave one of them.'],
  noSwitch: ['neither true nor false', 'Write one of them, or leave it empty to have the default decide.'],
  noName: ['no name of up to 256 characters', 'Write one in quotes, or leave it empty.'],
  noEnd: [
    'no time that there is, or nothing that may have an end',
    'Write it as "2027-03-31T18:00:00Z", or as "2027-03-31", which is a part of it.',
  ],
  standsElsewhere: ['no setting that stands here', 'Write it where the form that I export has it.'],
};

const LONGEST = 80;

/** A file of partners that is compared with what is. */
export const planFile = {
  noFileToPlan: () =>
    warning('There is no file beside your line', [
      ['Attach the YAML file in our own chat, and say “plan” with it: Teams hands me files there only.'],
      [
        'To have one made of what is now, type ',
        { say: offers.exportPartners },
        ', and change in it what should differ.',
      ],
    ]),
  fileNotFollowed: ({ fault: { what, line, at } }) => {
    const [wrong, then] = FAULTS[what];
    return warning('I did not follow the file', [
      [
        { strong: `Line ${line}: ` },
        `${wrong}${isBlank(at) ? '.' : ': '}`,
        ...(isBlank(at) ? [] : [{ wrote: shortened(at, LONGEST) }]),
      ],
      [`${then} I did nothing.`],
    ]);
  },
} satisfies Partial<RefusalWords>;
