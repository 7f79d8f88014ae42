import { offersOfChange } from '../../../commands/offers.ts';
import type { Agreement } from '../../../domain/change/proposal.ts';
import type { JournalEvent } from '../../../domain/change/journal.ts';
import type { Instant } from '../../../domain/instant.ts';
import { say, type ByKind, type Sayings } from '../../by-kind.ts';
import type { Line } from '../../line.ts';
import { LONGEST_ID, shortened } from '../../text.ts';
import { exactMoment } from '../moment.ts';
import { personName } from '../../names.ts';
import { plural } from '../plural.ts';
import { AGREED } from './approval.ts';
import { END_CAME } from './ends.ts';
import { HALTS, OUTCOMES } from './many.ts';
import { stops } from './stops.ts';

/** What happened to a change, in a line of its journal; who decides it makes a difference. */
const EVENTS: Sayings<ByKind<JournalEvent & { readonly agreement: Agreement }>, Line> = {
  proposed: ({ proposal, agreement }) => [
    personName(proposal.requester),
    agreement === 'breakGlass' ? ' broke the glass for it: no second person approves it.' : ' asked for it.',
  ],
  claimed: ({ by, agreement }) => [personName(by), ` ${AGREED[agreement].did} it.`],
  approved: ({ by }) => [personName(by), ' approved it; others have to as well.'],
  released: () => ['The click came to nothing; nothing was changed.'],
  writeStarted: () => ['Role and settings were as they should be; writing began.'],
  stepDone: () => ['Graph said that a step is done.'],
  foundStale: () => ['The settings were no longer as the card showed them; nothing was written.'],
  applied: () => ['The settings were read back: as asked.'],
  failed: () => ['It did not come about as asked.'],
  tookEffect: () => ['It had been given up, and took effect after all.'],
  lostSight: () => ['The outcome could not be seen at once.'],
  stopped: ({ stop }) => [stops.inShort[stop.kind], '; it was stopped.'],
  looked: ({ by }) => [personName(by), ' was looking at it.'],
  rejected: ({ by, reason }) => [
    personName(by),
    ' said no',
    ...(reason === null ? [] : [': ', { wrote: reason }]),
    '.',
  ],
  ended: ({ by, reason }) => [
    personName(by),
    ' ended it, as any Security Administrator may',
    ...(reason === null ? [] : [': ', { wrote: reason }]),
    '.',
  ],
  superseded: ({ by, instead }) => [
    personName(by),
    ' asked for what closes the partner: ',
    { say: offersOfChange.show(instead) },
    ' took its place.',
  ],
  expired: () => ['Its time was over.'],
  reviewed: ({ by, finding }) => [personName(by), ' reviewed it: ', { wrote: finding }],
  endTold: ({ days }) => [
    plural(days, { one: 'Its end was told # day before.', other: 'Its end was told # days before.' }),
  ],
  endCame: ({ how }) => [`${END_CAME[how]}.`],
  membersEnded: ({ ended }) => [
    plural(ended.length, { one: 'One more partner is finished: ', other: '# more partners are finished: ' }),
    ended.map(({ change, how }) => `${change ?? 'none'} ${OUTCOMES[how]}`).join(', '),
    '.',
  ],
  foundOpen: ({ members }) => [
    plural(members.length, {
      one: 'One more partner was found open.',
      other: '# more partners were found open.',
    }),
  ],
  halted: ({ why, by }) => [...(by === undefined ? [] : [personName(by), ': ']), HALTS[why]],
  matched: ({ record }) => ['Entra’s audit log has it: ', { code: shortened(record.auditId, LONGEST_ID) }, '.'],
};

/** The journal of one change. */
export const journal = {
  heading: 'Journal',
  at: (at: Instant): string => `${exactMoment(at)}: `,
  event: (event: JournalEvent, agreement: Agreement): Line => {
    const told = { ...event, agreement };
    return say<ByKind<typeof told>, (typeof told)['kind'], Line>(EVENTS, told.kind, told);
  },
  requests: (ids: string): Line => [' Graph requests: ', { code: ids }],
  moreRequests: (count: number): string => ` and ${count} more`,
  linesLeftOut: (count: number): string => plural(count, { one: '… one more line …', other: '… # more lines …' }),
};
