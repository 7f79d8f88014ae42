import { FILE_FAULTS } from '../../src/domain/declared/wanted.ts';
import { offerLine, offerOf } from '../../src/commands/offer.ts';
import { offers, offersOfDrift } from '../../src/commands/offers.ts';
import { titled } from '../../src/domain/replies/offer.ts';
import type { Change } from '../../src/domain/change/change.ts';
import { ENDING_DOORS } from '../../src/domain/ends/door.ts';
import { APPROVAL_RULES } from '../../src/domain/change/approval.ts';
import { ASKED_BY, KNOWN_ERRORS } from '../../src/domain/known-error.ts';
import { STAGES } from '../../src/domain/recertify/recertification.ts';
import { withUserSync, type AlreadySo } from '../../src/domain/policy/goals.ts';
import type { FieldName } from '../../src/domain/policy/snapshot.ts';
import { live } from '../../src/domain/policy/snapshot.ts';
import type { Status } from '../../src/domain/change/status.ts';
import { SLOT_PROBLEMS, type Notice } from '../../src/domain/replies/notice.ts';
import type { Refusal } from '../../src/domain/replies/refusal.ts';
import { NEWS, type News } from '../../src/domain/telling/letter.ts';
import { isOurs } from '../../src/domain/telling/readers.ts';
import { TOPICS } from '../../src/domain/telling/subscription.ts';
import {
  aChange,
  aConversation,
  aDrift,
  anAskingEnd,
  anEnding,
  aPerson,
  aProblem,
  aSight,
  aProposal,
  aTenant,
  changeIdOf,
  driftIdOf,
  misuseIdOf,
  objectIdOf,
  NOW,
} from '../builders.ts';
import { MISUSES } from '../cards/misuses.ts';
import { TRANSIENTS } from '../cards/transients.ts';

/** What closes, and what renames: neither is an alarm. */
const CLOSED = { before: withUserSync(null, true, 'Fabrikam'), after: withUserSync(null, false, 'Fabrikam') };
const BEN = aPerson({ objectId: objectIdOf(2), displayName: 'Ben Walters' });
const ON = live(withUserSync(null, true, 'Fabrikam'));
const RENAMED = { before: withUserSync(null, false, 'Fabrikam'), after: withUserSync(null, false, 'Contoso') };

type EveryKind<Union extends { readonly kind: string }> = {
  readonly [Kind in Union['kind']]: readonly Extract<Union, { readonly kind: Kind }>[];
};

/** Where a file is wrong, as it is told of each. */
const FAULTY: Readonly<Partial<Record<(typeof FILE_FAULTS)[number], string>>> = {
  keyTwice: 'userSync',
  keyUnknown: 'synchronization.usersync',
  keyMissing: 'tenant',
  noTenant: 'fabrikam',
  noSwitch: 'synchronization.userSync',
  noName: 'synchronization.name',
  noEnd: 'synchronization.until',
  standsElsewhere: 'isServiceProvider',
};

/** What has become of a change, of which there is news. */
const BECAME: Readonly<Record<News, Status>> = {
  unseen: { state: 'pending', release: null, looking: null },
  approved: { state: 'applying', by: BEN, claimedAt: NOW, phase: 'verifying' },
  rejected: { state: 'rejected', by: BEN, at: NOW, reason: 'not before the audit' },
  ended: { state: 'rejected', by: BEN, at: NOW, reason: 'asked for twice' },
  superseded: { state: 'superseded', by: BEN, at: NOW, instead: changeIdOf(2) },
  expired: { state: 'expired', at: NOW, release: null },
  stale: { state: 'stale', by: BEN, at: NOW, found: ON },
  stopped: { state: 'stopped', at: NOW, stop: { kind: 'ruleStricter' } },
  failed: { state: 'failed', by: BEN, at: NOW, failure: { kind: 'notApplied', problem: aProblem(), found: ON } },
  applied: { state: 'applied', by: BEN, at: NOW, found: ON },
  unknown: { state: 'unknown', by: BEN, since: NOW, done: 0, problem: null },
};

