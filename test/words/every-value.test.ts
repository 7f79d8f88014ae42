import { describe, expect, test } from 'vitest';
import { renderReply } from '../support/drawing.ts';
import { KNOWN_ERRORS } from '../../src/domain/known-error.ts';
import type { DirectoryProblemKind, DirectorySubject } from '../../src/domain/problem.ts';
import type { Reply } from '../../src/domain/replies/reply.ts';
import { refusals } from '../../src/words/en/refusals.ts';
import { plainText } from '../../src/words/plain-text.ts';
import { messageOf, words } from '../../src/words/words.ts';
import { aProblem } from '../builders.ts';
import { LATER } from '../cards/changes.ts';
import { readable } from '../cards/collect.ts';
import { REPLIES } from '../cards/samples.ts';
import { HARMLESS, noticesWith } from './every-notice.ts';

/** That the tables are whole is the compiler's to say; this is that what stands in them says something. */

/** Every kind of a value: one that is left out here does not compile. */
const kindsOf = <Kind extends string>(kinds: Readonly<Record<Kind, true>>): readonly string[] =>
  Object.keys(kinds).sort();

const REPLY_KINDS = kindsOf<Reply['kind']>({
  help: true,
  topicHelp: true,
  whoami: true,
  ending: true,
  recertification: true,
  reach: true,
  partners: true,
  partner: true,
  choice: true,
  changeForm: true,
  notice: true,
  change: true,
  changeDetails: true,
  changePartners: true,
  evidence: true,
  history: true,
  open: true,
  overview: true,
  deletedItems: true,
  deletedItem: true,
  template: true,
  defaults: true,
  subscriptions: true,
  webhook: true,
  drift: true,
  sight: true,
  misuse: true,
  transient: true,
  driftList: true,
  digest: true,
  tenant: true,
  reasonAsked: true,
});

const PROBLEM_KINDS: Readonly<Record<DirectoryProblemKind, true>> = {
  forbidden: true,
  unauthenticated: true,
  throttled: true,
  busy: true,
  timeout: true,
  unreachable: true,
  serverError: true,
  notFound: true,
  conflict: true,
  rejected: true,
  unexpectedAnswer: true,
};

const SUBJECTS: Readonly<Record<DirectorySubject, true>> = {
  role: true,
  partner: true,
  tenant: true,
  defaults: true,
  deletedItems: true,
  template: true,
  auditLog: true,
};

const isProblem = (key: string): key is DirectoryProblemKind => key in PROBLEM_KINDS;
const isSubject = (key: string): key is DirectorySubject => key in SUBJECTS;

const SAYS_SOMETHING = /\p{L}{2}/u;
const SAYS_TOO_LITTLE = /undefined|null|\[object|\$\{|#/;

describe('every kind of reply', () => {
  test('has a sample', () => {
    expect([...new Set(Object.values(REPLIES).map(({ kind }) => kind))].sort()).toEqual(REPLY_KINDS);
  });

  test.each(REPLY_KINDS)('has a card and a toast: %s', (kind) => {
    for (const reply of Object.values(REPLIES).filter((sample) => sample.kind === kind)) {
      const { card, summary } = renderReply(reply, LATER);
      for (const text of [readable(card), summary]) {
        expect(text).toMatch(SAYS_SOMETHING);
        expect(text).not.toMatch(SAYS_TOO_LITTLE);
      }
    }
  });
});

describe('every kind of notice and of refusal', () => {
  const notices = noticesWith(HARMLESS);
  const refused = notices.flatMap((notice) => (notice.kind === 'refused' ? [notice.refusal.kind] : []));

  test('has words, and there are no words for what is none', () => {
    expect(Object.keys(words.notices).sort()).toEqual([...new Set(notices.map(({ kind }) => kind))].sort());
    expect(Object.keys(refusals).sort()).toEqual([...new Set(refused)].sort());
  });
});

test('every known error of Microsoft’s has words of its own', () => {
  const explained = KNOWN_ERRORS.map((error) => plainText(messageOf({ kind: 'explained', error })));
  for (const text of explained) {
    expect(text).toMatch(SAYS_SOMETHING);
    // Each says on whose side something is to be done, and leans on no other answer.
    expect(text).toMatch(
      /In (the source|the target|the user’s own|both) tenants?\b|In the tenant that |Nobody has to do anything/,
    );
    expect(text).not.toMatch(/\b(as above|see above|the same as|the older|the other error)\b/i);
  }
  expect(new Set(explained).size).toBe(explained.length);
});

describe('every problem with Microsoft Graph', () => {
  const kinds = Object.keys(PROBLEM_KINDS).filter(isProblem);
  const subjects = Object.keys(SUBJECTS).filter(isSubject);

  test('has words of its own', () => {
    const lines = kinds.map((kind) => words.errors.problemLine(aProblem({ kind })));
    for (const line of lines) expect(line).toMatch(/^[A-Z].*\.$/);
    expect(new Set(lines).size).toBe(kinds.length);
  });

  test('names what could not be read', () => {
    const titles = subjects.map((subject) => {
      const problem = aProblem({ kind: 'timeout', subject });
      return messageOf({ kind: 'unreadable', problem, reference: 'R-3F7K' }).title;
    });
    expect(new Set(titles).size).toBe(subjects.length);
  });
});
