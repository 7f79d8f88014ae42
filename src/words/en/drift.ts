import { changedFields, openedDoors, type Drift, type Risk } from '../../domain/drift/drift.ts';
import type { Actor } from '../../domain/people/actor.ts';
import type { Line } from '../line.ts';
import { difference, fieldsOf } from '../../domain/policy/snapshot.ts';
import { moment } from './moment.ts';
import { isBlank, shortened } from '../text.ts';
import { FIELD_LABELS, fieldWords } from './changes/settings.ts';
import type { Style } from '../style.ts';

/** How a change that somebody else made reads. */

export const RISK_STYLES = { red: 'attention', amber: 'warning', green: 'good' } as const satisfies Record<Risk, Style>;

const OPENED = {
  userSync: 'user sync was switched on',
  groupSync: 'group sync was switched on',
  redemptionInbound: 'automatic redemption, inbound, was switched on',
} as const;

/** In a few words, the most dangerous part of it. */
export function whatHappened({ before, after }: Drift): string {
  const [door] = openedDoors({ before, after });
  if (door !== undefined) return OPENED[door];
  const names = difference(before, after);
  const is = fieldsOf(after);
  if (names.includes('partner')) return is.partner === 'present' ? 'a partner was added' : 'a partner was removed';
  if (names.includes('policy')) {
    return is.policy === 'present' ? 'a sync policy was created' : 'a sync policy was deleted';
  }
  return fieldsOf(before).userSync === true && is.userSync !== true
    ? 'user sync was switched off'
    : 'partner settings were changed';
}

type Row = { readonly label: string; readonly value: Line };

/** Graph: the default for automatic redemption is false, always. */
const DEFAULTS = { automaticRedemption: { inbound: false, outbound: false } };

export function differenceRows(drift: Drift): readonly Row[] {
  const { before, after } = drift;
  return changedFields(drift).map((name) => ({
    label: FIELD_LABELS[name],
    value: [`${fieldWords(name, before, DEFAULTS)} → `, { strong: fieldWords(name, after, DEFAULTS) }],
  }));
}

/** When it happened and who did it, as far as is known. */
export function originRows({ lastSeenAt, detectedAt, actor, follows }: Drift): readonly Row[] {
  const [from, to] = [moment(lastSeenAt), moment(detectedAt)];
  const changed = follows === null ? 'Changed' : 'Last changed';
  return [
    from === to
      ? { label: `${changed} on`, value: [from] }
      : { label: `${changed} between`, value: [`${from} and ${to}`] },
    { label: follows === null ? 'By' : 'Last by', value: actorLine(actor) },
    ...(follows === null
      ? []
      : [{ label: 'Before that', value: ['see ', { strong: follows }, ', which says who made the first part'] }]),
  ];
}

/** What must be known to read when it happened and who did it. */
export function originLines({ whileDown }: Drift): readonly Line[] {
  return whileDown ? [['I was not running for some of that time.']] : [];
}

const LONGEST_NAME = 60;

function actorLine(actor: Actor | null): Line {
  if (actor === null) return ['not known yet: the audit log tells within minutes as a rule, where I may read it'];
  return whoAndWhen(actor);
}

/** A record of the audit log: who, from where, when, and its id. */
export function recordLine(record: Actor): Line {
  return [...whoAndWhen(record), ', ', { say: shortened(record.auditId, LONGEST_NAME) }];
}

function whoAndWhen(actor: Actor): Line {
  const name = shortened(isBlank(actor.name) ? 'somebody without a name' : actor.name, LONGEST_NAME);
  const from = actor.ip === null ? '' : ` from ${shortened(actor.ip, LONGEST_NAME)}`;
  return [{ strong: name }, `${from}, ${moment(actor.at)}`];
}
