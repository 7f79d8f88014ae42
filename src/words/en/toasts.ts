import type { Change } from '../../domain/change/change.ts';
import type { Notice } from '../../domain/replies/notice.ts';
import { partnerOf } from '../../domain/replies/partner-of.ts';
import type { Reply } from '../../domain/replies/reply.ts';
import { couldBeMistaken, isAlike } from '../../domain/partners/lookalike.ts';
import type { TenantInformation } from '../../domain/partners/tenant.ts';
import { say, type ByKind, type Sayings } from '../by-kind.ts';
import type { Message } from '../line.ts';
import { beside } from './beside.ts';
import { planTitle } from './changes/plan.ts';
import { drifts } from './drifts.ts';
import { evidence } from './evidence.ts';
import { help } from './help.ts';
import { lists } from './lists.ts';
import { misuse } from './misuse.ts';
import { notices } from './notices.ts';
import { reasons } from './reasons.ts';
import { tenants } from './tenants.ts';

/** What says no more of a change or a partner than its kind. */
type Plain = Exclude<Reply, { kind: 'change' | 'changeDetails' | 'changePartners' | 'partner' }>;

const about = (tenant: TenantInformation, what: string, isAlike?: boolean): string =>
  `${tenants.short(tenant, isAlike)}: ${what}`;

const PLAIN: Sayings<ByKind<Plain>, string> = {
  help: () => help.title,
  topicHelp: ({ topic }) => help.topics[topic].title,
  whoami: () => 'Who you are and what you can do here',
  partners: lists.partners.title,
  changeForm: () => beside.formTitle,
  choice: lists.choice.title,
  notice: ({ notice }) => {
    if (notice.kind === 'transientUnheard') return drifts.transient.titleAlone(notice.transient);
    const { title } = say<ByKind<Notice>, Notice['kind'], Message>(notices, notice.kind, notice);
    const partner = partnerOf(notice);
    return partner === undefined ? title : about(partner, title);
  },
  history: lists.history.title,
  deletedItems: lists.deleted.title,
  deletedItem: (reply) => about(reply.tenant, lists.deletedOne.toast(reply)),
  tenant: ({ tenant, isPartner, lookalikes }) => about(tenant, lists.tenant.toast(isPartner), isAlike(lookalikes)),
  reach: ({ tenant }) => about(tenant, lists.reach.toast),
  subscriptions: lists.subscriptions.title,
  webhook: lists.webhook.title,
  open: lists.open.title,
  ending: lists.ending.title,
  recertification: lists.recertification.title,
  overview: lists.overview.title,
  defaults: () => lists.defaults.title,
  template: ({ template }) => lists.template.title(template),
  drift: ({ drift }) => about(drift.partner, drifts.title(drift)),
  sight: ({ sight }) => drifts.sight(sight).title,
  misuse: ({ misuse: found }) => misuse.title(found),
  transient: ({ transient }) => drifts.transient.titleAlone(transient),
  driftList: drifts.list.title,
  digest: ({ digest }) => drifts.digest.title(digest),
  reasonAsked: ({ what }) => reasons[what].title,
  evidence: ({ change: { proposal } }) => about(proposal.partner, evidence.toast, couldBeMistaken(proposal)),
};

/** One line for each kind of reply, which must make sense without the card. */
export const toasts = {
  plain: PLAIN,
  partner: about,
  change: ({ proposal }: Change, state: string): string => {
    const { plan, partner } = proposal;
    const whom = tenants.short(partner, couldBeMistaken(proposal));
    return `${planTitle(plan)} ${plan.many === undefined ? 'for' : 'of'} ${whom}: ${state}`;
  },
};