/** Somebody broke the glass for it. */
const glass = (status: Status): Change =>
  aChange({ proposal: { approval: 'breakGlass', reason: 'the migration fails tonight' }, status });

/** What people and tenants can write. */
export type Texts = {
  readonly name: string;
  readonly domain: string;
  readonly person: string;
  readonly reason: string;
};

export const HARMLESS: Texts = {
  name: 'Fabrikam',
  domain: 'fabrikam.com',
  person: 'Megan Bowen',
  reason: 'because',
};

const ALREADY: Readonly<Record<AlreadySo, true>> = {
  syncOn: true,
  syncOff: true,
  noPolicy: true,
  noPartner: true,
  noPolicyToDelete: true,
  noSuchPartner: true,
  policyExists: true,
  noPolicyToChange: true,
  namedSo: true,
  groupSyncOn: true,
  groupSyncOff: true,
  partnerExists: true,
  redemptionOn: true,
  redemptionOff: true,
  trustOn: true,
  trustOff: true,
  nothingOpen: true,
  nothingDeleted: true,
  templateOn: true,
  templateOff: true,
  templateReset: true,
};
/** Of those that say it of one setting of several. */
const OF_SETTING: Readonly<Partial<Record<AlreadySo, FieldName>>> = {
  redemptionOn: 'redemptionInbound',
  redemptionOff: 'redemptionOutbound',
  trustOn: 'trustMfa',
  trustOff: 'trustCompliantDevices',
};
const isAlready = (key: string): key is AlreadySo => key in ALREADY;

