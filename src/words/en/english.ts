import { beside } from './beside.ts';
import { changes } from './changes.ts';
import { common } from './common.ts';
import { door } from './door.ts';
import { drifts } from './drifts.ts';
import { errors } from './errors.ts';
import { evidence } from './evidence.ts';
import { help } from './help.ts';
import { links } from './links.ts';
import { lists } from './lists.ts';
import { misuse } from './misuse.ts';
import { moment, when } from './moment.ts';
import { notices } from './notices.ts';
import { offerTitles } from './offers.ts';
import { people } from './people.ts';
import { reach } from './reach.ts';
import { reasons } from './reasons.ts';
import { tenants } from './tenants.ts';
import { toasts } from './toasts.ts';

/** Everything that the bot says in English, by what it is about. */
export const english = {
  beside,
  changes,
  common,
  door,
  drifts,
  errors,
  evidence,
  help,
  links,
  lists,
  misuse,
  moment,
  when,
  notices,
  offers: offerTitles,
  people,
  reach,
  reasons,
  tenants,
  toasts,
};
