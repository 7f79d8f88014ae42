import { offers } from '../../../commands/offers.ts';
import type { TenantInformation } from '../../../domain/partners/tenant.ts';
import type { Line } from '../../line.ts';
import { calledBy, ownDomain } from '../../names.ts';
import { row } from '../series.ts';
import { alreadySo } from './already-so.ts';
import type { RefusalWords } from './refusal-words.ts';

export const partners = {
  partnerNotFound: (refusal) => ({
    tone: 'warning',
    title: 'I do not know that partner',
    lines: [
      ['No partner has the name, domain or tenant id ', { strong: refusal.text }, '.'],
      didYouMean(refusal.near),
      ['A tenant that is no partner yet is found by its domain or tenant id.'],
    ],
  }),
  tenantUnknown: (refusal) => ({
    tone: 'warning',
    title: 'There is no such tenant',
    lines: [
      ['Entra knows no tenant ', { strong: refusal.text }, ', and it is no partner here.'],
      ['Check the tenant id with the partner’s administrator.'],
    ],
  }),
  homeTenant: (refusal) => ({
    tone: 'warning',
    title: 'That is this organisation itself',
    lines: [[{ strong: calledBy(refusal.tenant) }, ' is the tenant I guard; a tenant is no partner of its own.']],
  }),
  alreadySo: (refusal) => alreadySo(refusal.what, refusal.partner),
} satisfies Partial<RefusalWords>;

function didYouMean(near: readonly TenantInformation[]): Line {
  if (near.length === 0) return ['To see all partners, type ', { say: offers.listPartners }, '.'];
  const names = { strong: row(near.map(withDomain)) };
  return near.length === 1 ? ['Did you mean ', names, '?'] : ['Did you mean one of these? ', names];
}

function withDomain(tenant: TenantInformation): string {
  const domain = ownDomain(tenant);
  return domain === null ? calledBy(tenant) : `${calledBy(tenant)} (${domain})`;
}
