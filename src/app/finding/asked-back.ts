import type { TenantId } from '../../domain/ids.ts';
import { syncState } from '../../domain/policy/policy.ts';
import type { Offer } from '../../domain/replies/offer.ts';
import type { Choice, Reply } from '../../domain/replies/reply.ts';
import type { Given, Proof } from '../authorize.ts';
import type { Resolution } from './resolution.ts';

type Resolved = Extract<Resolution, { kind: 'one' }>;

/** What whoever asked is told where the text does not say which partner is meant. @param say the same line with the tenant's id */
export function askedBack(
  proof: Pick<Proof, 'give' | 'refuse'>,
  text: string,
  resolution: Exclude<Resolution, Resolved>,
  say: (tenantId: TenantId) => Offer,
): Given<Reply> {
  if (resolution.kind === 'none' && resolution.options.length === 0) return proof.refuse(resolution.refusal);
  return proof.give(choiceOf(text, resolution, say));
}

/** Those that the text may mean, else those whose name it nearly is, each with how it stands. */
export const choiceOf = (text: string, resolution: Resolution, say: (tenantId: TenantId) => Offer): Choice => ({
  kind: 'choice',
  text,
  isNear: resolution.kind === 'none',
  options: resolution.options.map((tenant) => {
    const entry = resolution.entries?.find(({ tenantId }) => tenantId === tenant.tenantId);
    return { tenant, say: say(tenant.tenantId), sync: entry === undefined ? null : syncState(entry.state) };
  }),
});
