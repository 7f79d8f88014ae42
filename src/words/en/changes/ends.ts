import type { End, EndId, EndOutcome } from '../../../domain/ends/end.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { Line } from '../../line.ts';
import { when } from '../moment.ts';

/** What became of an end, of which nobody has to be told what it closed. */
export const END_CAME: Readonly<Record<EndOutcome, string>> = {
  closed: 'Its end came, and I closed it',
  nothing: 'It was closed before its end',
  replaced: 'Another end was decided later, which counts',
  asked: 'Its end came, and I asked: it was opened anew since',
};

/** Until when what a change opens may be open. */
export const ends = {
  came: ({ how }: { readonly how: EndOutcome }): Line => [`${END_CAME[how]}.`],
  /** A sentence with a time: for a text block. */
  ahead: ({ at }: Pick<End, 'at'>, now: Instant): string => `It ends on ${when(at, now)}.`,
  ofWhat: (id: EndId): Line => ['Its time was over: this is the end that was decided with ', { code: id }, '.'],
};
