import type { EndingDoor } from '../../../domain/ends/door.ts';
import type { Ending } from '../../../domain/ends/ending.ts';
import type { EndingList } from '../../../domain/replies/reply.ts';
import type { TenantInformation } from '../../../domain/partners/tenant.ts';
import type { Line } from '../../line.ts';
import { personName } from '../../names.ts';
import { FIELD_LABELS } from '../changes/settings.ts';
import { plural } from '../plural.ts';
import { row } from '../series.ts';
import { tenants } from '../tenants.ts';

/** What is open only until an end. */
export const ending = {
  title: ({ total }: EndingList): string => plural(total, { none: 'Nothing ends', one: '# end', other: '# ends' }),
  none: 'Nothing that is open has an end.',
  of: (partner: TenantInformation): Line => [{ strong: 'Open until an end: ' }, ...tenants.partner(partner, false)],
  ends: 'Ends',
  doors: (doors: readonly EndingDoor[]): string => row(doors.map((door) => FIELD_LABELS[door])),
  decided: ({ by, id }: Ending): Line => ['Decided by ', personName(by), ' with ', { code: id }, '.'],
};
