import type { TenantId } from '../../domain/ids.ts';
import { syncState, type DefaultConfiguration, type PartnerState } from '../../domain/policy/policy.ts';
import { readiness } from '../../domain/policy/readiness.ts';
import type { Line } from '../line.ts';
import type { Style } from '../style.ts';

/** Whether users will really be synchronised, and what is missing for it. */
type Outlook = { readonly style: Style; readonly title: string; readonly lines: readonly Line[] };

/** Between which tenants sync would run. */
export type Pair = {
  /** What to type for the partner. */
  readonly typed: string;
  /** The tenant that the bot guards: where users would arrive. */
  readonly home: TenantId;
};

/** @param when whether `state` is what is, or what a change that lets users in will leave behind */
export function outlook(
  state: PartnerState,
  defaults: DefaultConfiguration | null,
  when: 'now' | 'after',
  pair: Pair,
): Outlook {
  const is = when === 'now' ? 'is' : 'will be';
  if (syncState(state) !== 'on') return closed(state);
  // Nobody is to be asked for anything while the change may still be cancelled.
  const text = when === 'now' ? [TEXT_FOLLOWS, textForThem(pair)] : [];
  const lines = [...missingHere(state, defaults, pair), NEEDED_THERE, ...text];
  switch (readiness(state, defaults).verdict) {
    case 'ready':
      return { style: 'good', title: `User sync ${is} on, and our side ${is} ready`, lines };
    case 'notReady':
      return { style: 'warning', title: `User sync ${is} on, but it will not work yet`, lines };
    case 'cannotTell': {
      const works = when === 'now' ? 'works' : 'will work';
      return { style: 'warning', title: `User sync ${is} on; I cannot tell whether it ${works}`, lines };
    }
  }
}

function closed(state: PartnerState): Outlook {
  return {
    style: 'emphasis',
    title: closedTitle(state),
    lines: [['Sync will not work: no user can be synchronised from this organisation.']],
  };
}

function closedTitle(state: PartnerState): string {
  if (state === null) return 'This organisation is not a partner';
  return state.identitySynchronization === null ? 'User sync is off: there is no sync policy' : 'User sync is off';
}

const INBOUND = { strong: 'automatic redemption, inbound' };

/** What else sync needs on our side besides being switched on; empty when all is set. */
export function missingHere(
  state: PartnerState,
  defaults: DefaultConfiguration | null,
  { typed }: Pair,
): readonly Line[] {
  const byDefault = (state?.automaticRedemption.inbound ?? null) === null;
  const enable = { say: `enable auto redemption from ${typed}` };
  switch (readiness(state, defaults).redemptionInbound) {
    case 'on':
      return [];
    case 'off':
      return [
        [
          'Missing on our side: ',
          INBOUND,
          byDefault ? ' is off by default' : ' is off',
          '. To switch it on, type ',
          enable,
          '.',
        ],
      ];
    case 'unread':
      return [
        [
          'Not known on our side: ',
          INBOUND,
          ' follows the default, which I could not read. To set it, type ',
          enable,
          '.',
        ],
      ];
  }
}

/** What only the source tenant can do (Entra: configure cross-tenant synchronization). */
export const NEEDED_THERE: Line = [
  'On the partner’s side, which I cannot see: their administrator must switch on ',
  { strong: 'automatic redemption, outbound' },
  ' for this tenant, then set up and start the sync there.',
];

const TEXT_FOLLOWS: Line = ['A text to send to their administrator:'];

/** Not `say`: it is long, and nothing to type to the bot. */
const textForThem = ({ home }: Pair): Line => [
  `In the Microsoft Entra admin center, go to External Identities > Cross-tenant access settings and add our tenant ${home} as an organization. Under Outbound access > Trust settings, select “Automatically redeem invitations with the tenant”. Then create and start a cross-tenant synchronization configuration to our tenant.`,
];
