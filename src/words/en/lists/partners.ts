import type { PartnerFilter, PartnerList } from '../../../domain/replies/reply.ts';
import { plural } from '../plural.ts';

const WHICH: Readonly<Record<PartnerFilter, string>> = {
  any: '',
  on: ' with user sync on',
  off: ' with user sync off',
  none: ' without a sync policy',
  trustOn: ' with trust on',
  trustOff: ' with trust off',
  guestsOn: ' with guests unrestricted',
  guestsOff: ' with guests restricted',
  connectOn: ' with direct connect on',
  connectOff: ' with direct connect off',
  redemptionOn: ' with automatic redemption on',
  redemptionOff: ' with automatic redemption off',
};

const MEANS: Readonly<Record<PartnerFilter, string>> = {
  any: 'User sync: on lets users in, off keeps them out, none means that there is no sync policy, so no user comes in.',
  on: 'Their administrators can create, update and delete users here through sync.',
  off: 'They have a sync policy that does not let users in.',
  none: 'No user can be synchronised from them.',
  trustOn: 'MFA or devices of theirs count here, by their own setting or by the default.',
  trustOff: 'Neither MFA nor devices of theirs count here.',
  guestsOn: 'All of their users may be guests here, for all applications, by their own setting or by the default.',
  guestsOff: 'Not all of their users may be guests here, or not for all applications.',
  connectOn: 'Users of theirs may come into shared channels, by their own setting or by the default.',
  connectOff: 'No user of theirs may come into shared channels.',
  redemptionOn: 'Their users are not shown a consent prompt here.',
  redemptionOff: 'Their users are shown a consent prompt here.',
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
