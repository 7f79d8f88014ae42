import { syncState, type DefaultConfiguration, type PartnerState } from '../../domain/policy.ts';
import { readiness } from '../../domain/readiness.ts';
import type { Line } from '../../domain/reply.ts';
import type { Style } from './style.ts';

/** Whether users will really be synchronised, and what is missing for it. */
type Outlook = { readonly style: Style; readonly title: string; readonly lines: readonly Line[] };

/** @param when whether `state` is what is, or what a change will leave behind */
export function outlook(state: PartnerState, defaults: DefaultConfiguration | null, when: 'now' | 'after'): Outlook {
  const is = when === 'now' ? 'is' : 'will be';
  if (syncState(state) !== 'on') return closed(state, is);
  const lines = [...missingHere(state, defaults), neededThere];
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

function closed(state: PartnerState, is: 'is' | 'will be'): Outlook {
  return {
    style: 'emphasis',
    title: closedTitle(state, is),
    lines: [[`Sync will not work: no user can ${is === 'is' ? '' : 'then '}be synchronised from this organisation.`]],
  };
}

function closedTitle(state: PartnerState, is: 'is' | 'will be'): string {
  if (state === null)
    return is === 'is' ? 'This organisation is not a partner' : 'This organisation will not be a partner';
  return state.identitySynchronization === null
    ? `User sync ${is} off: there ${is} no sync policy`
    : `User sync ${is} off`;
}

/** Where an administrator finds the switch that this bot does not touch (Entra: configure cross-tenant synchronization). */
const WHERE =
  'External Identities › Cross-tenant access settings › this organisation › Inbound access › Trust settings › “Automatically redeem invitations with the tenant”.';

const INBOUND = { strong: 'automatic redemption, inbound' };

/** What else sync needs on our side besides being switched on; empty when all is set. */
export function missingHere(state: PartnerState, defaults: DefaultConfiguration | null): readonly Line[] {
  const byDefault = (state?.automaticRedemption.inbound ?? null) === null;
  switch (readiness(state, defaults).redemptionInbound) {
    case 'on':
      return [];
    case 'off': {
      const off = byDefault ? ' is off by default' : ' is off';
      const text = `${off}. It is switched on in the Microsoft Entra admin center, not by me: ${WHERE}`;
      return [['Missing on our side: ', INBOUND, text]];
    }
    case 'unread': {
      const text = ` follows the default, which I could not read. Look in the Microsoft Entra admin center: ${WHERE}`;
      return [['Not known on our side: ', INBOUND, text]];
    }
  }
}

export const neededThere: Line = [
  'On the partner’s side, which I cannot see: their administrator must switch on ',
  { strong: 'automatic redemption, outbound' },
  ' for this tenant, then set up and start the sync there.',
];
