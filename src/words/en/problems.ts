import type { DirectoryProblem, DirectoryProblemKind, DirectorySubject } from '../../domain/problem.ts';
import { plural } from './plural.ts';

/** What could not be read, as in “I could not check your role”. */
const subjects: Readonly<Record<DirectorySubject, string>> = {
  role: 'your role',
  partner: 'the partner’s settings',
  tenant: 'the tenant’s name and id',
  defaults: 'the default settings',
  deletedItems: 'what was deleted',
  template: 'the template of the multitenant organization',
  auditLog: 'the audit log',
};

/** What could not be read, where it may be another person's than that of whoever is told. */
export const subjectOf = (subject: DirectorySubject, of: 'requester' | 'everybody' | undefined): string =>
  subject !== 'role' || of === undefined ? subjects[subject] : OTHERS_ROLE[of];

const OTHERS_ROLE = {
  requester: 'the role of whoever asked for it',
  everybody: 'the role of everybody who has to agree',
} as const;

/** Graph: policyDeletableItem. Its pages say “not supported” for every permission; an older one named this one. */
const DELETED_ITEMS_FORBIDDEN =
  'Microsoft Graph refused, and that may be no fault of ours: Microsoft’s pages contradict each other on who may see deleted sync policies. One names the application permission Policy.ReadWrite.CrossTenantAccess, others say “not supported” for every app. See https://learn.microsoft.com/graph/api/resources/policydeletableitem?view=graph-rest-beta';

const SOON = 'Try again in a minute.';

/** What happened; and where it may work by itself later, when to try again. */
const PROBLEMS: Readonly<
  Record<DirectoryProblemKind, (problem: DirectoryProblem) => readonly [what: string, again?: string]>
> = {
  forbidden: ({ subject, permission }) =>
    subject === 'deletedItems'
      ? [DELETED_ITEMS_FORBIDDEN]
      : [
          `Microsoft Graph refused: the bot’s app lacks the application permission ${permission ?? 'for this'}. docs/permissions.md says how to grant it, to an app registration and to a managed identity.`,
        ],
  unauthenticated: () => [
    'Microsoft Graph did not accept the bot’s own sign-in. Whoever runs the bot should check its secret, certificate or managed identity.',
  ],
  throttled: ({ retryAfterSeconds }) =>
    retryAfterSeconds === null
      ? ['Microsoft Graph is busy and asked to wait.', SOON]
      : [
          `Microsoft Graph is busy and asked to wait ${plural(retryAfterSeconds, { one: '# second', other: '# seconds' })}.`,
          'Try again then.',
        ],
  busy: () => ['I have too much else to ask of Microsoft Graph at this moment.', SOON],
  timeout: () => ['Microsoft Graph did not answer in time.', SOON],
  unreachable: () => ['Microsoft Graph could not be reached.', SOON],
  serverError: () => ['Microsoft Graph had an error of its own.', SOON],
  notFound: () => ['Microsoft Graph did not find what I asked for. It may have been removed just now.', SOON],
  conflict: () => ['Somebody else changed it at the same moment. Look at it again before you decide.'],
  rejected: () => ['Microsoft Graph did not accept the request.'],
  unexpectedAnswer: () => ['Microsoft Graph answered something I do not understand.'],
};

/** Why Microsoft Graph did not do as asked, and what helps. */
export const problemLine = (problem: DirectoryProblem): string => PROBLEMS[problem.kind](problem).join(' ');

/** The same where the bot itself goes on trying. */
export const problemFound = (problem: DirectoryProblem): string => PROBLEMS[problem.kind](problem)[0];
