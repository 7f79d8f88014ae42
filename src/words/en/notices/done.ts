import { offers, offersOfChange } from '../../../commands/offers.ts';
import type { FieldName } from '../../../domain/policy/snapshot.ts';
import type { Topic } from '../../../domain/telling/subscription.ts';
import { personName } from '../../names.ts';
import { changeCalled } from '../changes/called.ts';
import { FIELD_LABELS } from '../changes/settings.ts';
import { drifts } from '../drifts.ts';
import { localMoment } from '../moment.ts';
import { rhythmWords } from '../rhythm.ts';
import { tenants } from '../tenants.ts';
import { plural } from '../plural.ts';
import { row } from '../series.ts';
import type { NoticeWords } from './notice-words.ts';

/** What each topic stands for. */
const TOPICS: Readonly<Record<Topic, string>> = {
  changes: 'every change that I made or tried to make, when its outcome is known',
  drift: 'changes that were not made through me',
  approvals: 'changes that wait for somebody’s approval',
  evidence: 'the head of my journal, once a day: keep it, and my journal can be checked against it',
};

const named = (fields: readonly FieldName[]): string => row(fields.map((field) => FIELD_LABELS[field]));

/** What a line did. */
export const done = {
  driftAccepted: ({ drift, ends }) => ({
    tone: 'info',
    title: 'Accepted',
    lines: [
      [
        ...tenants.partner(drift.partner),
        ': ',
        { strong: drifts.whatHappened(drift) },
        '. Accepted as it is now; I report what differs from that later.',
      ],
      ...(ends === undefined || ends.doors.length === 0 ? [] : [['On that day I close: ', named(ends.doors), '.']]),
      ...(ends === undefined || ends.asks.length === 0
        ? []
        : [['On that day I ask again about: ', { strong: named(ends.asks) }, '.']]),
      ['The cards of ', { strong: drift.id }, ' show who accepted it, and why.'],
    ],
    ...(ends !== undefined && { texts: [`It ends on ${localMoment(ends.at)}.`] }),
  }),
  driftHalfAccepted: ({ drift }) => ({
    tone: 'info',
    title: 'Another administrator has to accept it, too',
    lines: [
      [
        ...tenants.partner(drift.partner),
        ': ',
        { strong: drifts.whatHappened(drift) },
        '. It opens this organisation, and nobody is named for it yet. ',
        { strong: drift.id },
        ' stays open until a second Security Administrator accepts it.',
      ],
    ],
    offers: [offers.listDrift],
  }),
  listStopped: ({ change }) => ({
    tone: 'info',
    title: 'I start no further partner',
    lines: [
      [
        ...changeCalled(change),
        ' (',
        { code: change.proposal.id },
        '): I finish what is running; its card says what was left as it is.',
      ],
    ],
    offers: [offersOfChange.show(change.proposal.id)],
  }),
  withdrawn: ({ change, of }) => ({
    tone: 'info',
    title: of === null ? 'You took it back' : 'You ended it',
    lines: [
      [...changeCalled(change), ' (', { code: change.proposal.id }, ') will not be carried out. Nothing was changed.'],
      ...(of === null ? [] : [['I tell ', personName(of), ', who asked for it.']]),
    ],
    offers: [offersOfChange.show(change.proposal.id)],
  }),
  writingResumed: ({ misuse }) => ({
    tone: 'info',
    title: 'I may open again',
    lines: [['You have released me. Every card of ', { strong: misuse }, ' says who agreed to that, and why.']],
  }),
  reviewClosed: ({ change }) => ({
    tone: 'info',
    title: 'The review is closed',
    lines: [
      [
        ...tenants.ofChange(change),
        ': what you found stands on every card of ',
        { strong: change.proposal.id },
        ' and in its journal.',
      ],
    ],
    offers: [offersOfChange.show(change.proposal.id)],
  }),
  subscribed: ({ where, topics }) => ({
    tone: 'info',
    title: `I notify ${where === 'channel' ? 'this channel' : 'this chat'} now`,
    lines: [
      ...topics.map((topic) => [{ strong: topic }, `: ${TOPICS[topic]}.`]),
      ['To end it, type ', { say: offers.stopNotifyingHere }, '.'],
    ],
  }),
  digestKept: ({ where, digest }) => ({
    tone: 'info',
    title: `${where === 'channel' ? 'This channel' : 'This chat'} gets a digest`,
    lines: [
      [{ strong: rhythmWords(digest) }, ': how you stand, and what has changed since the last one.'],
      ['To see it now, type ', { say: offers.overview }, '. To end it, type ', { say: offers.stopDigestHere }, '.'],
    ],
  }),
  digestStopped: () => ({
    tone: 'info',
    title: 'No more digests here',
    lines: [['To begin again, type ', { say: offers.digestHere }, '.']],
  }),
  noDigest: () => ({
    tone: 'info',
    title: 'There was no digest here anyway',
    lines: [['To have one every Monday, type ', { say: offers.digestHere }, '.']],
  }),
  webhookRetried: ({ count }) => ({
    tone: 'info',
    title: count === 0 ? 'No event is parked' : 'I send them again',
    lines: [
      count === 0
        ? ['Everything that was to be sent to the webhook was taken, or is on its way.']
        : [
            `${plural(count, { none: 'No event goes', one: 'One event goes', other: '# events go' })} to the receiver once more, before what is new. What it refuses again is parked again: type `,
            { say: offers.listWebhook },
            ' in a minute.',
          ],
    ],
  }),
  filesOffered: ({ names }) => ({
    tone: 'info',
    title: plural(names.length, { one: 'I have one file for you', other: 'I have # files for you' }),
    lines: [
      [
        { strong: row(names) },
        plural(names.length, {
          one: '. Press Allow on its own card: I then write it as of that moment into your OneDrive, where you may share it.',
          other:
            '. Press Allow on the card of each: I then write it as of that moment into your OneDrive, where you may share it.',
        }),
      ],
      [
        plural(names.length, {
          one: 'It tells who may come in here: guard it as you guard what I show you.',
          other: 'They tell who may come in here: guard them as you guard what I show you.',
        }),
      ],
    ],
  }),
  filePut: ({ name }) => ({
    tone: 'info',
    title: 'The file is in your OneDrive',
    lines: [[{ strong: name }, ' has everything as it was a moment ago.']],
  }),
  unsubscribed: () => ({
    tone: 'info',
    title: 'I no longer notify this conversation',
    lines: [['To begin again, type ', { say: offers.notifyHere }, '.']],
  }),
  notSubscribed: () => ({
    tone: 'info',
    title: 'I did not notify this conversation anyway',
    lines: [['To see where I do, type ', { say: offers.listSubscriptions }, '.']],
  }),
} satisfies Partial<NoticeWords>;
