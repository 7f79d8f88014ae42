import { isChangeId } from '../../../domain/ids.ts';
import type { Ending } from '../../../domain/ends/ending.ts';
import type { FieldName } from '../../../domain/policy/snapshot.ts';
import type { EndingList } from '../../../domain/replies/reply.ts';
import type { Line } from '../../line.ts';
import { personName } from '../../names.ts';
import { FIELD_LABELS } from '../changes/settings.ts';
import { plural } from '../plural.ts';
import { row } from '../series.ts';
import { tenants } from '../tenants.ts';

/** Of whom it is. */
export const whose = ({ isOfDefault, partner }: Pick<Ending, 'isOfDefault' | 'partner'>): Line =>
  isOfDefault ? [{ strong: 'the default for all partners' }] : tenants.partner(partner);

/** What is open, or accepted, only until an end. */
export const ending = {
  title: ({ total }: EndingList): string =>
    plural(total, { none: 'No access has an end date', one: '# decision that ends', other: '# decisions that end' }),
  none: 'What is open stays open until somebody closes it.',
  /** @param door how it stands, or what was done to it, in the words of all lists */
  of: (ending: Ending, door: string): Line => [`${door}: `, ...whose(ending)],
  ends: 'What ends',
  open: (names: readonly FieldName[]): string => row(names.map((name) => FIELD_LABELS[name])),
  /** Whoever asked for a change may not be who decided on it. */
  decided: ({ by, id }: Ending): Line => [
    isChangeId(id) ? 'Asked by ' : 'Accepted by ',
    personName(by),
    ': ',
    { code: id },
  ],
};
