import type { Drift } from '../../../domain/drift/drift.ts';
import type { DriftId } from '../../../domain/ids.ts';
import type { Actor } from '../../../domain/people/actor.ts';
import type { Fact, Line } from '../../line.ts';
import { isBlank, shortened } from '../../text.ts';
import { moment } from '../moment.ts';
import { UNNAMED } from '../people.ts';

const LONGEST_NAME = 60;

function whoAndWhen(actor: Actor): Line {
  const name = shortened(isBlank(actor.name) ? UNNAMED : actor.name, LONGEST_NAME);
  const from = actor.ip === null ? '' : ` from ${shortened(actor.ip, LONGEST_NAME)}`;
  return [{ strong: name }, `${from}, ${moment(actor.at)}`];
}

/** A record of the audit log: who, from where, when, and its id. */
export const recordLine = (record: Actor): Line => [
  ...whoAndWhen(record),
  ', ',
  { say: shortened(record.auditId, LONGEST_NAME) },
];

/** When it happened and who did it, as far as is known; of the last part where it follows another. */
export const origin = {
  when: ({ lastSeenAt, detectedAt, follows }: Drift): Fact => {
    const [from, to] = [moment(lastSeenAt), moment(detectedAt)];
    const changed = follows === null ? 'Changed' : 'Last changed';
    return from === to
      ? { label: `${changed} on`, value: [from] }
      : { label: `${changed} between`, value: [`${from} and ${to}`] };
  },
  by: ({ actor, follows }: Drift): Fact => ({
    label: follows === null ? 'By' : 'Last by',
    value:
      actor === null
        ? ['not known yet: the audit log tells within minutes as a rule, where I may read it']
        : whoAndWhen(actor),
  }),
  earlier: (follows: DriftId): Fact => ({
    label: 'Before that',
    value: ['see ', { strong: follows }, ', which says who made the first part'],
  }),
  notRunning: 'I was not running for some of that time.',
};
