import { z } from 'zod/v4-mini';
import type { TakenFile } from '../app/bot-interface.ts';
import type { AttachedFile, OfferedFile, StoredFile } from '../app/ports.ts';
import type { WantedFile } from '../domain/declared/file.ts';
import { words } from '../words/words.ts';
import type { IncomingActivity } from './activity.ts';
import type { Attachment } from './outgoing.ts';

/** Teams: send and receive files through a bot (file consent card, file info card, `fileConsent/invoke`). */

export const consentCard = ({ wanted, name, bytes }: OfferedFile): Attachment => ({
  contentType: 'application/vnd.microsoft.teams.card.file.consent',
  name,
  content: {
    description: words.beside.files[wanted.kind],
    sizeInBytes: bytes,
    acceptContext: { wanted },
    declineContext: {},
  },
});

export const infoCard = ({ name, contentUrl, uniqueId, fileType }: StoredFile): Attachment => ({
  contentType: 'application/vnd.microsoft.teams.card.file.info',
  name,
  contentUrl,
  content: { uniqueId, fileType },
});

const text = z.string().check(z.maxLength(4_000));
const day = z.number().check(z.minimum(0), z.maximum(8.64e15));
const wanted = z.union([
  z.object({ kind: z.enum(['yaml', 'csv']) }),
  z.object({ kind: z.literal('changes'), since: day }),
]);
const consent = z.object({
  action: z.literal('accept'),
  context: z.object({ wanted }),
  uploadInfo: z.object({
    uploadUrl: text,
    contentUrl: z.nullish(text),
    name: z.nullish(text),
    uniqueId: z.nullish(text),
    fileType: z.nullish(text),
  }),
});

const attached = z.object({
  contentType: z.literal('application/vnd.microsoft.teams.file.download.info'),
  name: z.nullish(text),
  content: z.object({ downloadUrl: text }),
});

/** What came with a message; Teams hands files over in chats of one person only. */
export const filesIn = ({ attachments }: Pick<IncomingActivity, 'attachments'>): readonly AttachedFile[] =>
  (attachments ?? []).flatMap((each) => {
    const file = attached.safeParse(each).data;
    return file === undefined ? [] : [{ name: file.name ?? '', url: file.content.downloadUrl }];
  });

/** The file that somebody takes; undefined: they do not, or it cannot be read. */
export function readConsent(value: unknown): Pick<TakenFile, 'wanted' | 'uploadUrl' | 'stored'> | undefined {
  const taken = consent.safeParse(value).data;
  if (taken === undefined) return undefined;
  const { uploadUrl, contentUrl, name, uniqueId, fileType } = taken.uploadInfo;
  const isNamed = [contentUrl, name, uniqueId, fileType].every((part) => typeof part === 'string');
  return {
    wanted: asWanted(taken.context.wanted),
    uploadUrl,
    stored: isNamed
      ? { contentUrl: contentUrl ?? '', name: name ?? '', uniqueId: uniqueId ?? '', fileType: fileType ?? '' }
      : null,
  };
}

const asWanted = (read: z.infer<typeof wanted>): WantedFile => (read.kind === 'changes' ? read : { kind: read.kind });
