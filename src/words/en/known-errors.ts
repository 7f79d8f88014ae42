import { offerToExplain } from '../../commands/offers.ts';
import type { KnownError } from '../../domain/known-error.ts';
import type { Message } from '../line.ts';
import type { Answer } from './known-errors/answer.ts';
import { invitations } from './known-errors/invitations.ts';
import { policies } from './known-errors/policies.ts';
import { provisioning } from './known-errors/provisioning.ts';
import { signingIn } from './known-errors/signing-in.ts';
import type { NoticeWords } from './notices/notice-words.ts';

/** What an error means, and who can do what about it. */
const knownErrors: Readonly<Record<KnownError, Answer>> = {
  ...policies,
  ...invitations,
  ...signingIn,
  ...provisioning,
};

export const explaining = {
  explained: ({ error }): Message => ({ tone: 'info', ...knownErrors[error] }),
  errorUnknown: ({ near }): Message => ({
    tone: 'info',
    title: 'I do not know that error',
    lines: [
      ...near.map(({ error, name }) => [
        'This looks like ',
        { strong: knownErrors[error].title },
        '. If it is that, type ',
        { say: offerToExplain(name) },
      ]),
      [
        near.length === 0
          ? 'I know what Microsoft documents for cross-tenant synchronisation, provisioning and External ID. Give the error’s code, or paste its whole text.'
          : 'That is a guess from the spelling: it may be something else. Its code, or its whole text, says more.',
      ],
    ],
  }),
} satisfies Partial<NoticeWords>;
