import type { TenantId } from '../../domain/ids.ts';
import type { Lookalike } from '../../domain/partners/lookalike.ts';
import type { TenantInformation } from '../../domain/partners/tenant.ts';
import type { PartnerLookup } from './partner-lookup.ts';

/** Whose names are known, and what looks like what. */
export type Alike = Pick<PartnerLookup, 'remembered' | 'lookalikes'>;

/**
 * Whom a partner could be mistaken for, among names that are known: nobody is asked for anything. Nobody is warned of this
 * organisation itself.
 */
export const alikeNow = async (
  lookup: Alike,
  home: TenantId,
  partner: TenantInformation,
): Promise<readonly Lookalike[]> =>
  partner.tenantId === home ? [] : lookup.lookalikes(partner, lookup.remembered(home));
