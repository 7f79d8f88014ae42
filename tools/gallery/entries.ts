import type { Instant } from '../../src/domain/instant.ts';
import { isOpenDrift } from '../../src/domain/drift/drift.ts';
import type { Reply } from '../../src/domain/replies/reply.ts';
import { MINUTE } from '../../test/builders.ts';
import { LATER } from '../../test/cards/changes.ts';
import { MANY_OPTIONS, REPLIES } from '../../test/cards/samples.ts';
import { ODD_NAMES, withNames } from '../../test/cards/with-names.ts';
import { renderReply } from '../../test/support/drawing.ts';
import { HARMLESS, noticesWith } from '../../test/words/every-notice.ts';
import type { Entry, Names, Sent } from './shape.ts';

/** Every card that the bot can send, in every state. */

/** What each kind stands under. One that is left out does not compile. */
const GROUPS: Readonly<Record<Reply['kind'], string>> = {
  change: 'Change',
  drift: 'Drift',
  driftList: 'Lists: drift',
  digest: 'Drift: digest',
  sight: 'Drift: sight',
  misuse: 'Misuse',
  transient: 'Transient',
  partner: 'Partner',
  tenant: 'Tenant',
  partners: 'Lists: partners',
  open: 'Lists: open',
  ending: 'Lists: ending',
  recertification: 'Lists: recertification',
  reach: 'Reach',
  overview: 'Overview',
  history: 'Lists: history',
  deletedItems: 'Lists: deleted',
  deletedItem: 'Deleted',
  changeDetails: 'Change: details',
  changePartners: 'Change: partners',
  evidence: 'Change: evidence',
  defaults: 'Defaults',
  template: 'Template',
  choice: 'Choice',
  changeForm: 'Form',
  reasonAsked: 'Reason asked',
  help: 'Help',
  topicHelp: 'Help: topics',
  whoami: 'Who am I',
  subscriptions: 'Subscriptions',
  webhook: 'Webhook',
  notice: 'Notice',
};

const isPending = (reply: Reply): boolean =>
  (reply.kind === 'change' && reply.change.status.state === 'pending') ||
  (reply.kind === 'drift' && isOpenDrift(reply.drift));

const cardOf = (reply: Reply): Sent => renderReply(reply, momentOf(reply)).card;

/** A while after what it tells of. */
function momentOf(reply: Reply): Instant {
  const status = reply.kind === 'change' ? reply.change.status : reply.kind === 'drift' ? reply.drift.status : null;
  return status !== null && 'at' in status ? Math.max(LATER, status.at + MINUTE) : LATER;
}

function entry(name: string, replies: Readonly<Record<Names, Reply>>): Entry {
  const { usual, long, hostile } = replies;
  const group = usual.kind === 'notice' ? `Notice: ${usual.notice.kind}` : GROUPS[usual.kind];
  const cards = { usual: cardOf(usual), long: cardOf(long), hostile: cardOf(hostile) };
  return { name, group, pending: isPending(usual), cards };
}

const samples = Object.entries({ ...REPLIES, 'choice of many': MANY_OPTIONS }).map(([name, reply]) =>
  entry(name, { usual: reply, long: withNames(reply, ODD_NAMES.long), hostile: withNames(reply, ODD_NAMES.hostile) }),
);

/** Every kind of notice and refusal, as often as its words differ. */
function notices(): readonly Entry[] {
  const [usual = [], long = [], hostile = []] = [HARMLESS, ODD_NAMES.long, ODD_NAMES.hostile].map((texts) =>
    noticesWith(texts).map((notice): Reply => ({ kind: 'notice', notice })),
  );
  const counts = new Map<string, number>();
  return usual.flatMap((reply, n) => {
    const [longer, worse] = [long[n], hostile[n]];
    if (reply.kind !== 'notice' || longer === undefined || worse === undefined) return [];
    const { notice } = reply;
    const kind = notice.kind === 'refused' ? `refused, ${notice.refusal.kind}` : notice.kind;
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    const name = `notice, ${kind}${count === 1 ? '' : ` ${count}`}`;
    return [entry(name, { usual: reply, long: longer, hostile: worse })];
  });
}

const rank = Object.values(GROUPS);
const placeOf = ({ group }: Entry): number => rank.indexOf(group.startsWith('Notice') ? 'Notice' : group);

export function entries(): readonly Entry[] {
  const all = [...samples, ...notices()].sort((a, b) => placeOf(a) - placeOf(b));
  const names = all.map(({ name }) => name);
  const twice = names.filter((name, n) => names.indexOf(name) !== n);
  if (twice.length > 0) throw new Error(`two cards are called the same: ${twice.join(', ')}`);
  return all;
}
