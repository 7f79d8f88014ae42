import { demandRights, FileError, type Files } from '../app/ports.ts';
import { changesCsv, declaredCsv } from './csv.ts';
import { withoutBanner } from './names.ts';
import type { SettingsOf } from './read-declared.ts';
import { partnersIn } from './read-csv.ts';

const LARGEST_BYTES = 1024 * 1024;
/** Of a whole upload, in milliseconds. */
const WITHIN_MS = 20_000;

/**
 * Files, and the tenant's own SharePoint. Requests carry no token: the address of an upload session is right by itself, and
 * would be anybody's with the bot's.
 * @param isOwn whether an address is of the tenant's own SharePoint
 * @param settingsOf settings as Graph's reader makes them of their values
 */
export function sharePointFiles(
  isOwn: (url: string) => Promise<boolean>,
  settingsOf: SettingsOf,
  withinMs = WITHIN_MS,
): Files {
  return {
    // Loaded where somebody asks for it.
    yaml: async (declared, at) => (await import('./yaml.ts')).declaredYaml(declared, at),
    csv: declaredCsv,
    changes: changesCsv,
    upload: async (url, text) => {
      if (!(await isOwn(url))) throw new FileError('elsewhere');
      const bytes = Buffer.from(text, 'utf8');
      demandRights();
      const response = await sent(url, {
        method: 'PUT',
        // Graph: upload to an upload session, of which this is all.
        headers: { 'content-range': ['bytes', `0-${bytes.length - 1}/${bytes.length}`].join(' ') },
        body: bytes,
        redirect: 'error',
        signal: AbortSignal.timeout(withinMs),
      });
      await response.body?.cancel();
      demandOk(response);
    },
    partnersIn: (csv) => partnersIn(withoutBanner(csv)),
    declaredIn: async (yaml, home) =>
      (await import('./read-declared.ts')).readDeclared(withoutBanner(yaml), home, settingsOf),
    download: async (url) => {
      if (!(await isOwn(url))) throw new FileError('elsewhere');
      const response = await sent(url, { redirect: 'error', signal: AbortSignal.timeout(withinMs) });
      try {
        demandOk(response);
        return await textOf(response);
      } catch (error) {
        await response.body?.cancel().catch(() => undefined);
        throw error instanceof FileError ? error : new FileError('failed', { cause: error });
      }
    },
  };
}

function demandOk({ ok, status }: Response): void {
  if (!ok) throw new FileError('failed', { cause: new Error(`SharePoint answered ${status}`) });
}

/** All of what is sent, as long as it is not too much, whatever the answer says of itself. */
async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const body: ReadableStream<Uint8Array> | null = response.body;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > LARGEST_BYTES) throw new FileError('tooLarge');
    chunks.push(chunk);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch (error) {
    throw new FileError('notText', { cause: error });
  }
}

async function sent(url: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(url, request);
  } catch (error) {
    throw new FileError('failed', { cause: error });
  }
}
