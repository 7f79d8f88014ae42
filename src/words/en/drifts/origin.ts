import type { Drift } from '../../../domain/drift/drift.ts';
import type { DriftId } from '../../../domain/ids.ts';
import type { Fact } from '../../line.ts';
import { moment } from '../moment.ts';
import { actorRows, ADDRESS_NOTE } from './actors.ts';

/** When it happened and who did it, as far as is known; of the last part where it follows another. */
export const origin = {
  when: ({ lastSeenAt, detectedAt, follows }: Drift): Fact => {
    const [from, to] = [moment(lastSeenAt), moment(detectedAt)];
    const changed = follows === null ? 'Changed' : 'Last changed';
    return from === to
      ? { label: `${changed} on`, value: [from] }
      : { label: `${changed} between`, value: [`${from} and ${to}`] };
  },
  by: actorRows,
  earlier: (follows: DriftId): Fact => ({
    label: 'Before that',
    value: ['see ', { strong: follows }, ', which says who made the first part'],
  }),
  addressNote: ADDRESS_NOTE,
  notRunning: 'I was not running for some of that time.',
};
