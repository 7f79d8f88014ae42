import { offers, offersOfChange, offersOfPartner } from '../../../commands/offers.ts';
import type { StateName } from '../../../domain/change/status.ts';
import { missingApprovals } from '../../../domain/change/change.ts';
import { personName } from '../../names.ts';
import { nextSize, sizeOf } from '../../../domain/partners/arrivals.ts';
import { transientRisk } from '../../../domain/drift/transient.ts';
import { transient } from '../drifts/transient.ts';
import { misuse } from '../misuse.ts';
import { localMoment } from '../moment.ts';
import { plural } from '../plural.ts';
import { tenants } from '../tenants.ts';
import type { NoticeWords } from './notice-words.ts';

const NEVER = 'Nothing was written, and nothing will be.';

/** What becomes of what was confirmed with broken glass. */
const GLASS: Readonly<Record<StateName, string>> = {
  pending: 'Nothing is written yet.',
  applying: 'I write it next, unless something has changed meanwhile.',
  unknown: 'I do not know yet whether it took effect.',
  applied: 'It is written.',
  failed: 'It did not come about as asked.',
  rejected: NEVER,
  superseded: NEVER,
  expired: NEVER,
  stopped: 'I stopped; its card says why.',
  stale: NEVER,
};

/** What is said once of a change. It may have moved on since the letter was written; its card tells how it stands. */
export const letters = {
  reminder: ({ change }) => {
    const { id, again, requester, expiresAt } = change.proposal;
    return {
      tone: 'warning',
      title: 'A change still waits for approval',
      texts: [`It waits until ${localMoment(expiresAt)}.`],
      lines: [
        [
          ...tenants.ofChange(change),
          ': ',
          personName(requester),
          ' asked for ',
          { strong: again },
          ' (',
          { strong: id },
          ').',
        ],
        [
          plural(missingApprovals(change), {
            one: 'Another Security Administrator can approve or reject it on its card: type ',
            other:
              '# other Security Administrators have to approve it on its card, and any of them can reject it: type ',
          }),
          { say: offersOfChange.show(id) },
          '. Otherwise it expires, and nothing is changed.',
        ],
      ],
    };
  },
  head: ({ head: { entry, hash, at } }) => ({
    tone: 'info',
    title: 'The head of my journal',
    lines: [
      [`Entry ${entry}, `, { moment: at }, ':'],
      [{ strong: hash }],
      [
        'Keep this message where nobody who can write my store can write. With it, ',
        { code: 'npm run journal -- verify --witness FILE' },
        ' shows later that nothing before it was changed, and ',
        { code: 'npm run journal -- prove C-...' },
        ' shows one change to a stranger.',
      ],
    ],
  }),
  glassBroken: ({ change }) => {
    const { id, again, requester, reason } = change.proposal;
    const { state } = change.status;
    return {
      tone: 'warning',
      door: 'opens',
      title:
        state === 'applying'
          ? 'Somebody breaks the glass to open this organisation'
          : 'Somebody broke the glass to open this organisation',
      lines: [
        [
          ...tenants.ofChange(change),
          ': ',
          personName(requester),
          ' confirmed ',
          { strong: again },
          ' (',
          { strong: id },
          ') alone',
          ...(reason === null ? [] : [', because: ', { wrote: reason }]),
          `. ${GLASS[state]}`,
        ],
        ['See what comes of it: type ', { say: offersOfChange.show(id) }, '. Another administrator reviews it.'],
      ],
    };
  },
  misuse: ({ misuse: found }) => ({
    tone: found.status.state === 'open' ? 'error' : 'warning',
    title: misuse.title(found),
    texts: [misuse.deedTimes(found)],
    lines: [...misuse.lines(found), ...misuse.deedLines(found)],
    links: found.status.state === 'resumed' ? [] : ['appRegistrations'],
  }),
  transientUnheard: ({ transient: found }) => ({
    ...(transientRisk(found) === 'red' ? ({ tone: 'error', door: 'opens' } as const) : ({ tone: 'warning' } as const)),
    title: transient.title(found),
    texts: transient.passageTexts(found),
    // Of whom comes first.
    lines: [
      ...transient.passageLines(found),
      ...transient.lines(found),
      [
        'You read this alone: no channel or group chat hears of drift. In one, type ',
        { elsewhere: offers.notifyHere },
        ' with a mention of me.',
      ],
    ],
    offers: found.passages.slice(0, 3).map(({ partner }) => offersOfPartner.show(partner.tenantId)),
  }),
  syncBurst: ({ burst: { partner, domain, others = 0, count, limit, from, until } }) => ({
    tone: 'error',
    door: 'open',
    title: 'Unusually many users were synchronised in',
    texts: [`They came from ${localMoment(from)} to ${localMoment(until)}.`],
    lines: [
      [
        ...(partner === null ? [{ domain }] : tenants.partner(partner)),
        ...(others === 0
          ? [partner === null ? ', which is no partner’s' : '']
          : [
              plural(others, {
                one: ' and # other domain, neither of them a partner’s',
                other: ' and # other domains, none of them a partner’s',
              }),
            ]),
        plural(count, {
          one: ': # account was created here by sync. ',
          other: ': # accounts were created here by sync. ',
        }),
        plural(limit, {
          one: 'More than # within an hour is an alarm (',
          other: 'More than # within an hour are an alarm (',
        }),
        { code: 'SYNC_BURST' },
        ').',
      ],
      [
        partner === null
          ? 'Look in Entra’s list of users where they came from, then close that partner. '
          : 'If nobody expects them, disable sync: what came stays, and no more comes. ',
        plural(nextSize(sizeOf(count, limit), limit), {
          one: 'I tell of this burst again only beyond # account.',
          other: 'I tell of this burst again only beyond # accounts.',
        }),
      ],
    ],
    offers:
      partner === null
        ? [offers.listPartners]
        : [offersOfPartner.reach(partner.tenantId), offersOfPartner.disableSync(partner.tenantId)],
  }),
  reviewDue: ({ change }) => {
    const { id, again, requester, requestedAt, reason } = change.proposal;
    return {
      tone: 'warning',
      title: 'Broken glass still waits for a review',
      texts: [`The glass was broken on ${localMoment(requestedAt)}.`],
      lines: [
        [
          ...tenants.ofChange(change),
          ': ',
          personName(requester),
          ' broke the glass for ',
          { strong: again },
          ' (',
          { strong: id },
          ')',
          ...(reason === null ? [] : [', because: ', { wrote: reason }]),
          `. ${GLASS[change.status.state]} Nobody has looked at it since.`,
        ],
        ['Look at it: type ', { say: offersOfChange.show(id) }, '.'],
        [
          'Then any other Security Administrator says what they found: ',
          { say: offersOfChange.review(id) },
          '. Until then I write to every administrator each day.',
        ],
      ],
    };
  },
} satisfies Partial<NoticeWords>;
