import { offersOfChange } from '../../../commands/offers.ts';
import { changeCalled } from '../changes/called.ts';
import { problemLine, subjectOf } from '../problems.ts';
import type { NoticeWords } from './notice-words.ts';

/** Something went wrong; no detail of what was unforeseen, but a reference that finds the log line. */
export const trouble = {
  unreadable: ({ problem, of, reference }) => ({
    tone: 'error',
    title: `I could not check ${subjectOf(problem.subject, of)}`,
    lines: [['What I cannot read, I do not allow. Nothing has changed.'], [problemLine(problem)]],
    reference,
  }),
  storeFailed: ({ reference }) => ({
    tone: 'error',
    title: 'I cannot use my store',
    lines: [
      ['What I cannot note down, I do not do: nothing was written to Microsoft Graph.'],
      ['Try again in a minute. If it stays so, whoever runs me finds the reason in the log.'],
    ],
    reference,
  }),
  unforeseen: ({ reference }) => ({
    tone: 'error',
    title: 'Something went wrong on my side',
    lines: [['I stopped there. Something may have been changed: look at the partner before you try again.']],
    reference,
  }),
  brokenOff: ({ change, cause, mayHaveWritten, reference }) => {
    const { id } = change.proposal;
    const why = cause === 'store' ? 'I could not use my store.' : 'Something went wrong on my side.';
    const which = [...changeCalled(change), ' (', { code: id }, ').'];
    return mayHaveWritten
      ? {
          tone: 'error',
          title: 'I do not know yet what came of a change',
          lines: [
            which,
            [`${why} I was writing to Microsoft Graph, and could not note how far I came. I write no more of it.`],
            ['As soon as I can, I look, and its card says what came of it. Please do not repeat it meanwhile.'],
          ],
          offers: [offersOfChange.show(id)],
          reference,
        }
      : {
          tone: 'error',
          title: 'I did not carry out a change',
          lines: [
            which,
            [`${why} Nothing was written to Microsoft Graph.`],
            ['Its card comes back as soon as it can be confirmed again.'],
          ],
          offers: [offersOfChange.show(id)],
          reference,
        };
  },
} satisfies Partial<NoticeWords>;
