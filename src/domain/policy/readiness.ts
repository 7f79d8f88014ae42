import type { DefaultConfiguration, PartnerState } from './policy.ts';

/**
 * Will users really be synchronised? Microsoft asks for three switches: inbound sync and inbound automatic redemption
 * on our side, outbound automatic redemption on the partner's (Entra: configure cross-tenant synchronization).
 */
export type Readiness = {
  readonly userSync: Check;
  readonly redemptionInbound: Check;
  /** `ready`: everything on our side is set. `notReady`: something is missing here. `cannotTell`: something could not be read. */
  readonly verdict: 'ready' | 'notReady' | 'cannotTell';
};

/** `off`: missing on our side. `unread`: it could not be read. */
export type Check = 'on' | 'off' | 'unread';

/** @param defaults what applies where the partner sets nothing; null: it could not be read */
export function readiness(state: PartnerState, defaults: DefaultConfiguration | null): Readiness {
  const userSync: Check = state?.identitySynchronization?.userSync === true ? 'on' : 'off';
  const own = state?.automaticRedemption.inbound ?? null;
  const effective = own ?? defaults?.automaticRedemption.inbound;
  const redemptionInbound: Check = effective === undefined ? 'unread' : effective ? 'on' : 'off';
  const checks = [userSync, redemptionInbound];
  const verdict = checks.includes('off') ? 'notReady' : checks.includes('unread') ? 'cannotTell' : 'ready';
  return { userSync, redemptionInbound, verdict };
}
