import { z } from 'zod/v4-mini';
import { formLine, isFormSetting } from '../commands/partners/change-form.ts';
import { LONGEST_LINE } from '../commands/reading/parse.ts';
import { LONGEST_REASON } from '../commands/reading/slots.ts';
import { readMarkup } from './spoken/markup.ts';

/** What Teams asks of a message extension (Teams: build message extensions), and the shapes of its answers. */
export type ExtensionAsked =
  | { readonly kind: 'search'; readonly text: string }
  | { readonly kind: 'explain'; readonly text: string }
  /** The form was opened. */
  | { readonly kind: 'form' }
  /** It was sent: the line that it stands for. `isOpenly`: it was opened from a card in the conversation. */
  | { readonly kind: 'sent'; readonly line: string; readonly isOpenly: boolean }
  /** A partner is typed in it. */
  | { readonly kind: 'partners'; readonly text: string }
  | { readonly kind: 'unknown' };

/** The ids of its commands, as the manifest has them. */
export const EXTENSION_COMMANDS = { search: 'searchPartners', form: 'changeSync', explain: 'explainError' } as const;

const query = z.object({
  commandId: z.literal(EXTENSION_COMMANDS.search),
  parameters: z.nullish(z.array(z.object({ name: z.string(), value: z.unknown() }))),
});
/** The message on which it was asked (Microsoft Graph: chatMessage). */
const onMessage = z.object({
  commandId: z.literal(EXTENSION_COMMANDS.explain),
  messagePayload: z.looseObject({
    body: z.nullish(z.looseObject({ contentType: z.nullish(z.string()), content: z.nullish(z.string()) })),
    // Cards, as JSON text: what bots and connectors report errors in.
    attachments: z.nullish(z.array(z.looseObject({ content: z.nullish(z.unknown()) }))),
  }),
});

/** A button of a dialog that says a line. */
const pressed = z.object({
  commandId: z.literal(EXTENSION_COMMANDS.explain),
  data: z.object({ say: z.string().check(z.maxLength(LONGEST_LINE)) }),
});

const form = z.looseObject({ commandId: z.literal(EXTENSION_COMMANDS.form) });
const fields = z.object({
  partner: z.string().check(z.minLength(1), z.maxLength(256)),
  setting: z.string(),
  reason: z.nullish(z.string()),
});
const filled = z.object({ commandId: z.literal(EXTENSION_COMMANDS.form), data: fields });
/** What a card's button opens, and what is sent from there (Teams: dialogs from cards). */
const opened = z.object({ data: form });
const filledFromCard = z.object({ data: fields });
/** Adaptive Cards: typeahead search. */
const typeahead = z.object({ dataset: z.literal('partners'), queryText: z.nullish(z.string()) });

/** Sent when the box is opened and nothing was typed yet. */
const INITIAL = 'initialRun';
/** A name is not longer. */
const LONGEST_SEARCH = 256;
/** What is read of a message: Teams' own are at most so long, with their markup. */
const LONGEST_MESSAGE = 100_000;

/** A button on a card that says a line (Adaptive Cards: universal action model). */
const execute = z.object({
  type: z.literal('Action.Execute'),
  title: z.string(),
  tooltip: z.optional(z.string()),
  style: z.optional(z.string()),
  data: z.object({ text: z.string() }),
});
const object = z.record(z.string(), z.unknown());

const QUERY = 'composeExtension/query';
const DIALOG = 'composeExtension/fetchTask';
const SENT = 'composeExtension/submitAction';
const TYPEAHEAD = 'application/search';
const CARD_DIALOG = 'task/fetch';
const CARD_SENT = 'task/submit';
const NAMES: readonly (string | null | undefined)[] = [QUERY, DIALOG, SENT, TYPEAHEAD, CARD_DIALOG, CARD_SENT];
const DIALOGS: readonly (string | null | undefined)[] = [DIALOG, SENT, CARD_DIALOG, CARD_SENT];

/** Whether it comes from Teams' own box, which people have in every chat and elsewhere. */
export const isFromBox = (name: string | null | undefined): boolean =>
  name === QUERY || name === DIALOG || name === SENT || name === TYPEAHEAD;

