import { offers } from '../../../commands/offers.ts';
import type { FileTrouble } from '../../../domain/replies/refusal.ts';
import type { Line } from '../../line.ts';
import { warning } from '../warning.ts';
import type { RefusalWords } from './refusal-words.ts';

const NOT_READ: Readonly<Record<'missing' | 'several' | 'notRead' | FileTrouble, Line>> = {
  missing: ['There is no file with your message. Attach a CSV file in our own chat, and send the line with it.'],
  several: ['There is more than one file with your message: attach one.'],
  notRead: [
    'I found no partner in it. It must be a CSV file with a column “tenant” or “domain”, or one partner in each line.',
  ],
  elsewhere: ['It is not in this organisation’s SharePoint or OneDrive, and I read no other place.'],
  unread: ['I could not check whether it is in this organisation’s SharePoint. Try again in a minute.'],
  failed: ['SharePoint did not give me the file, or not in time. Try again in a minute.'],
  tooLarge: ['It is larger than 1 MB.'],
  notText: ['It is not text in UTF-8. A program for tables saves it as “CSV UTF-8”.'],
};

const WHY: Readonly<Record<FileTrouble, Line>> = {
  elsewhere: [
    'The address that came with your click is not in this organisation’s SharePoint, so I sent nothing there.',
  ],
  unread: [
    'I could not check whether the address is in this organisation’s SharePoint, so I sent nothing. Try again in a minute.',
  ],
  tooLarge: ['It is too large.'],
  notText: ['It is not text.'],
  failed: ['SharePoint did not take it, or did not answer in time. Try again in a minute.'],
};

/** Files that are offered and taken. */
export const files = {
  filesAloneOnly: () =>
    warning('I give out files only in your own chat with me', [
      ['Teams lets me offer files only there. Open it, and type ', { elsewhere: offers.exportPartners }, '.'],
    ]),
  fileNotRead: ({ problem }) => warning('I did not read the file', [NOT_READ[problem], ['I did nothing.']]),
  fileNotPut: ({ problem }) =>
    warning('The file was not put into your OneDrive', [
      WHY[problem],
      // What is too large, or no text, would be so again.
      problem === 'tooLarge' || problem === 'notText'
        ? ['Whoever runs me gets it with ', { code: 'npm run export' }, '.']
        : ['To get it again, type ', { say: offers.exportPartners }, '.'],
    ]),
} satisfies Partial<RefusalWords>;
