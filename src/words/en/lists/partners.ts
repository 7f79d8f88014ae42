import type { PartnerFilter, PartnerList } from '../../../domain/replies/reply.ts';
import { fieldAsked, isOpenFilter, type How, type OpenFilter } from '../../../domain/policy/filters.ts';
import type { SettingField } from '../../../domain/policy/settings.ts';
import { moveMeaning } from '../changes/moves.ts';
import { plural } from '../plural.ts';

type OfSync = Exclude<PartnerFilter, OpenFilter>;

const WHICH: Readonly<Record<OfSync, string>> = {
  any: '',
  on: ' with user sync on',
  off: ' with user sync off',
  none: ' without a sync policy',
};

const MEANS: Readonly<Record<OfSync, string>> = {
  any: 'Open: their users may be synchronised in. Closed: they may not. No sync policy: no user comes in.',
  on: 'Their administrators can create, update and delete users here through sync.',
  off: 'They have a sync policy that does not let users in.',
  none: 'No user can be synchronised from them.',
};

/** What of a partner somebody may do, or may be reached, where it has a reach. */
const REACHES: ReadonlyMap<SettingField, string> = new Map([
  ['b2bCollaborationInbound', 'of their users may be guests here'],
  ['b2bCollaborationOutbound', 'of our users may be guests there'],
  ['b2bDirectConnectInbound', 'of their users may come into shared channels of ours'],
  ['b2bDirectConnectOutbound', 'of our users may go into shared channels of theirs'],
  ['appServiceConnectInbound', 'of their users may connect to our App Service applications'],
  ['m365CollaborationInbound', 'of their users may work in our Microsoft 365'],
  ['m365CollaborationOutbound', 'of our users may work in their Microsoft 365'],
]);
const OF_THEM: Readonly<Record<How, (reach: string) => string>> = {
  on: (reach) => `Some or all ${reach}`,
  off: (reach) => `None ${reach}`,
  unrestricted: (reach) => `All ${reach}, for all applications`,
  restricted: (reach) => `Not all ${reach}, or not for all applications`,
};

const OTHERS: Readonly<Record<string, { readonly on: string; readonly off: string }>> = {
  trust: {
    on: 'MFA or devices of theirs count here.',
    off: 'Neither MFA nor devices of theirs count here.',
  },
  'automatic redemption': {
    on: 'Their users are not shown a consent prompt here.',
    off: 'Their users are shown a consent prompt here.',
  },
  'automatic redemption outbound': {
    on: 'Our users are not shown a consent prompt there.',
    off: 'Our users are shown a consent prompt there.',
  },
  'group sync': {
    on: 'Their security groups can be synchronised in, as far as Graph shows it.',
    off: 'None of their security groups can be synchronised in, as far as Graph shows it.',
  },
  'tenant restrictions': {
    on: 'Not all accounts of theirs may be used, or not for all applications, where your tenant restrictions apply.',
    off: 'All accounts of theirs may be used where your tenant restrictions apply.',
  },
};

function meaning({ what, how }: OpenFilter): string {
  const field = fieldAsked(what);
  const reach = field && REACHES.get(field);
  if (reach !== undefined) return `${OF_THEM[how](reach)}, by their own setting or by the default.`;
  const isOn = how === 'on';
  const other = OTHERS[what];
  if (other !== undefined) return isOn ? other.on : other.off;
  return field === undefined ? '' : moveMeaning({ field, way: isOn ? 'wider' : 'narrower' }, true);
}

/** Who may synchronise users. */
export const partners = {
  /** Such as `12 partners`, or `1 partner with user sync on`. */
  title: ({ filter, total }: PartnerList): string =>
    `${plural(total, { none: 'No partners', one: '# partner', other: '# partners' })}${isOpenFilter(filter) ? ` with ${filter.what} ${filter.how}` : WHICH[filter]}`,
  subtitle: ({ filter, total }: Pick<PartnerList, 'filter' | 'total'>): string => {
    if (total > 0) return isOpenFilter(filter) ? meaning(filter) : MEANS[filter];
    return filter === 'any'
      ? 'This tenant has no partner configurations yet.'
      : 'There are none like that; the list of all partners shows the others.';
  },
  syncColumn: 'User sync',
  partnerColumn: 'Partner',
};
