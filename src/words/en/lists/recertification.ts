import type { EndingDoor } from '../../../domain/ends/door.ts';
import type { Person } from '../../../domain/people/person.ts';
import type { RecertificationList, RecertificationRow } from '../../../domain/replies/reply.ts';
import type { TenantInformation } from '../../../domain/partners/tenant.ts';
import type { Line } from '../../line.ts';
import { personName } from '../../names.ts';
import { FIELD_LABELS } from '../changes/settings.ts';
import type { Instant } from '../../../domain/instant.ts';
import { when } from '../moment.ts';
import { plural } from '../plural.ts';
import { row } from '../series.ts';
import { tenants } from '../tenants.ts';

const ASKED: Readonly<Record<NonNullable<RecertificationRow['stage']>, string>> = {
  asked: 'Asked',
  escalated: 'Asked, then all',
  unanswered: 'Unanswered since',
};

/** Partners that are open, and who answers for each. */
export const recertification = {
  title: ({ total }: RecertificationList): string =>
    plural(total, { none: 'No partner is open', one: '# open partner', other: '# open partners' }),
  none: 'No partner needs a renewal decision.',
  /** @param door how it stands, in the words of all lists */
  of: (partner: TenantInformation, door: string): Line => [`${door}: `, ...tenants.partner(partner)],
  /** A sentence with a time: for a text block. */
  asked: (stage: RecertificationRow['stage'], at: Instant, now: Instant): string =>
    `${stage === null ? 'Asked next' : ASKED[stage]}: ${when(at, now)}`,
  what: 'What is open',
  doors: (doors: readonly EndingDoor[]): string => row(doors.map((door) => FIELD_LABELS[door])),
  owner: (owner: Person | null): Line =>
    owner === null ? ['Nobody answers for it: all administrators are asked.'] : ['Owner: ', personName(owner), '.'],
};
