import { offers } from '../../../commands/offers.ts';
import type { FileTrouble } from '../../../domain/replies/refusal.ts';
import type { Line } from '../../line.ts';
import { warning } from '../warning.ts';
import type { RefusalWords } from './refusal-words.ts';

const NOT_READ: Readonly<Record<'missing' | 'several' | 'notRead' | FileTrouble, Line>> = {
  missing: ['There is no file beside your line. Attach a CSV file in our own chat, and say the line with it.'],
  several: ['There is more than one file beside your line: attach one.'],
  notRead: [
    'I found no partner in it. It is to be a CSV file with a column “tenant” or “domain”, or one partner in each line.',
  ],
  elsewhere: ['It does not lie in this organisation’s SharePoint or OneDrive, and I read no other.'],
  unread: ['I could not check whether it lies in this organisation’s SharePoint. Try again in a minute.'],
  failed: ['SharePoint did not give it, or not in time. Try again in a minute.'],
  tooLarge: ['It is larger than 1 MB.'],
  notText: ['It is no text in UTF-8. A program for tables saves it as “CSV UTF-8”.'],
};

const WHY: Readonly<Record<FileTrouble, Line>> = {
  elsewhere: [
    'The address that came with your click is none of this organisation’s SharePoint, so I sent nothing there.',
  ],
  unread: [
    'I could not check whether the address is this organisation’s SharePoint, so I sent nothing. Try again in a minute.',
  ],
  tooLarge: ['It is too large.'],
  notText: ['It is no text.'],
  failed: ['SharePoint did not take it, or did not answer in time. Try again in a minute.'],
};

/** Files that are offered and taken. */
export const files = {
  filesAloneOnly: () =>
    warning('I hand out files in your own chat with me', [
      ['Teams lets me offer files there only. Open it, and type ', { elsewhere: offers.exportPartners }, '.'],
    ]),
  fileNotRead: ({ problem }) => warning('I did not read the file', [NOT_READ[problem], ['I did nothing.']]),
  fileNotPut: ({ problem }) =>
    warning('The file was not put into your OneDrive', [
      WHY[problem],
      ['To have it offered anew, type ', { say: offers.exportPartners }, '.'],
    ]),
} satisfies Partial<RefusalWords>;
