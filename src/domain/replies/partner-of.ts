import type { Change } from '../change/change.ts';
import { couldBeMistaken } from '../partners/lookalike.ts';
import type { DrawnTenant, TenantInformation } from '../partners/tenant.ts';
import type { Notice } from './notice.ts';

/**
 * The one partner that a notice is about, marked as it is drawn; undefined: it is about none, about many, or about all. Of a
 * refusal it is for the refusal alone to say, since it may be told to somebody who is to learn nothing.
 */
export function partnerOf(notice: Notice): DrawnTenant | undefined {
  if ('change' in notice) return ofChange(notice.change);
  if ('ending' in notice) return notice.ending.isOfDefault ? undefined : notice.ending.partner;
  if ('drift' in notice && typeof notice.drift === 'object') return notice.drift.partner;
  if ('burst' in notice) return notice.burst.partner ?? undefined;
  return 'partner' in notice ? notice.partner : undefined;
}

const ofChange = ({ proposal }: Change): DrawnTenant | undefined =>
  proposal.plan.many === undefined ? marked(proposal.partner, couldBeMistaken(proposal)) : undefined;

const marked = (partner: TenantInformation, isAlike: boolean): DrawnTenant => ({ ...partner, isAlike });
