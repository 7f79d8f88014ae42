import type { Change } from '../change/change.ts';
import { couldBeMistaken } from '../partners/lookalike.ts';
import type { DrawnTenant, TenantInformation } from '../partners/tenant.ts';
import type { Notice } from './notice.ts';

/** The one partner that a notice is about, marked as it is drawn; undefined: it is about none, about many, or about all. */
export function partnerOf(notice: Notice): DrawnTenant | undefined {
  const told = notice.kind === 'refused' ? notice.refusal : notice;
  if ('change' in told && typeof told.change === 'object') return ofChange(told.change);
  if ('ending' in told) return told.ending.isOfDefault ? undefined : told.ending.partner;
  if ('drift' in told && typeof told.drift === 'object') return told.drift.partner;
  if ('burst' in told) return told.burst.partner ?? undefined;
  return 'partner' in told ? told.partner : undefined;
}

const ofChange = ({ proposal }: Change): DrawnTenant | undefined =>
  proposal.plan.many === undefined ? marked(proposal.partner, couldBeMistaken(proposal)) : undefined;

const marked = (partner: TenantInformation, isAlike: boolean): DrawnTenant => ({ ...partner, isAlike });
