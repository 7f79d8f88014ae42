import type { Lookalike } from '../../domain/partners/lookalike.ts';
import type { Line } from '../line.ts';
import type { TenantInformation } from '../../domain/partners/tenant.ts';
import { runLines, type RunLine } from '../runs.ts';
import { domainOf, nameOf } from './tenants.ts';

/** One warning: this tenant could be mistaken for another. */
type LookalikeView = { readonly why: string; readonly lines: readonly RunLine[] };
/** The warnings together; a list of none or one, as templates want it. */
export type LookalikesView = readonly { readonly warnings: readonly LookalikeView[] }[];

/** More would only be skipped by the eye, and a card has a size. */
const MOST = 4;

export function lookalikesView(lookalikes: readonly Lookalike[], tenant: TenantInformation): LookalikesView {
  if (lookalikes.length === 0) return [];
  const warnings = lookalikes.slice(0, MOST).map((lookalike) => lookalikeView(lookalike, tenant));
  const rest = lookalikes.length - MOST;
  if (rest <= 0) return [{ warnings }];
  const why = rest === 1 ? 'One more tenant looks alike.' : `${rest} more tenants look alike.`;
  return [{ warnings: [...warnings, { why, lines: [] }] }];
}

function lookalikeView(lookalike: Lookalike, tenant: TenantInformation): LookalikeView {
  switch (lookalike.kind) {
    case 'sameName':
      return { why: 'It looks like another tenant, which has the same name:', lines: who(lookalike.other) };
    case 'similarName':
      return { why: 'It looks like another tenant, which has a very similar name:', lines: who(lookalike.other) };
    case 'similarDomain':
      return { why: 'It looks like another tenant, which has a very similar domain:', lines: who(lookalike.other) };
    case 'nameLikeDomain':
      return { why: 'Its name reads like the domain of another tenant:', lines: who(lookalike.other) };
    case 'domainLikeName':
      return { why: 'Its domain reads like the name of another tenant:', lines: who(lookalike.other) };
    case 'nameHoldsId':
      return { why: 'Its name holds the tenant id of another tenant:', lines: who(lookalike.other) };
    case 'idInName':
      return { why: 'Its tenant id stands in the name of another tenant:', lines: who(lookalike.other) };
    case 'foreignLetters':
      return {
        why: 'The domain holds letters from outside the plain Latin alphabet. It reads:',
        lines: runLines([[{ strong: lookalike.unicode }], ['and is really ', { say: domainOf(tenant) }]]),
      };
    case 'uncompared':
      return {
        why: `I could not read the names of ${lookalike.count} other partners, so I could not compare them. Check the tenant id yourself.`,
        lines: [],
      };
  }
}

function who(other: TenantInformation): readonly RunLine[] {
  const lines: Line[] = [[{ strong: nameOf(other) }, ', ', domainOf(other)], [{ say: other.tenantId }]];
  return runLines(lines);
}