/** Every kind of refusal, with these texts wherever one can appear. */
function refusalsWith({ name, domain, person: displayName, reason }: Texts): EveryKind<Refusal> {
  const tenant = aTenant({ displayName: name, defaultDomainName: domain });
  const person = aPerson({ displayName });
  const proposal = aProposal({ partner: tenant, requester: person, reason, again: `enable sync for ${name}` });
  const change = aChange({ proposal });
  const movedEnd = aChange({
    proposal: { ...proposal, plan: { ...proposal.plan, prolongs: true } },
    end: { at: 0, doors: ['userSync'], place: aConversation(), told: [], came: null },
  });
  const role = displayName === HARMLESS.person ? 'f2ef992c-3afb-46b9-b7cf-a126ee74c451' : displayName;
  const held = [{ roleDefinitionId: role, directoryScopeId: '/', throughGroup: name }];
  const administrator = '194ae4cb-b126-40b2-bd5b-6091b380977d';
  const narrow = [{ roleDefinitionId: administrator, directoryScopeId: '/administrativeUnits/1', throughGroup: name }];
  const drift = aDrift({ partner: tenant });
  const missing = { kind: 'roleMissing', access: 'change', held } as const;
  return {
    anonymousSender: [{ kind: 'anonymousSender' }],
    foreignSender: [{ kind: 'foreignSender' }],
    unknownAccount: [{ kind: 'unknownAccount' }],
    disabledAccount: [{ kind: 'disabledAccount' }],
    guestAccount: [{ kind: 'guestAccount' }],
    tooManyAtOnce: [0, 1, 600].map((waiting) => ({ kind: 'tooManyAtOnce', waiting })),
    tooMany: [
      { kind: 'tooMany', what: 'clicks', from: 'person', atOnce: 60, perMinute: 120 },
      { kind: 'tooMany', what: 'messages', from: 'conversation', atOnce: 60, perMinute: 120 },
    ],
    roleMissing: [
      { ...missing, eligible: 'unread' },
      { ...missing, eligible: [role] },
      { ...missing, eligible: [administrator] },
      { ...missing, access: 'read', held: narrow, eligible: [] },
      { ...missing, access: 'read', held: [], eligible: [] },
    ],
    tooManyPartners: [
      { kind: 'tooManyPartners', asked: 201, most: 200 },
      { kind: 'tooManyPartners', asked: 201, most: 200, inFile: true },
    ],
    noFileToPlan: [{ kind: 'noFileToPlan' }],
    fileNotFollowed: FILE_FAULTS.map((what) => ({
      kind: 'fileNotFollowed',
      fault: { what, line: 12, at: name === HARMLESS.name ? (FAULTY[what] ?? name) : name },
    })),
    asDeclared: [
      { kind: 'asDeclared', beside: { same: 12, unnamed: 1 }, left: [] },
      {
        kind: 'asDeclared',
        beside: { same: 1, unnamed: 2 },
        left: [{ partner: tenant, why: 'notByApp', settings: ['isServiceProvider', 'heardOfByNobody'] }],
      },
    ],
    nobodyToChange: [0, 1, 11, 12].map((count) => ({
      kind: 'nobodyToChange',
      left: Array.from({ length: count }, () => ({ partner: tenant, why: 'syncOff' as const })),
    })),
    notStoppable: [{ kind: 'notStoppable', change }],
    partnerNotFound: [{ kind: 'partnerNotFound', text: name }],
    tenantUnknown: [{ kind: 'tenantUnknown', text: domain }],
    homeTenant: [{ kind: 'homeTenant', tenant }],
    alreadySo: Object.keys(ALREADY)
      .filter(isAlready)
      .map((what) => ({ what, ...(OF_SETTING[what] && { field: OF_SETTING[what] }) }))
      .flatMap(({ what, ...so }) => [
        { kind: 'alreadySo', partner: tenant, what, ...so } as const,
        // Only what is open has an end.
        ...(what.endsWith('On') && what !== 'templateOn'
          ? [
              {
                kind: 'alreadySo',
                partner: tenant,
                what,
                ...so,
                ending: anEnding({ partner: tenant, by: person }),
              } as const,
            ]
          : []),
      ]),
    openChange: [true, false].flatMap((isOwn) => [
      { kind: 'openChange', open: change, isOwn } as const,
      {
        kind: 'openChange',
        open: aChange({ status: { state: 'applying', by: person, claimedAt: 0, phase: 'verifying' } }),
        isOwn,
      } as const,
    ]),
    notRequester: [{ kind: 'notRequester', requester: person }],
    ownChange: [{ kind: 'ownChange', change }],
    ruleStricter: [
      { kind: 'ruleStricter', change },
      { kind: 'ruleStricter', change: aChange({ proposal: { approval: 'secondPerson' } }) },
    ],
    nobodyElse: [
      { kind: 'nobodyElse', glass: offerLine('break glass: enable sync for fabrikam.com'), partner: tenant },
      { kind: 'nobodyElse', glass: null, partner: tenant },
    ],
    tooFewOthers: [
      {
        kind: 'tooFewOthers',
        glass: offerLine('break glass: enable sync for fabrikam.com'),
        partner: tenant,
        needed: 2,
        others: 1,
      },
      { kind: 'tooFewOthers', glass: null, partner: tenant, needed: 3, others: 2 },
    ],
    noApprovalsChannel: [{ kind: 'noApprovalsChannel' }],
    glassNotNeeded: [
      { kind: 'glassNotNeeded', instead: offerLine('enable sync for fabrikam.com') },
      { kind: 'glassNotNeeded', instead: null },
    ],
    notWithdrawable: [
      { kind: 'notWithdrawable', change, because: 'tooLate' },
      { kind: 'notWithdrawable', change, because: 'notTheirs' },
    ],
    noReviewDue: [{ kind: 'noReviewDue', change }],
    ownReview: [{ kind: 'ownReview', change }],
    changeUnknown: [{ kind: 'changeUnknown' }],
    previewOff: [{ kind: 'previewOff', command: 'list deleted' }],
    movedOn: [
      { kind: 'movedOn', change, what: 'undo' },
      { kind: 'movedOn', change, what: 'continue' },
    ],
    notFollowable: [
      { kind: 'notFollowable', change, what: 'undo' },
      { kind: 'notFollowable', change, what: 'continue' },
      { kind: 'notFollowable', change: movedEnd, what: 'undo' },
    ],
    frozen: [
      ...[reason, null].map(
        (why) => ({ kind: 'frozen', freeze: change.proposal.id, by: person, reason: why }) as const,
      ),
      { kind: 'frozen', freeze: change.proposal.id, by: person, reason, removes: true },
    ],
    thawInstead: [{ kind: 'thawInstead', change }],
    notFrozen: [{ kind: 'notFrozen' }],
    writingStopped: [{ kind: 'writingStopped', misuse: misuseIdOf(1) }],
    resumeNeedsAnother: [{ kind: 'resumeNeedsAnother', misuse: misuseIdOf(1) }],
    misuseRewritten: [{ kind: 'misuseRewritten', misuse: misuseIdOf(1), members: ['status'] }],
    notStopped: [{ kind: 'notStopped' }],
    driftUnknown: [{ kind: 'driftUnknown' }],
    driftClosed: [
      {
        kind: 'driftClosed',
        drift: { ...drift, status: { state: 'accepted', by: person, reason, at: NOW } },
      },
      { kind: 'driftClosed', drift: { ...drift, status: { state: 'superseded', by: driftIdOf(2), at: NOW } } },
    ],
    ownDrift: [{ kind: 'ownDrift', drift }],
    driftRewritten: [{ kind: 'driftRewritten', drift: driftIdOf(1), partner: tenant, members: ['half'] }],
    halfAccepted: [{ kind: 'halfAccepted', drift }],
    driftMovedOn: [{ kind: 'driftMovedOn', drift }],
    unsettable: [{ kind: 'unsettable', drift, names: ['isServiceProvider', 'heardOfByNobody'] }],
    reasonMissing: [{ kind: 'reasonMissing', say: offersOfDrift.accept(driftIdOf(1)) }],
    endPast: [
      { kind: 'endPast', partner: tenant, isOfDefault: false, doors: ENDING_DOORS },
      { kind: 'endPast', partner: tenant, isOfDefault: true, doors: ['trustMfa'] },
    ],
    endAsksOnly: [{ kind: 'endAsksOnly', ending: anEnding() }],
    endReplaced: [{ kind: 'endReplaced', partner: tenant, isOfDefault: false }],
    endUnknown: [{ kind: 'endUnknown' }],
    noSuchEnd: (['tooSoon', 'tooLate', 'inReason'] as const).map((problem) => ({ kind: 'noSuchEnd', problem })),
    notOpen: [{ kind: 'notOpen', partner: tenant }],
    askedAlready: [{ kind: 'askedAlready', partner: tenant }],
    challengeFailed: [{ kind: 'challengeFailed' }],
    personalChat: [{ kind: 'personalChat' }],
    nobodySpared: [1, 2].map((count) => ({
      kind: 'nobodySpared',
      unnamed: Array.from({ length: count }, () => ({ text: 'Contoso', why: 'unclear' as const })),
    })),
    sparedInReason: [{ kind: 'sparedInReason', text: `except ${name}` }],
    fileNotRead: (
      ['missing', 'several', 'notRead', 'elsewhere', 'unread', 'failed', 'tooLarge', 'notText'] as const
    ).map((problem) => ({ kind: 'fileNotRead', problem })),
    filesAloneOnly: [{ kind: 'filesAloneOnly' }],
    fileNotPut: (['elsewhere', 'unread', 'failed', 'tooLarge', 'notText'] as const).map((problem) => ({
      kind: 'fileNotPut',
      problem,
    })),
  };
}

