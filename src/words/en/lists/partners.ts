import type { PartnerList, SyncFilter } from '../../../domain/replies/reply.ts';
import { plural } from '../plural.ts';

const WHICH: Readonly<Record<SyncFilter, string>> = {
  any: '',
  on: ' with user sync on',
  off: ' with user sync off',
  none: ' without a sync policy',
};

const MEANS: Readonly<Record<SyncFilter, string>> = {
  any: 'User sync: on lets users in, off keeps them out, none means that there is no sync policy, so no user comes in.',
  on: 'Their administrators can create, update and delete users here through sync.',
  off: 'They have a sync policy that does not let users in.',
  none: 'No user can be synchronised from them.',
};

/** Who may synchronise users. */
export const partners = {
  /** Such as `12 partners`, or `1 partner with user sync on`. */
  title: ({ filter, total }: PartnerList): string =>
    `${plural(total, { none: 'No partners', one: '# partner', other: '# partners' })}${WHICH[filter]}`,
  subtitle: ({ filter, total }: PartnerList): string => {
    if (total > 0) return MEANS[filter];
    return filter === 'any'
      ? 'This tenant has no partner configurations yet.'
      : 'There are none like that; the list of all partners shows the others.';
  },
  syncColumn: 'User sync',
  partnerColumn: 'Partner',
};