export const isExtension = (name: string | null | undefined): boolean => NAMES.includes(name);

export function readExtension(name: string | null | undefined, value: unknown): ExtensionAsked {
  if (name === QUERY) {
    const { success, data } = query.safeParse(value);
    if (!success) return { kind: 'unknown' };
    const typed = data.parameters?.find((one) => one.name !== INITIAL)?.value;
    return { kind: 'search', text: typeof typed === 'string' ? typed.trim().slice(0, LONGEST_SEARCH) : '' };
  }
  if (name === TYPEAHEAD) {
    const { success, data } = typeahead.safeParse(value);
    if (!success) return { kind: 'unknown' };
    return { kind: 'partners', text: (data.queryText ?? '').trim().slice(0, LONGEST_SEARCH) };
  }
  if (name === SENT)
    return said(pressed.safeParse(value).data?.data.say) ?? sent(filled.safeParse(value).data?.data, false);
  if (name === CARD_SENT) return sent(filledFromCard.safeParse(value).data?.data, true);
  if (name === CARD_DIALOG) return { kind: opened.safeParse(value).success ? 'form' : 'unknown' };
  if (form.safeParse(value).success) return { kind: 'form' };
  const { success, data } = onMessage.safeParse(value);
  if (!success) return { kind: 'unknown' };
  const { body, attachments } = data.messagePayload;
  const all = [wordsOf(body ?? {}), ...(attachments ?? []).map(({ content }) => textsIn(content))];
  return { kind: 'explain', text: all.join(' ').trim() };
}

/** An error is explained in the same dialog; whatever else is said there is a line. */
function said(line: string | undefined): ExtensionAsked | undefined {
  if (line === undefined) return undefined;
  const error = /^explain (.+)/i.exec(line)?.[1];
  return error === undefined ? { kind: 'sent', line, isOpenly: false } : { kind: 'explain', text: error };
}

function sent(data: z.infer<typeof fields> | undefined, isOpenly: boolean): ExtensionAsked {
  if (data === undefined || !isFormSetting(data.setting)) return { kind: 'unknown' };
  const reason = (data.reason ?? '').trim().slice(0, LONGEST_REASON);
  return { kind: 'sent', line: formLine(data.setting, data.partner.trim(), reason === '' ? null : reason), isOpenly };
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

const CARD_TEXTS = ['text', 'title', 'subtitle', 'value'];

/** What can be read in a card of whatever kind, given as JSON text. */
function textsIn(content: unknown): string {
  if (typeof content !== 'string' || content.length > LONGEST_MESSAGE) return '';
  const texts: string[] = [];
  try {
    JSON.parse(content, (key, value: unknown) => {
      if (CARD_TEXTS.includes(key) && typeof value === 'string') texts.push(value);
      return value;
    });
  } catch {
    // It is none.
  }
  return texts.join(' ').replace(/\s+/g, ' ');
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
  DIALOGS.includes(name)
    ? { task: { type: 'message', value: text } }
    : name === TYPEAHEAD
      ? choicesBody([])
      : sayingBody(text);

/** The same card where Teams does no `Action.Execute`: in a dialog what a button says is sent as a form is. */
export function forDialog(card: Card): Card {
  const drawn: unknown = JSON.parse(JSON.stringify(card), (_, value: unknown) => {
    const { data: button } = execute.safeParse(value);
    if (button === undefined) return value;
    const { title, tooltip, style, data } = button;
    return { type: 'Action.Submit', title, tooltip, style, data: { say: data.text }, associatedInputs: 'none' };
  });
  return object.parse(drawn);
}

/** Opens a dialog that shows a card. */
export const dialogBody = (title: string, content: Card): object => ({
  task: {
    type: 'continue',
    value: { title, height: 'medium', width: 'medium', card: { contentType: ADAPTIVE, content } },
  },
});

/** What was found while a partner is typed in a form (Adaptive Cards: typeahead search). */
export const choicesBody = (results: readonly { readonly title: string; readonly value: string }[]): object => ({
  type: 'application/vnd.microsoft.search.searchResponse',
  statusCode: 200,
  value: { results },
});
