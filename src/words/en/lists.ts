import { choice } from './lists/choice.ts';
import { deleted, deletedOne } from './lists/deleted.ts';
import { ending } from './lists/ending.ts';
import { history } from './lists/history.ts';
import { open } from './lists/open.ts';
import { overview } from './lists/overview.ts';
import { partner, tenant } from './lists/partner.ts';
import { partners } from './lists/partners.ts';
import { reach } from './lists/reach.ts';
import { recertification } from './lists/recertification.ts';
import { subscriptions } from './lists/subscriptions.ts';
import { access, defaults } from './lists/access.ts';
import { template } from './lists/template.ts';
import { webhook } from './lists/webhook.ts';

/** What is read and shown: partners and tenants, what waits, what was done, what was deleted. */
export const lists = {
  choice,
  deleted,
  deletedOne,
  ending,
  history,
  open,
  overview,
  partner,
  partners,
  subscriptions,
  access,
  reach,
  recertification,
  defaults,
  template,
  tenant,
  webhook,
};
