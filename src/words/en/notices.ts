import type { Refusal } from '../../domain/replies/refusal.ts';
import { say, type ByKind } from '../by-kind.ts';
import type { Message } from '../line.ts';
import { explaining } from './known-errors.ts';
import { alone } from './notices/alone.ts';
import { asides } from './notices/asides.ts';
import { done } from './notices/done.ts';
import { ends } from './notices/ends.ts';
import { hearing } from './notices/hearing.ts';
import { letters } from './notices/letters.ts';
import { pointing } from './notices/pointing.ts';
import { misread } from './notices/misread.ts';
import { newsOfChange } from './notices/news.ts';
import type { NoticeWords } from './notices/notice-words.ts';
import { places } from './notices/places.ts';
import { trouble } from './notices/trouble.ts';
import { recertifying } from './notices/recertifying.ts';
import { refusals } from './refusals.ts';

/** What somebody is told in a few sentences. */
export const notices: NoticeWords = {
  ...misread,
  ...pointing,
  ...trouble,
  ...done,
  ...asides,
  ...letters,
  ...newsOfChange,
  ...places,
  ...alone,
  ...hearing,
  ...ends,
  ...recertifying,
  ...explaining,
  refused: ({ refusal, again }) => ({
    ...say<ByKind<Refusal>, Refusal['kind'], Message>(refusals, refusal.kind, refusal),
    ...(again !== undefined && { offers: [again] }),
  }),
};
