import type { Drift } from '../../../domain/drift/drift.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { DriftId } from '../../../domain/ids.ts';
import type { Fact } from '../../line.ts';
import { moment, when } from '../moment.ts';
import { row } from '../series.ts';
import { actorRows, ADDRESS_NOTE } from './actors.ts';

/** When it happened and who did it, as far as is known; of the last part where it follows another. */
export const origin = {
  when: ({ lastSeenAt, detectedAt, follows }: Drift): readonly Fact[] => {
    const changed = follows === null ? 'Changed' : 'Last changed';
    // Seconds are not told.
    return moment(lastSeenAt) === moment(detectedAt)
      ? [{ label: `${changed} on`, value: [], when: detectedAt }]
      : [
          { label: `${changed} after`, value: [], when: lastSeenAt },
          { label: `${changed} before`, value: [], when: detectedAt },
        ];
  },
  /** Of when Entra's records of it are. */
  recorded: (moments: readonly Instant[], now: Instant): string =>
    `By the audit log on ${row(moments.map((at) => when(at, now)))}.`,
  by: actorRows,
  earlier: (follows: DriftId): Fact => ({
    label: 'Before that',
    value: ['see ', { strong: follows }, ', which says who made the first part'],
  }),
  addressNote: ADDRESS_NOTE,
  notRunning: 'I was not running for some of that time.',
};
