import { z } from 'zod/v4';
import { readMarkup } from './spoken/markup.ts';

/** What Teams asks of a message extension (Teams: build message extensions), and the shapes of its answers. */
export type ExtensionAsked =
  | { readonly kind: 'search'; readonly text: string }
  | { readonly kind: 'explain'; readonly text: string }
  | { readonly kind: 'unknown' };

/** The ids of its commands, as the manifest has them. */
export const EXTENSION_COMMANDS = { search: 'searchPartners', explain: 'explainError' } as const;

const query = z.object({
  commandId: z.literal(EXTENSION_COMMANDS.search),
  parameters: z.array(z.object({ name: z.string(), value: z.unknown() })).nullish(),
});
/** The message on which it was asked (Microsoft Graph: chatMessage). */
const onMessage = z.object({
  commandId: z.literal(EXTENSION_COMMANDS.explain),
  messagePayload: z.looseObject({
    body: z.looseObject({ contentType: z.string().nullish(), content: z.string().nullish() }).nullish(),
  }),
});

/** Sent when the box is opened and nothing was typed yet. */
const INITIAL = 'initialRun';
/** A name is not longer. */
const LONGEST_SEARCH = 256;
/** What is read of a message: Teams' own are at most so long, with their markup. */
const LONGEST_MESSAGE = 100_000;

const QUERY = 'composeExtension/query';
const DIALOG = 'composeExtension/fetchTask';

export const isExtension = (name: string | null | undefined): boolean => name === QUERY || name === DIALOG;

export function readExtension(name: string | null | undefined, value: unknown): ExtensionAsked {
  if (name === QUERY) {
    const { success, data } = query.safeParse(value);
    if (!success) return { kind: 'unknown' };
    const typed = data.parameters?.find((one) => one.name !== INITIAL)?.value;
    return { kind: 'search', text: typeof typed === 'string' ? typed.trim().slice(0, LONGEST_SEARCH) : '' };
  }
  const { success, data } = onMessage.safeParse(value);
  return success ? { kind: 'explain', text: wordsOf(data.messagePayload.body ?? {}) } : { kind: 'unknown' };
}

type Body = { readonly contentType?: string | null | undefined; readonly content?: string | null | undefined };

/** The words of a message, whoever wrote them: they are looked through for an error, and ask for nothing. */
function wordsOf({ contentType, content }: Body): string {
  const written = (content ?? '').slice(0, LONGEST_MESSAGE);
  const text =
    contentType === 'text'
      ? written
      : readMarkup(written, true)
          .map((piece) => (piece.kind === 'text' ? piece.text : ' '))
          .join('');
  return text.replace(/\s+/g, ' ').trim();
}

type Card = Readonly<Record<string, unknown>>;
const ADAPTIVE = 'application/vnd.microsoft.card.adaptive';
const THUMBNAIL = 'application/vnd.microsoft.card.thumbnail';

/** Clients read markup in a thumbnail's texts. */
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A result: what is inserted, and how it looks before in the list. */
export const resultOf = (content: Card, title: string, text: string): object => ({
  contentType: ADAPTIVE,
  content,
  preview: { contentType: THUMBNAIL, content: { title: escaped(title), text: escaped(text) } },
});

export const resultsBody = (attachments: readonly object[]): object => ({
  composeExtension: { type: 'result', attachmentLayout: 'list', attachments },
});

/** Says something in the place of results. */
export const sayingBody = (text: string): object => ({ composeExtension: { type: 'message', text } });

/** Says something in the place of whatever was asked for. */
export const inPlace = (name: string | null | undefined, text: string): object =>
  name === DIALOG ? { task: { type: 'message', value: text } } : sayingBody(text);

/** Opens a dialog that shows a card. */
export const dialogBody = (title: string, content: Card): object => ({
  task: {
    type: 'continue',
    value: { title, height: 'medium', width: 'medium', card: { contentType: ADAPTIVE, content } },
  },
});
