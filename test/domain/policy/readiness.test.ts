import { describe, expect, test } from 'vitest';
import type { PartnerState, Setting } from '../../../src/domain/policy/policy.ts';
import { readiness } from '../../../src/domain/policy/readiness.ts';

const partner = (userSync: Setting | 'no policy', inbound: Setting): PartnerState => ({
  automaticRedemption: { inbound, outbound: null },
  identitySynchronization: userSync === 'no policy' ? null : { displayName: null, userSync, groupSync: 'unknown' },
});
const defaults = (inbound: boolean) => ({ automaticRedemption: { inbound, outbound: !inbound } });

describe('whether users will really be synchronised', () => {
  test.each([
    ['both switches on', partner(true, true), defaults(false), 'ready'],
    ['sync on, redemption inherited from a default that allows it', partner(true, null), defaults(true), 'ready'],
    ['sync on, redemption inherited from a default that does not', partner(true, null), defaults(false), 'notReady'],
    ['sync on, redemption off although the default allows it', partner(true, false), defaults(true), 'notReady'],
    ['sync off', partner(false, true), defaults(true), 'notReady'],
    ['sync not said', partner(null, true), defaults(true), 'notReady'],
    ['no sync policy', partner('no policy', true), defaults(true), 'notReady'],
    ['no partner', null, defaults(true), 'notReady'],
    ['sync on, redemption inherited from a default nobody could read', partner(true, null), null, 'cannotTell'],
    ['sync on, redemption set here, so that the unread default does not matter', partner(true, true), null, 'ready'],
    ['redemption off here, and the default could not be read', partner(true, false), null, 'notReady'],
    ['sync off, and the default could not be read', partner(false, null), null, 'notReady'],
  ])('%s', (_, state, read, verdict) => {
    expect(readiness(state, read).verdict).toBe(verdict);
  });

  test('says of each switch how it stands', () => {
    expect(readiness(partner(true, null), null)).toMatchObject({ userSync: 'on', redemptionInbound: 'unread' });
    expect(readiness(partner(false, true), null)).toMatchObject({ userSync: 'off', redemptionInbound: 'on' });
    expect(readiness(null, defaults(false))).toMatchObject({ userSync: 'off', redemptionInbound: 'off' });
  });

  test('does not take outbound redemption for inbound', () => {
    const outboundOnly: PartnerState = {
      automaticRedemption: { inbound: null, outbound: true },
      identitySynchronization: { displayName: null, userSync: true, groupSync: 'unknown' },
    };
    expect(readiness(outboundOnly, defaults(false)).redemptionInbound).toBe('off');
  });
});
