import type { Refusal } from '../../../domain/replies/refusal.ts';
import { FileError, type AttachedFile, type Ports } from '../../ports.ts';

type Trouble = { readonly problem: Extract<Refusal, { kind: 'fileNotRead' }>['problem'] };

/** What stands in the file beside a line; or why it could not be read. */
export async function readAttached(
  { files, log }: Pick<Ports, 'files' | 'log'>,
  attached: readonly AttachedFile[],
): Promise<{ readonly text: string } | Trouble> {
  const [file, ...more] = attached;
  if (file === undefined) return { problem: 'missing' };
  if (more.length > 0) return { problem: 'several' };
  try {
    return { text: await files.download(file.url) };
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    log.error('file.unread', error, { problem: error.problem });
    return { problem: error.problem };
  }
}
