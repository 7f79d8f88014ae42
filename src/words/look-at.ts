import type { Proposal } from '../domain/change/proposal.ts';
import { typedName } from '../domain/partners/tenant.ts';

/** The line that shows what a change is about, as it is now. */
export function lookAt({ partner, plan, lookalikes }: Proposal): { readonly say: string } {
  return {
    say: plan.before.kind === 'template' ? 'show template' : `show ${typedName(partner, lookalikes.length === 0)}`,
  };
}
