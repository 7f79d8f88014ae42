import { asksForChange, type Access } from '../../domain/people/role.ts';
import { COMMANDS, type Request, type RequestKind } from '../../commands/list.ts';
import { namingFile } from '../../commands/many/named-partners.ts';
import { parse, LONGEST_LINE, type Misread as NoRequest } from '../../commands/reading/parse.ts';
import { offerOf } from '../../commands/offer.ts';
import { usageText } from '../../commands/reading/phrase.ts';
import type { ChangeId } from '../../domain/ids.ts';
import type { Misread } from '../../domain/replies/notice.ts';
import { titled, type Offer } from '../../domain/replies/offer.ts';
import type { Reply } from '../../domain/replies/reply.ts';
import type { ConversationReference } from '../../domain/telling/conversation.ts';
import type { Given } from '../authorize.ts';
import { inWords } from '../in-words.ts';
import type { PerPerson } from '../per-person.ts';
import type { Ports, Settings } from '../ports.ts';
import { countRefusal, noteRefusal } from '../note-refusal.ts';
import { toAnybody, type Asked, type AskedFor } from '../use-case.ts';
import type { UseCases } from '../use-cases.ts';

export type Line = Omit<Asked, 'command'> & {
  /**
   * Where the card of what they ask for goes, of whoever asked so that nobody else could see it; null: they have no chat
   * of their own. Left out: where they asked.
   */
  readonly cardsTo?: ConversationReference | null;
  readonly text: string;
  /** Whether the message quoted something, which was not read. */
  readonly quoted: boolean;
};

/** What these ask for happens where they are said. */
const ABOUT_A_PLACE: readonly RequestKind[] = [
  'subscribe',
  'unsubscribe',
  'listSubscriptions',
  'keepDigest',
  'stopDigest',
];

/** Answers one line. Never throws: what went wrong becomes a notice with a reference that finds the log line. */
export async function handle(
  ports: Pick<Ports, 'ids' | 'log' | 'clock' | 'store' | 'telemetry'>,
  { preview }: Pick<Settings, 'preview'>,
  { cases, lines }: { readonly cases: UseCases; readonly lines: PerPerson },
  { text, quoted, cardsTo, ...line }: Line,
): Promise<Given<Reply>> {
  const parsed = read(text, line.files ?? []);
  if (parsed.kind !== 'request') return toAnybody(misread(parsed, quoted));
  const { request, command } = parsed;
  const isHere = cardsTo === undefined || ABOUT_A_PLACE.includes(request.kind);
  if (!isHere && cardsTo === null && asksForChange(command.access)) {
    return toAnybody({ kind: 'cannotTellAlone', to: line.person, access: null });
  }
  const conversation = isHere ? line.conversation : (cardsTo ?? line.conversation);
  const asked = { ...line, conversation, command: command.name, access: command.access, request };
  const given =
    command.preview && !preview
      ? toAnybody({ kind: 'refused', refusal: { kind: 'previewOff', command: command.name } })
      : await inWords(ports, asked, () => inTurn(lines, asked, () => run(cases, request.kind, asked)));
  const reply = given.value;
  // What a decision is refused for is noted where it is made, as of a click.
  if (reply.kind === 'notice' && asksForChange(command.access) && request.kind !== 'decide') {
    const { change }: { readonly kind: string; readonly change?: ChangeId | null } = request;
    const asking = { by: line.person, command: command.name, line: text, change: change ?? null };
    await noteRefusal(ports, asking, reply.notice);
  } else if (reply.kind === 'notice' && !asksForChange(command.access)) {
    countRefusal(ports.telemetry, reply.notice);
  }
  return ABOUT_A_PLACE.includes(request.kind) ? given : withAnother(given, text);
}

/** Where a file stands beside a line that names nobody, the file does. */
function read(text: string, files: NonNullable<Line['files']>): ReturnType<typeof parse<Request>> {
  const naming = files.length === 0 ? undefined : namingFile(text);
  const parsed = naming === undefined ? undefined : parse(naming, COMMANDS);
  const isOfFile = parsed?.kind === 'request' && parsed.request.kind === 'changeMany';
  return isOfFile ? parsed : parse(text, COMMANDS);
}

/**
 * A role that was activated counts some minutes later: what was refused for it can be said again as it was. Not what
 * happens where it is said: the refusal is told to the person alone, elsewhere.
 */
function withAnother(given: Given<Reply>, text: string): Given<Reply> {
  const notice = given.value.kind === 'notice' ? given.value.notice : undefined;
  if (notice?.kind !== 'refused' || notice.refusal.kind !== 'roleMissing') return given;
  const again = offerOf(text, 'tryAgain');
  return toAnybody({ kind: 'refused', refusal: notice.refusal, ...(again !== undefined && { again }) });
}

/** Not so what asks nobody for anything: who waits for Graph can have it meanwhile. */
function inTurn(
  lines: PerPerson,
  { person, access }: Asked & { readonly access: Access },
  work: () => Promise<Given<Reply>>,
) {
  if (access === 'everyone') return work();
  return lines.take(person.objectId, work, (refusal) => toAnybody({ kind: 'refused', refusal }));
}

/** The kind is passed beside the request, so that the compiler sees that both belong together. */
function run<Kind extends RequestKind>(cases: UseCases, kind: Kind, asked: AskedFor<Kind>): Promise<Given<Reply>> {
  return cases[kind].run(asked);
}

function misread(parsed: NoRequest, quoted: boolean): Misread {
  switch (parsed.kind) {
    case 'empty':
      return { kind: 'emptyLine', quoted };
    case 'tooLong':
      return { kind: 'lineTooLong', length: parsed.length, longest: LONGEST_LINE };
    case 'courtesy':
      return parsed;
    case 'invalid': {
      const { command, problems, ways } = parsed;
      const untilThen = ways === null ? undefined : offerOf(ways.untilThen);
      const forGood = ways === null ? undefined : offerOf(ways.forGood);
      return {
        kind: 'invalidLine',
        command: command.name,
        usage: usageText(command.usage),
        problems,
        ...(untilThen &&
          forGood && { ways: { untilThen: titled(untilThen, 'withEnd'), forGood: titled(forGood, 'forGood') } }),
      };
    }
    case 'notUnderstood':
      return {
        kind: 'notUnderstood',
        suggestion: suggested(parsed),
        hints: parsed.hints.flatMap((line) => offerOf(line) ?? []),
        quoted,
      };
  }
}

/** What lacks something cannot be said as it is. */
function suggested({ suggestion }: Extract<NoRequest, { kind: 'notUnderstood' }>): Offer | string | null {
  if (suggestion === null) return null;
  return (suggestion.isWhole ? offerOf(suggestion.line) : undefined) ?? suggestion.line;
}
