import type { Directory } from '../../src/app/ports.ts';
import type { TenantId } from '../../src/domain/ids.ts';
import type { DefaultConfiguration, PartnerConfiguration, PartnerState } from '../../src/domain/policy/policy.ts';
import type { Trouble } from './trouble.ts';

/** What can be in trouble on its own. `later pages`: every page of the partner list but the first. */
export type Subject = 'partners' | 'later pages' | 'defaults' | 'writes';

/** A home tenant with no partners, and what its administrators and its luck can do to it, fresh for one test. */
export type DirectoryWorld = {
  readonly directory: Directory;
  /** How many partners fit on a page of the list. */
  readonly pageSize: number;
  /** Sets a partner behind the directory's back; null removes it. */
  readonly set: (tenantId: TenantId, state: PartnerState) => void;
  readonly setDefaults: (defaults: DefaultConfiguration) => void;
  /** Gives a partner and its policy members that no reader knows. */
  readonly addUnknownMembers: (tenantId: TenantId) => void;
  /** What is really there. */
  readonly get: (tenantId: TenantId) => PartnerState;
  /** Everything that a partner holds besides its state, comparable with toEqual. */
  readonly restOf: (tenantId: TenantId) => unknown;
  /** @param times how many requests; all from now on when left out */
  readonly fail: (subject: Subject, trouble: Trouble, times?: number) => void;
  /** The next write takes effect, and its answer is lost. */
  readonly loseAnswerOfWrite: () => void;
};

export const NOTHING_SET: PartnerConfiguration = {
  automaticRedemption: { inbound: null, outbound: null },
  identitySynchronization: null,
};

/** A partner with a sync policy. */
export const withPolicy = (
  userSync: boolean | null,
  displayName: string | null = 'Fabrikam',
  automaticRedemption: PartnerConfiguration['automaticRedemption'] = NOTHING_SET.automaticRedemption,
): PartnerConfiguration => ({
  automaticRedemption,
  identitySynchronization: { displayName, userSync, groupSync: 'unknown' },
});

/** The state without group sync and other settings, which a directory may show or not. */
export function comparable(state: PartnerState): PartnerState {
  if (state === null) return null;
  const { automaticRedemption, identitySynchronization: policy } = state;
  return { automaticRedemption, identitySynchronization: policy && { ...policy, groupSync: 'unknown' } };
}
