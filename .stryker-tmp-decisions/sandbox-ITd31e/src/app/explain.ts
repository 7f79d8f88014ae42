// @ts-nocheck
import type { Change } from '../domain/change.ts';
import type { ChangeId } from '../domain/ids.ts';
import { DirectoryError, type DirectoryProblem, type DirectorySubject } from '../domain/problem.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Line, Notice, Reply } from '../domain/reply.ts';
import { atTenantScope, roleName, ROLES, ROLES_FOR, type RoleAssignment } from '../domain/role.ts';
import { tenantName, typedName, type TenantInformation } from '../domain/tenant.ts';
import { explainAlreadySo } from './explain-already-so.ts';
import { StoreError } from './ports.ts';

/** The one place that words a no: refusals, problems of the directory and of the store, and everything unforeseen. */

export function refused(refusal: Refusal): Reply {
  return { kind: 'notice', notice: explainRefusal(refusal) };
}

export function explainRefusal(refusal: Refusal): Notice {
  switch (refusal.kind) {
    case 'anonymousSender':
      return refusalNotice('I do not know who you are', [
        ['Teams did not say which account this message is from, so I did nothing.'],
        ['Sign in to Teams with your work account in this organisation and try again.'],
      ]);
    case 'foreignSender':
      return refusalNotice('Only members of this organisation can use me', [
        ['Your account belongs to another organisation, or Teams did not say which one, so I did nothing.'],
      ]);
    case 'unknownAccount':
      return refusalNotice('I cannot find your account in this organisation', [
        ['Entra does not know your account here, so I did nothing. Use an account of this organisation.'],
      ]);
    case 'disabledAccount':
      return refusalNotice('Your account is disabled', [
        ['Entra says that your account is switched off, so I did nothing. Ask an administrator to enable it.'],
      ]);
    case 'guestAccount':
      return refusalNotice('Guests cannot use me', [
        ['Your account is not a member of this organisation, so I did nothing. Ask a member to do it.'],
      ]);
    case 'tooMany':
      return refusalNotice(`That is more ${refusal.what} than I take`, [
        [
          `I take ${refusal.atOnce} ${refusal.what} at once ${refusal.from === 'person' ? 'from one person' : 'in one conversation'}, and ${refusal.perMinute} more each minute. I did nothing with this one.`,
        ],
        [
          refusal.what === 'messages'
            ? 'I do not answer what comes on top. Wait a minute, then type it again.'
            : 'Wait a moment, then press it again.',
        ],
      ]);
    case 'roleMissing':
      return refusalNotice(`You need the role ${neededRoles(refusal.access)}`, roleLines(refusal));
    case 'partnerNotFound':
      return {
        tone: 'warning',
        title: 'I do not know that partner',
        lines: [
          ['No partner has the name, domain or tenant id ', { strong: refusal.text }, '.'],
          didYouMean(refusal.near),
          ['A tenant that is no partner yet is found by its domain or tenant id.'],
        ],
      };
    case 'tenantUnknown':
      return {
        tone: 'warning',
        title: 'There is no such tenant',
        lines: [
          ['Entra knows no tenant ', { strong: refusal.text }, ', and it is no partner here.'],
          ['Check the tenant id with the partner’s administrator.'],
        ],
      };
    case 'homeTenant':
      return {
        tone: 'warning',
        title: 'That is this organisation itself',
        lines: [[{ strong: tenantName(refusal.tenant) }, ' is the tenant I guard; a tenant is no partner of its own.']],
      };
    case 'alreadySo':
      return explainAlreadySo(refusal.what, refusal.partner);
    case 'openChange':
      return openChange(refusal.open);
    case 'notRequester':
      return refusalNotice('Only the one who asked can decide this', [
        [{ strong: refusal.requester.displayName }, ' asked for this change, so only they can confirm or cancel it.'],
        ['Nothing has changed.'],
      ]);
    case 'ownChange':
      return refusalNotice('Another administrator has to decide this', [
        ['You asked for it, so somebody else who holds Security Administrator approves or rejects it.'],
        ['To take it back, type ', { say: `withdraw ${refusal.change.proposal.id}` }, '. Nothing has changed.'],
      ]);
    case 'ruleStricter':
      return refusalNotice('Another administrator has to approve that now', [
        ['Whoever runs me has made the rule stricter since you asked. Nothing has changed.'],
        [
          'Type ',
          { say: `withdraw ${refusal.change.proposal.id}` },
          ', then ask anew: ',
          { say: refusal.change.proposal.again },
          '.',
        ],
      ]);
    case 'nobodyElse':
      return refusalNotice('Nobody could approve that now', [
        ['It needs a second Security Administrator, and I see nobody but you who holds that role at the moment.'],
        ['Have a colleague activate it in Privileged Identity Management (PIM), then ask again.'],
        ...(/^(enable|disable) sync$/.test(refusal.command)
          ? [['In an emergency, type ', { say: `break glass: ${refusal.command} for … because …` }, '.']]
          : []),
      ]);
    case 'noApprovalsChannel':
      return refusalNotice('Nobody else would see that here', [
        ['It needs a second Security Administrator, and this chat is ours alone. Ask in a channel or group chat,'],
        [
          'or have an administrator type ',
          { say: 'send approvals here' },
          ' in the channel that is to approve. I did nothing.',
        ],
      ]);
    case 'glassNotNeeded':
      return {
        tone: 'info',
        title: 'No glass has to be broken for that',
        lines: [
          ['You can confirm it yourself: type the same line without ', { say: 'break glass:' }, ' I did nothing.'],
        ],
      };
    case 'notWithdrawable':
      return refusalNotice(
        refusal.own ? 'That can no longer be taken back' : 'Only the one who asked can take this back',
        [
          refusal.own
            ? ['It has been decided already, or its time is over.']
            : [
                { strong: refusal.change.proposal.requester.displayName },
                ' asked for it. You can reject it on its card if it waits for approval.',
              ],
          ['See how it stands: type ', { say: `show change ${refusal.change.proposal.id}` }, '.'],
        ],
      );
    case 'noReviewDue':
      return refusalNotice('There is no open review of that change', [
        ['See what became of it: type ', { say: `show change ${refusal.change.proposal.id}` }, '.'],
      ]);
    case 'ownReview':
      return refusalNotice('Somebody else has to review that', [
        ['You broke the glass for it yourself, so another Security Administrator closes the review.'],
      ]);
    case 'changeUnknown':
      return {
        tone: 'warning',
        title: 'I do not know this change',
        lines: [['There is no change of that id. To see all of them, type ', { say: 'history' }, '.']],
      };
    case 'previewOff':
      return {
        tone: 'info',
        title: 'That needs Microsoft Graph beta',
        lines: [
          [
            { strong: refusal.command },
            ' uses a part of Microsoft Graph that only its beta has: it may change or fail without notice.',
          ],
          ['I use it only where whoever runs me has set ', { strong: 'PREVIEW_FEATURES=on' }, '. Nothing has changed.'],
        ],
      };
    case 'movedOn':
      return {
        tone: 'warning',
        title: refusal.what === 'undo' ? 'That can no longer be undone' : 'That can no longer be continued',
        lines: [
          ['The settings are no longer as ', { strong: refusal.change.proposal.id }, ' left them. I did nothing.'],
          ['See what is there now: type ', look(refusal.change), '.'],
        ],
      };
    case 'notFollowable':
      return {
        tone: 'info',
        title: refusal.what === 'undo' ? 'There is nothing to undo' : 'There is nothing left to do',
        lines: [
          [
            'Change ',
            { strong: refusal.change.proposal.id },
            refusal.what === 'undo' ? ' left nothing behind that I could take back.' : ' was not applied in part.',
          ],
          ['See what became of it: type ', { say: `show change ${refusal.change.proposal.id}` }, '.'],
        ],
      };
    case 'personalChat':
      return refusalNotice('I notify channels and group chats only', [
        ['This is a personal chat. Add me to a channel or group chat, and type ', { say: 'notify here' }, ' there.'],
      ]);
    case 'driftUnknown':
      return {
        tone: 'warning',
        title: 'I do not know this drift',
        lines: [['There is no drift of that id. To see all that are open, type ', { say: 'list drift' }, '.']],
      };
    case 'driftClosed':
      return {
        tone: 'info',
        title: 'That is decided already',
        lines: [
          refusal.acceptedBy === null
            ? ['Nothing waits for a decision in ', { strong: refusal.drift }, ' any more. I did nothing.']
            : [{ strong: refusal.acceptedBy.displayName }, ' accepted ', { strong: refusal.drift }, '. I did nothing.'],
          ['To see what does, type ', { say: 'list drift' }, '.'],
        ],
      };
    case 'driftMovedOn':
      return {
        tone: 'warning',
        title: 'The partner no longer looks as I found it',
        lines: [
          ['It was changed since ', { strong: refusal.drift }, ' was found. I did nothing.'],
          ['To see what is there now, type ', { say: 'check now' }, '.'],
        ],
      };
    case 'reasonMissing':
      return {
        tone: 'info',
        title: 'Say why',
        lines: [
          [
            'To accept a drift takes a reason. Write it on its card, or type ',
            { say: `${refusal.say} because …` },
            '.',
          ],
        ],
      };
    case 'challengeFailed':
      return refusalNotice('Type the last four characters of the tenant id', [
        ['What you typed beside Confirm is not that. Nothing has changed; the card can still be confirmed.'],
      ]);
  }
}

