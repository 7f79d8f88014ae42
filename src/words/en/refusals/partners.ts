import { offers, offersOfOpen } from '../../../commands/offers.ts';
import { tenants } from '../tenants.ts';
import { alreadySo } from './already-so.ts';
import type { RefusalWords } from './refusal-words.ts';

export const partners = {
  partnerNotFound: (refusal) => ({
    tone: 'warning',
    title: 'I do not know that partner',
    lines: [
      ['No partner has the name, domain or tenant id ', { strong: refusal.text }, '.'],
      ['To see all partners, type ', { say: offers.listPartners }, '.'],
      ['A tenant that is not a partner yet is found by its domain or tenant id.'],
    ],
  }),
  tenantUnknown: (refusal) => ({
    tone: 'warning',
    title: 'There is no such tenant',
    lines: [
      ['Entra knows no tenant ', { strong: refusal.text }, ', and it is not a partner here.'],
      ['Check the tenant id with the partner’s administrator.'],
    ],
  }),
  homeTenant: (refusal) => ({
    tone: 'warning',
    title: 'That is this organisation itself',
    lines: [[...tenants.partner(refusal.tenant), ' is the tenant that I guard; a tenant is not its own partner.']],
  }),
  alreadySo: (refusal) => alreadySo(refusal),
  notOpen: ({ partner }) => ({
    tone: 'info',
    title: 'That partner is not open',
    lines: [
      [...tenants.partner(partner), ' has neither sync nor redemption nor trust on: nobody has to answer for it.'],
      ['To see who answers for what, type ', { say: offers.listRecertification }, '.'],
    ],
  }),
  askedAlready: ({ partner }) => ({
    tone: 'info',
    title: 'That is asked already',
    lines: [
      ['Whether ', ...tenants.partner(partner), ' may stay open waits for an answer.'],
      [
        'Say why it may: ',
        { say: offersOfOpen.keep(partner.tenantId) },
        '; or close it: ',
        { say: offersOfOpen.close(partner.tenantId) },
        '.',
      ],
    ],
  }),
} satisfies Partial<RefusalWords>;
