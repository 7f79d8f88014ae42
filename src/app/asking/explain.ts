import { knownErrorIn } from '../../domain/known-error.ts';
import { nearErrors } from '../../domain/near-error.ts';
import type { Notice } from '../../domain/replies/notice.ts';
import type { Ports } from '../ports.ts';
import { useCase, type UseCase } from '../use-case.ts';

/** What an error of Microsoft's means. */
export const explain = (ports: Ports): UseCase<'explain'> =>
  useCase(ports, 'explain', (proof, { request: { text } }) => {
    const error = knownErrorIn(text);
    // What is only near is suggested: somebody who acts on an error that they do not have does harm.
    const notice: Notice =
      error === null ? { kind: 'errorUnknown', near: nearErrors(text) } : { kind: 'explained', error };
    return proof.give({ kind: 'notice', notice });
  });