function refusalNotice(title: string, lines: readonly Line[]): Notice {
  return { tone: 'warning', title, lines };
}

function neededRoles(access: 'read' | 'change'): string {
  const names = ROLES_FOR[access].map((role) => ROLES[role].name);
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}` : (names[0] ?? '');
}

function roleLines(refusal: Extract<Refusal, { kind: 'roleMissing' }>): readonly Line[] {
  const wanted = ROLES_FOR[refusal.access].map((role): string => ROLES[role].id);
  const what = refusal.access === 'change' ? 'change a partner' : 'look at partners';
  const lines: Line[] = [[`To ${what} you must hold it now, for the whole tenant. I did nothing.`]];
  const eligible = refusal.eligible === 'unread' ? [] : refusal.eligible.filter((id) => wanted.includes(id));
  const narrow = refusal.held.filter((role) => wanted.includes(role.roleDefinitionId) && !atTenantScope(role));
  if (eligible.length > 0) {
    const names = eligible.map(roleName).join(', ');
    lines.push([
      'You are ',
      { strong: `eligible for ${names}` },
      ' but it is not active. Activate it in Privileged Identity Management (PIM): Microsoft Entra admin center, My roles. Then try again.',
    ]);
  } else if (narrow.length > 0) {
    lines.push([
      'You hold ',
      { strong: narrow.map((role) => roleName(role.roleDefinitionId)).join(', ') },
      ' only for a part of the tenant (an administrative unit). It must be assigned for the whole tenant.',
    ]);
  } else if (refusal.eligible === 'unread') {
    lines.push(['If you are eligible for it, activate it in Privileged Identity Management (PIM) and try again.']);
  } else {
    lines.push([
      'I do not see that you are eligible for it either. Ask whoever manages roles to assign it to you (PIM).',
    ]);
  }
  lines.push([`Active for you: ${heldRoles(refusal.held)}.`]);
  return lines;
}

/** Roles in words, such as `Security Reader, Teams Administrator (part of the tenant)`. */
function heldRoles(held: readonly RoleAssignment[]): string {
  if (held.length === 0) return 'no role that I can see';
  return held
    .map((role) => `${roleName(role.roleDefinitionId)}${atTenantScope(role) ? '' : ' (part of the tenant only)'}`)
    .join(', ');
}

function didYouMean(near: readonly TenantInformation[]): Line {
  if (near.length === 0) return ['To see all partners, type ', { say: 'list partners' }, '.'];
  const names = { strong: near.map(withDomain).join(', ') };
  return near.length === 1 ? ['Did you mean ', names, '?'] : ['Did you mean one of these? ', names];
}

const withDomain = (tenant: TenantInformation): string =>
  tenant.defaultDomainName === null ? tenantName(tenant) : `${tenantName(tenant)} (${tenant.defaultDomainName})`;

function look({ proposal: { partner, plan, lookalikes } }: Change): { readonly say: string } {
  return {
    say: plan.before.kind === 'template' ? 'show template' : `show ${typedName(partner, lookalikes.length === 0)}`,
  };
}

function openChange(open: Change): Notice {
  const { id, command, partner, requester, approval } = open.proposal;
  return {
    tone: 'warning',
    title: 'Somebody is already changing this partner',
    lines: [
      [
        { strong: requester.displayName },
        ' has an open change for ',
        { strong: tenantName(partner) },
        `: “${command}” (${id}), ${openWords(open)}.`,
      ],
      [
        approval === 'secondPerson'
          ? `One change at a time: reject it on its card, ask them to type withdraw ${id}, or wait until it has ended.`
          : 'One change at a time: wait until it has ended, or ask them to press Cancel on its card.',
      ],
    ],
  };
}

function openWords(open: Change): string {
  switch (open.status.state) {
    case 'pending':
      return open.proposal.approval === 'secondPerson' ? 'waiting for approval' : 'waiting to be confirmed';
    case 'applying':
      return 'being applied right now';
    default:
      return 'whose outcome I am still finding out';
  }
}

const SUBJECTS: Readonly<Record<DirectorySubject, string>> = {
  role: 'your role',
  partner: 'the partner’s settings',
  tenant: 'the tenant’s name and id',
  defaults: 'the default settings',
  deletedItems: 'what was deleted',
  template: 'the template of the multitenant organization',
  auditLog: 'the audit log',
};

/** Something could not be read, so nothing was done. */
export function explainUnreadable(problem: DirectoryProblem, reference: string): Notice {
  const subject = SUBJECTS[problem.subject];
  return {
    tone: 'error',
    title: `I could not check ${subject}`,
    lines: [[`What I cannot read, I do not allow. Nothing has changed.`], [explainProblem(problem)]],
    reference,
  };
}

/** Graph: policyDeletableItem. Its pages say “not supported” for every permission; an older one named this one. */
const DELETED_ITEMS_FORBIDDEN =
  'Microsoft Graph refused, and that may be no fault of ours: Microsoft’s pages contradict each other on who may see deleted sync policies. One names the application permission Policy.ReadWrite.CrossTenantAccess, others say “not supported” for every app. See https://learn.microsoft.com/graph/api/resources/policydeletableitem?view=graph-rest-beta';

/** Why Microsoft Graph did not do as asked, and what helps. */
export function explainProblem(problem: DirectoryProblem): string {
  switch (problem.kind) {
    case 'forbidden':
      if (problem.subject === 'deletedItems') return DELETED_ITEMS_FORBIDDEN;
      return `Microsoft Graph refused: the bot’s app lacks the application permission ${problem.permission ?? 'for this'}. Grant it with admin consent in Entra, App registrations, API permissions.`;
    case 'unauthenticated':
      return 'Microsoft Graph did not accept the bot’s own sign-in. Whoever runs the bot should check its secret, certificate or managed identity.';
    case 'throttled':
      return problem.retryAfterSeconds === null
        ? 'Microsoft Graph is busy and asked to wait. Try again in a minute.'
        : `Microsoft Graph is busy and asked to wait ${problem.retryAfterSeconds} seconds. Try again then.`;
    case 'timeout':
      return 'Microsoft Graph did not answer in time. Try again in a minute.';
    case 'unreachable':
      return 'Microsoft Graph could not be reached. Try again in a minute.';
    case 'serverError':
      return 'Microsoft Graph had an error of its own. Try again in a minute.';
    case 'notFound':
      return 'Microsoft Graph did not find what I asked for. It may have been removed just now; try again.';
    case 'conflict':
      return 'Somebody else changed it at the same moment. Look at it again before you decide.';
    case 'rejected':
      return 'Microsoft Graph did not accept the request.';
    case 'unexpectedAnswer':
      return 'Microsoft Graph answered something I do not understand.';
  }
}

/** What was thrown before anything was written to Graph. */
export function explainFailure(error: unknown, reference: string): Notice {
  if (error instanceof DirectoryError) return explainUnreadable(error.problem, reference);
  return isStoreFailure(error) ? explainStore(reference) : explainBug(reference);
}

/** What contradicts what is stored is no failure of the store, but a mistake in the bot. */
const isStoreFailure = (error: unknown): boolean => error instanceof StoreError && error.problem !== 'contradiction';

function explainStore(reference: string): Notice {
  return {
    tone: 'error',
    title: 'I cannot use my store',
    lines: [
      ['What I cannot note down, I do not do: nothing was written to Microsoft Graph.'],
      ['Try again in a minute. If it stays so, whoever runs me finds the reason in the log.'],
    ],
    reference,
  };
}

/**
 * Carrying out a change was broken off by something that was thrown.
 * @param mayHaveWritten whether a request that writes may have been sent
 */
export function explainBrokenOff(id: ChangeId, error: unknown, mayHaveWritten: boolean, reference: string): Notice {
  const cause = isStoreFailure(error) ? 'I could not use my store.' : 'Something went wrong on my side.';
  return mayHaveWritten
    ? {
        tone: 'error',
        title: `I do not know yet what came of ${id}`,
        lines: [
          [`${cause} I was writing to Microsoft Graph, and could not note how far I came. I write no more of it.`],
          ['As soon as I can, I look, and its card says what came of it. Please do not repeat it meanwhile.'],
        ],
        reference,
      }
    : {
        tone: 'error',
        title: `I did not carry out ${id}`,
        lines: [
          [`${cause} Nothing was written to Microsoft Graph.`],
          ['Its card comes back as soon as it can be confirmed again.'],
        ],
        reference,
      };
}

/** Everything unforeseen: no detail, but a reference that finds the log line. */
function explainBug(reference: string): Notice {
  return {
    tone: 'error',
    title: 'Something went wrong on my side',
    lines: [['I stopped there. Look at the partner before you try again: the log knows what happened.']],
    reference,
  };
}
