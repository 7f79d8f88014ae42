import { offerLine } from '../../src/commands/offer.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderReply } from '../support/drawing.ts';
import type { Change } from '../../src/domain/change/change.ts';
import type { Proposal } from '../../src/domain/change/proposal.ts';
import type { Status } from '../../src/domain/change/status.ts';
import type { Drift } from '../../src/domain/drift/drift.ts';
import type { PartnerState } from '../../src/domain/policy/policy.ts';
import type { Reply } from '../../src/domain/replies/reply.ts';
import { live, type Snapshot } from '../../src/domain/policy/snapshot.ts';
import { aDriftActor, anActor, aPerson, aTenant, NOW, tenantIdOf, objectIdOf } from '../builders.ts';
import { bytes, exposedStrings, nodes, readable, runTexts } from './collect.ts';
import { applied, changeIn, journalOf, LATER, partnerWith, STATUSES } from './changes.ts';
import { DRIFTS, driftList } from './drifts.ts';
import { PLANS, templateOf } from './plans.ts';
import { HARMLESS, noticesWith, type Texts } from '../words/every-notice.ts';
import { choosing, listed, proven, shownPartner, someone, stoppedAfterOne } from './samples.ts';

/** What is no letter of a plain text: it may change what is around it. */
const TRICKS = /[\p{Cc}\p{Cf}*[\]<>`_${}]/u;

/** Every kind of reply and every state of a change, with these texts wherever one can appear. */
function repliesWith(texts: Texts): readonly Reply[] {
  const { name, domain, person: displayName, reason } = texts;
  const tenant = aTenant({ displayName: name, defaultDomainName: domain });
  const other = aTenant({ tenantId: tenantIdOf(9), displayName: name, defaultDomainName: domain });
  const person = aPerson({ displayName });
  const lookalikes = [
    { kind: 'sameName', other },
    { kind: 'similarDomain', other },
    { kind: 'similarName', other },
    { kind: 'foreignLetters', unicode: domain },
    { kind: 'sameName', other },
  ] as const;
  const named = (state: PartnerState, displayed: string): PartnerState =>
    state && { ...state, identitySynchronization: { displayName: displayed, userSync: true, groupSync: null } };
  const after = named(partnerWith(true), name);
  const plan = { tenantId: tenant.tenantId, before: live(null), after: live(after) };
  const proposal = { partner: tenant, plan, requester: person, reason, lookalikes };
  const found = live(named(partnerWith(true, true), reason));
  const statuses = Object.values<Status>(STATUSES).map((status) => ({
    ...status,
    ...('by' in status ? { by: person } : {}),
    ...('found' in status ? { found } : {}),
  }));
  const held = [{ roleDefinitionId: displayName, directoryScopeId: '/', throughGroup: name }];
  const refusal = { kind: 'roleMissing', access: 'change', held, eligible: [displayName] } as const;
  const release = { kind: 'refused', refusal } as const;
  const changes = [...statuses, { state: 'pending', release, looking: { by: person, at: NOW } } as const].map(
    (status) => changeIn(status, proposal),
  );
  const drifts = Object.values(DRIFTS).map((drift): Drift => ({
    ...drift,
    partner: tenant,
    after: live(after),
    actors: Array.from({ length: 10 }, (_, n) =>
      aDriftActor({
        objectId: objectIdOf(n),
        name: displayName,
        signInName: name,
        organization: reason,
        ip: reason,
        auditId: name,
      }),
    ),
    ...(drift.status.state === 'accepted' ? { status: { ...drift.status, by: person, reason } } : {}),
  }));
  const items = {
    partner: { automaticRedemption: { inbound: true, outbound: null }, deletedAt: NOW },
    policy: { displayName: name, userSync: true, groupSync: null, deletedAt: NOW },
  };
  const hostileRecord = anActor({ name: displayName, signInName: name, appId: name, ip: reason, auditId: name });
  const say = offerLine(`enable sync for ${tenant.tenantId} because ${reason}`);
  const rows = Array.from({ length: 10 }, () => ({ tenant, sync: 'on' as const, isAlike: true }));
  return [
    ...changes.map((change): Reply => ({ kind: 'change', change, alone: false })),
    ...plansWith(proposal, reason).map((change): Reply => ({ kind: 'change', change, alone: false })),
    ...changes.map((change): Reply => ({ kind: 'changeDetails', change, journal: journalOf(change, 40) })),
    ...changes.map((change): Reply => ({
      ...proven,
      change: { ...change, evidence: { awaited: [0], matched: [{ step: 0, record: hostileRecord }] } },
      others: [{ activity: 'Update a partner cross-tenant access setting', record: hostileRecord }],
    })),
    { kind: 'history', partner: tenant, changes: changes.slice(0, 8), page: 2, pages: 3, total: 21 },
    { kind: 'history', partner: null, changes: changes.slice(-8), page: 2, pages: 3, total: 21 },
    ...drifts.map((drift): Reply => ({ kind: 'drift', drift })),
    { ...driftList, drifts: drifts.slice(0, 4) },
    { kind: 'template', template: { ...templateOf(true), appliesTo: name } },
    { kind: 'deletedItems', rows: Array.from({ length: 20 }, () => ({ tenant, isAlike: true, items })) },
    { kind: 'deletedItem', tenant, items, state: after },
    { kind: 'tenant', tenant, isPartner: false, lookalikes },
    { ...shownPartner, tenant, lookalikes, state: after },
    { ...shownPartner, tenant, lookalikes, state: null },
    { ...listed, rows },
    { ...choosing, text: name, options: Array.from({ length: 10 }, () => ({ tenant, say, sync: null })) },
    {
      ...someone,
      person,
      facts: {
        ...someone.facts,
        assignments: [{ roleDefinitionId: 'x', directoryScopeId: '/', throughGroup: name }],
      },
    },
    ...noticesWith(texts, changes).map((notice) => ({ kind: 'notice', notice }) as const),
  ];
}

/** Every kind of change that can be asked for, about a tenant and with a policy of these names. */
function plansWith(proposal: Partial<Proposal>, policyName: string): readonly Change[] {
  const renamed = (snapshot: Snapshot): Snapshot => {
    if (snapshot.kind === 'template') return snapshot;
    const { partner, deleted } = snapshot;
    const policy = partner?.identitySynchronization ?? null;
    return {
      ...snapshot,
      partner: partner && { ...partner, identitySynchronization: policy && { ...policy, displayName: policyName } },
      deleted:
        deleted === 'unread'
          ? deleted
          : { ...deleted, policy: deleted.policy && { ...deleted.policy, displayName: policyName } },
    };
  };
  return Object.values<Partial<Proposal> & Pick<Proposal, 'plan'>>(PLANS).flatMap((known) => {
    const plan = { ...known.plan, before: renamed(known.plan.before), after: renamed(known.plan.after) };
    const asked = { ...known, ...proposal, plan };
    return [changeIn(STATUSES.pending, asked), applied(asked), stoppedAfterOne(asked)];
  });
}

const draw = (reply: Reply) => renderReply(reply, LATER);
/** Whose turn it is, called by a name in which nothing is left that could be more than a name. */
const CALLED = /^For (?:<at>[^*_~`#|\\[\](){}<>$:/@\p{Cc}\p{Cf}]+<\/at>(?:, (?=<)|$))+$/u;
const MARKUP = '**x** [a](http://b) ${c} <at>d</at>';

test('markup in every text is shown exactly as it is, in text runs', () => {
  const texts = { name: MARKUP, domain: MARKUP, person: MARKUP, reason: MARKUP };
  const shown: string[] = [];
  for (const reply of repliesWith(texts)) {
    const { card, summary } = draw(reply);
    // Not every notice names somebody or something.
    if (reply.kind !== 'notice' || readable(card).includes('**')) {
      expect(readable(card)).toContain(MARKUP);
      shown.push(reply.kind);
    }
    for (const text of exposedStrings(card)) expect(text.replace(CALLED, '')).not.toMatch(/\*\*|\]\(|\$\{|<at>/);
    expect(summary).not.toMatch(/[*[\]<>`_${}]/);
  }
  expect(shown.filter((kind) => kind === 'notice').length).toBeGreaterThan(30);
});

describe('size', () => {
  test.each([
    ['wide letters', 'W'],
    ['Chinese', '漢'],
    ['emoji', '😀'],
    ['quotes', '"'],
    ['backslashes', '\\'],
    ['control characters', '\u0001'],
    ['invisible letters outside the first plane', '\u{E0041}'],
    ['right-to-left letters', 'ש'],
    ['words', 'Consolidated '],
  ])('the longest texts fit: %s', (_, letter) => {
    const long = (length: number): string => letter.repeat(length).slice(0, length);
    const texts = { name: long(256), domain: long(256), person: long(256), reason: long(500) };
    for (const reply of repliesWith(texts)) expect(bytes(draw(reply).card), reply.kind).toBeLessThan(12_288);
  });
});

describe('whatever people write', () => {
  const nasty = fc.constantFrom(
    MARKUP,
    '{{DATE(2017-02-14T06:08:39Z, SHORT)}}',
    '\u202E',
    '\u200B',
    '\r\n',
    '&amp;',
    'ש',
    '```',
  );
  const piece = fc.oneof(nasty, fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.string());
  const text = (longest: number) => fc.array(piece, { maxLength: 12 }).map((parts) => parts.join('').slice(0, longest));
  const texts = fc.record({ name: text(256), domain: text(256), person: text(256), reason: text(500) });

  /** Texts of every length: the longer they are, the fewer rows a card has room for, and the more it counts. */
  const harmless = [0, 1, 8, 64, 256].map((length): Texts => {
    const written = 'W'.repeat(length);
    return { name: written, domain: written, person: written, reason: written };
  });
  /** How many there are may differ, the sentence may not. */
  const counted = (sentence: string): string =>
    sentence.replaceAll(/\d+|\b(?:one|One)\b/g, '#').replaceAll(/\b(?:is|are|looks?|tenants?)\b/g, '~');
  /** All that cards say in places where a client may read markdown; none of it depends on the texts. */
  const ours = new Set(
    [HARMLESS, ...harmless].flatMap((written) =>
      repliesWith(written).flatMap((reply) => exposedStrings(draw(reply).card).map(counted)),
    ),
  );
  const isOurs = (exposed: string): boolean => ours.has(counted(exposed)) || CALLED.test(exposed);

  test(
    'cards stay small, whole and free of it outside text runs',
    () => {
      fc.assert(
        fc.property(texts, (written) => {
          for (const reply of repliesWith(written)) {
            const { card, summary } = draw(reply);
            expect(JSON.parse(JSON.stringify(card))).toEqual(card);
            expect(bytes(card)).toBeLessThan(12_288);
            expect(exposedStrings(card).filter((exposed) => !isOurs(exposed))).toEqual([]);
            for (const run of runTexts(card)) {
              expect(run).not.toBe('');
              expect(run).not.toMatch(/[\p{Cc}\u200C-\u200F\u202A-\u202E\u2066\u2067\uFEFF]|\{\{(?:DATE|TIME)\(/iu);
            }
            for (const { tooltip } of nodes(card)) if (tooltip !== undefined) expect(tooltip).not.toMatch(TRICKS);
            expect(summary).not.toMatch(TRICKS);
          }
        }),
        { numRuns: 12, endOnFailure: true },
      );
    },
    10 * 60_000,
  );
});
