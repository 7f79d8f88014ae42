import { offersOfPartner } from '../../../commands/offers.ts';
import type { TenantId } from '../../../domain/ids.ts';
import type { Readiness } from '../../../domain/policy/readiness.ts';
import type { Line } from '../../line.ts';
import type { Tense } from '../../tense.ts';

/** The verdict where the door is open. */
const open: Readonly<Record<Tense, Readonly<Record<Readiness['verdict'], string>>>> = {
  now: {
    ready: 'User sync is on, and our side is ready',
    notReady: 'User sync is on, but it will not work yet',
    cannotTell: 'User sync is on; I cannot tell whether it works',
  },
  after: {
    ready: 'User sync will be on, and our side will be ready',
    notReady: 'User sync will be on, but it will not work yet',
    cannotTell: 'User sync will be on; I cannot tell whether it will work',
  },
};

const closed = {
  stranger: 'This organisation is not a partner',
  withoutPolicy: 'User sync is off: there is no sync policy',
  off: 'User sync is off',
};

const closedLine: Line = ['Sync will not work: no user can be synchronised from this organisation.'];

const INBOUND = { strong: 'automatic redemption, inbound' };

/** @param how what is to be done about it; nothing while a change of the partner is open */
const missingHere = (is: string, typed: string, how: Tense): Line => [
  'Missing on our side: ',
  INBOUND,
  is,
  '.',
  ...(how === 'now' ? [' To switch it on, type ', { say: offersOfPartner.redeem(typed) }, '.'] : []),
];

/** Automatic redemption on our side; `typed` is what to type for the partner. */
const missing = {
  off: (typed: string, tense: Tense): Line => missingHere(' is off', typed, tense),
  offByDefault: (typed: string, tense: Tense): Line => missingHere(' is off by default', typed, tense),
  unread: (typed: string, tense: Tense): Line => [
    'Not known on our side: ',
    INBOUND,
    ' follows the default, which I could not read.',
    ...(tense === 'now' ? [' To set it, type ', { say: offersOfPartner.redeem(typed) }, '.'] : []),
  ],
};

/** What only the source tenant can do (Entra: configure cross-tenant synchronization). */
const neededThere: Line = [
  'On the partner’s side, which I cannot see: their administrator must switch on ',
  { strong: 'automatic redemption, outbound' },
  ' for this tenant, then set up and start the sync there.',
];

const textFollows = 'Text for their administrator';

/** Not `say`: it is long, and nothing to type to the bot. `home` is where users would arrive. */
const textForThem = (home: TenantId): Line => [
  `In the Microsoft Entra admin center, go to External Identities > Cross-tenant access settings and add our tenant ${home} as an organization. Under Outbound access > Trust settings, select “Automatically redeem invitations with the tenant”. Then create and start a cross-tenant synchronization configuration to our tenant.`,
];

/** Whether users will really be synchronised, and what is missing for it. */
export const outlook = { open, closed, closedLine, missing, neededThere, textFollows, textForThem };
