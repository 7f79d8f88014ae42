import type { TenantInformation } from '../../domain/partners/tenant.ts';
import type { Line } from '../line.ts';
import { calledBy } from '../names.ts';
import { choice } from './lists/choice.ts';
import { deleted, deletedOne } from './lists/deleted.ts';
import { history } from './lists/history.ts';
import { open } from './lists/open.ts';
import { partner, tenant } from './lists/partner.ts';
import { partners } from './lists/partners.ts';
import { subscriptions } from './lists/subscriptions.ts';
import { template } from './lists/template.ts';
import { webhook } from './lists/webhook.ts';

/** How much of a tenant's id tells it from others: up to the first hyphen. */
const ID_BEGINS = 8;

/** What is read and shown: partners and tenants, what waits, what was done, what was deleted. */
export const lists = {
  choice,
  deleted,
  deletedOne,
  history,
  open,
  partner,
  partners,
  subscriptions,
  template,
  tenant,
  webhook,
  /** One change among others. Two tenants may be called alike: the beginning of the id tells them apart. */
  changeOf: (planTitle: string, whom: TenantInformation): Line => [
    { strong: planTitle },
    ' for ',
    { strong: calledBy(whom) },
    ...(calledBy(whom) === whom.tenantId ? [] : [` (${whom.tenantId.slice(0, ID_BEGINS)})`]),
  ],
};