/** Every kind of notice, with these texts wherever one can appear. @param changes whose news is told */
export function noticesWith(texts: Texts, all?: readonly Change[]): readonly Notice[] {
  const changes = all ?? [aChange()];
  const person = aPerson({ displayName: texts.person });
  const partner = aTenant({ displayName: texts.name, defaultDomainName: texts.domain });
  const change = aChange({ proposal: { partner } });
  const accepted = aDrift({ partner, status: { state: 'accepted', by: person, reason: texts.reason, at: NOW } });
  const broken = { kind: 'brokenOff', change, reference: 'R-3F7K' } as const;
  const every: EveryKind<Notice> = {
    refused: Object.values(refusalsWith(texts))
      .flat()
      .flatMap((refusal) => [
        { kind: 'refused', refusal } as const,
        ...(refusal.kind === 'roleMissing'
          ? [
              {
                kind: 'refused',
                refusal,
                again: titled(offerLine('disable sync for fabrikam.com because x'), 'tryAgain'),
              } as const,
            ]
          : []),
      ]),
    emptyLine: [
      { kind: 'emptyLine', quoted: false },
      { kind: 'emptyLine', quoted: true },
    ],
    courtesy: [
      { kind: 'courtesy', courtesy: 'hello' },
      { kind: 'courtesy', courtesy: 'thanks' },
    ],
    forwarded: [{ kind: 'forwarded' }],
    nothingWaits: [{ kind: 'nothingWaits', verdict: 'confirm' }],
    severalWait: [
      { kind: 'severalWait', verdict: 'approve', changes: [aChange({ proposal: { partner, reason: texts.name } })] },
    ],
    lineTooLong: [{ kind: 'lineTooLong', length: 5000, longest: 4000 }],
    invalidLine: [
      { kind: 'invalidLine', command: 'show', usage: 'show <partner>', problems: SLOT_PROBLEMS },
      {
        kind: 'invalidLine',
        command: 'enable sync',
        usage: 'enable sync for <partner>',
        problems: ['endInReason'],
        ways: {
          untilThen: titled(
            offerOf(`enable sync for ${texts.name} until 2027-03-31 because of it`) ?? offers.help,
            'withEnd',
          ),
          forGood: titled(
            offerOf(`enable sync for ${texts.name} because of it (until 2027-03-31)`) ?? offers.help,
            'forGood',
          ),
        },
      },
    ],
    notUnderstood: [
      { kind: 'notUnderstood', suggestion: null, hints: [], quoted: true },
      { kind: 'notUnderstood', suggestion: null, hints: [offers.listDrift, offers.history], quoted: false },
      { kind: 'notUnderstood', suggestion: 'enable sync for <partner> [because <reason>]', hints: [], quoted: false },
      { kind: 'notUnderstood', suggestion: offerOf(`show ${texts.name}`) ?? offers.help, hints: [], quoted: false },
    ],
    unreadable: [undefined, 'requester', 'everybody'].map((of) => ({
      kind: 'unreadable',
      problem: aProblem({ subject: 'role' }),
      reference: 'R-3F7K',
      ...(of === 'requester' || of === 'everybody' ? { of } : {}),
    })),
    storeFailed: [{ kind: 'storeFailed', reference: 'R-3F7K' }],
    unforeseen: [{ kind: 'unforeseen', reference: 'R-3F7K' }],
    brokenOff: [
      { ...broken, cause: 'store', mayHaveWritten: true },
      { ...broken, cause: 'unforeseen', mayHaveWritten: false },
    ],
    driftHalfAccepted: [{ kind: 'driftHalfAccepted', drift: aDrift({ partner }) }],
    driftAccepted: [
      { kind: 'driftAccepted', drift: accepted },
      {
        kind: 'driftAccepted',
        drift: accepted,
        ends: { at: NOW, doors: ['userSync'], asks: ['b2bCollaborationInbound'] },
      },
      {
        kind: 'driftAccepted',
        drift: accepted,
        ends: { at: NOW, doors: [], asks: ['b2bCollaborationInbound'] },
      },
    ],
    writingResumed: [{ kind: 'writingResumed', misuse: misuseIdOf(1) }],
    misuse: MISUSES.map((misuse) => ({ kind: 'misuse', misuse })),
    transientUnheard: TRANSIENTS.map((transient) => ({ kind: 'transientUnheard', transient })),
    listStopped: [{ kind: 'listStopped', change }],
    withdrawn: [
      ...changes.map((change) => ({ kind: 'withdrawn', change, of: null }) as const),
      { kind: 'withdrawn', change: aChange({ proposal: { partner } }), of: person },
    ],
    reviewClosed: changes.map((change) => ({ kind: 'reviewClosed', change })),
    subscribed: [
      { kind: 'subscribed', where: 'channel', topics: TOPICS },
      { kind: 'subscribed', where: 'groupChat', topics: ['drift'] },
    ],
    unsubscribed: [{ kind: 'unsubscribed' }],
    digestKept: [
      {
        kind: 'digestKept',
        where: 'channel',
        digest: { every: 'weekly', minute: 540, zone: 'Europe/Berlin', since: 0 },
      },
      { kind: 'digestKept', where: 'groupChat', digest: { every: 'daily', minute: 5, zone: 'UTC', since: 0 } },
    ],
    digestStopped: [{ kind: 'digestStopped' }],
    noDigest: [{ kind: 'noDigest' }],
    filesOffered: [['partners.yaml', 'partners.csv'], ['partners-since-2026-01-01.csv']].map((names) => ({
      kind: 'filesOffered',
      names,
    })),
    filePut: [{ kind: 'filePut', name: 'partners.yaml' }],
    webhookRetried: [0, 1, 2].map((count) => ({ kind: 'webhookRetried', count })),
    driftRewritten: [{ kind: 'driftRewritten', drift: driftIdOf(1), partner }],
    misuseRewritten: [{ kind: 'misuseRewritten', misuse: misuseIdOf(1) }],
    storeChanged: changes.map((change) => ({ kind: 'storeChanged', change })),
    ruleChanged: APPROVAL_RULES.flatMap((rule) =>
      (rule === 'self' ? [2] : [1, 2]).map(
        (approvers) =>
          ({
            kind: 'ruleChanged',
            before: { rule: 'self', approvers: 1 },
            now: { rule, approvers },
          }) as const,
      ),
    ),
    certificateEnds: [
      { kind: 'certificateEnds', ends: NOW - 86_400_000, isOver: true },
      { kind: 'certificateEnds', ends: NOW + 7 * 86_400_000, isOver: false },
    ],
    eventsParked: [
      { kind: 'eventsParked', parked: [] },
      { kind: 'eventsParked', parked: [{ id: 'C-7K3M9QX2-4', type: 'change.applied', status: 413, at: NOW }] },
    ],
    notSubscribed: [{ kind: 'notSubscribed' }],
    atIt: [{ kind: 'atIt' }],
    lookingUpRole: [{ kind: 'lookingUpRole' }],
    seeNewCard: [{ kind: 'seeNewCard' }],
    cardMovedOn: [{ kind: 'cardMovedOn' }],
    buttonOutOfDate: [{ kind: 'buttonOutOfDate' }],
    nothingHappened: [{ kind: 'nothingHappened' }],
    explained: KNOWN_ERRORS.map((error) => ({ kind: 'explained', error })),
    errorUnknown: [0, 1, 3].map((count) => ({ kind: 'errorUnknown', near: ASKED_BY.slice(0, count) })),
    introduction: [
      { kind: 'introduction', alone: true, forgets: false },
      { kind: 'introduction', alone: false, forgets: true },
    ],
    subscriptionLost: [
      { kind: 'subscriptionLost', where: 'channel', by: null },
      { kind: 'subscriptionLost', where: 'groupChat', by: person },
    ],
    syncBurst: [{ partner }, { partner: null }, { partner: null, others: 1 }, { partner: null, others: 50 }].map(
      (whose) => ({
        kind: 'syncBurst',
        burst: { ...whose, domain: 'fabrikam.com', count: 51, limit: 50, from: NOW, until: NOW + 1_800_000 },
      }),
    ),
    hearsNoMore: (['asked', 'appRemoved', 'deleted', 'refusedByTeams'] as const).flatMap((how) =>
      [person, null].map((by) => ({
        kind: 'hearsNoMore' as const,
        place: '19:security@thread.tacv2',
        where: by === null ? ('channel' as const) : ('groupChat' as const),
        topics: TOPICS,
        how,
        by,
        at: NOW,
      })),
    ),
    toldAlone: [{ kind: 'toldAlone' }],
    cannotTellAlone: ([null, 'read', 'change'] as const).map((access) => ({
      kind: 'cannotTellAlone',
      to: person,
      access,
    })),
    wordNotCounted: [...refusalsWith(texts).roleMissing, { kind: 'disabledAccount' } as const].map((refusal) => ({
      kind: 'wordNotCounted',
      change,
      to: person,
      refusal,
    })),
    confirmReaders: (
      ['unread', { guests: 0, strangers: 0 }, { guests: 0, strangers: 2 }, { guests: 1, strangers: 0 }] as const
    )
      .flatMap((others) => [
        ...(['shared', 'standard', 'private', 'unread'] as const).map(
          (channel) =>
            ({
              kind: 'confirmReaders',
              where: 'channel',
              readers: { channel, others },
              say: offers.notifyHere,
            }) as const,
        ),
        {
          kind: 'confirmReaders',
          where: 'groupChat',
          readers: { channel: null, others },
          say: offers.notifyHere,
        } as const,
      ])
      // Of none where nobody of another organisation can read along is that asked.
      .filter(({ readers }) => !isOurs(readers)),
    nobodyHears: [{ kind: 'nobodyHears' }],
    driftUnheard: [
      ...[0, 1, 2].map((more) => ({
        kind: 'driftUnheard' as const,
        drift: aDrift({ partner }),
        more,
        way: 'nobodyHears' as const,
      })),
      ...[CLOSED, RENAMED].map(({ before, after }) => ({
        kind: 'driftUnheard' as const,
        drift: aDrift({ partner, before: live(before), after: live(after) }),
        more: 0,
        way: 'notTaken' as const,
      })),
    ],
    blindUnheard: (['nobodyHears', 'notTaken'] as const).map((way) => ({ kind: 'blindUnheard', sight: aSight(), way })),
    watchBegan: [
      { kind: 'watchBegan', at: 0, partners: 0, open: [], openCount: 0, nobodyHears: true },
      { kind: 'watchBegan', at: 0, partners: 1, open: [partner], openCount: 1, nobodyHears: false },
      { kind: 'watchBegan', at: 0, partners: 40, open: [partner, partner], openCount: 30, nobodyHears: true },
    ],
    subscriptionBack: [
      { kind: 'subscriptionBack', where: 'channel', topics: TOPICS },
      { kind: 'subscriptionBack', where: 'groupChat', topics: ['drift'] },
    ],
    news: NEWS.flatMap((news) =>
      (all ?? [aChange({ status: BECAME[news] })]).map(
        (change) => ({ kind: 'news', news, change, alone: false }) as const,
      ),
    ),
    reminder: changes.map((change) => ({ kind: 'reminder', change })),
    head: [{ kind: 'head', head: { entry: 7, hash: 'ab'.repeat(32), at: Date.UTC(2026, 0, 5) } }],
    glassBroken: (all ?? [glass(BECAME.approved), glass(BECAME.failed)]).map((change) => ({
      kind: 'glassBroken',
      change,
    })),
    endNears: ([3, 1] as const).flatMap((days) =>
      [anEnding(), anAskingEnd()].map((ending) => ({
        kind: 'endNears' as const,
        ending: { ...ending, partner, by: person },
        days,
      })),
    ),
    endCame: (['closed', 'asked', 'anew'] as const).map((how) => {
      // What was opened by others was accepted, some of it until it is asked about.
      const accepted = how === 'anew' ? { id: driftIdOf(1), rest: anAskingEnd().rest } : {};
      const ending = anEnding({ partner, by: person, ...accepted });
      return { kind: 'endCame', ending: { ...ending, end: { ...ending.end, came: { how, at: NOW } } } };
    }),
    endOverdue: [anEnding(), anAskingEnd()].map((ending) => ({
      kind: 'endOverdue',
      ending: { ...ending, partner, by: person },
    })),
    recertify: STAGES.flatMap((stage) =>
      [person, null].map((owner) => ({
        kind: 'recertify' as const,
        partner,
        doors: ['userSync', 'redemptionInbound'],
        stage,
        owner,
        asked: NOW,
        closes: owner === null,
      })),
    ),
    partnerKept: [{ kind: 'partnerKept', partner, doors: ['userSync', 'redemptionInbound'], next: NOW }],
    partnerOwned: [{ kind: 'partnerOwned', partner, next: NOW }],
    recertifyAsked: [person, null].map((owner) => ({ kind: 'recertifyAsked', partner, owner })),
    reviewDue: (all ?? [glass(BECAME.applied)]).map((change) => ({ kind: 'reviewDue', change })),
  };
  return Object.values(every).flat();
}
