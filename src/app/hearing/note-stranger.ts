import { asksForChange } from '../../domain/people/role.ts';
import { COMMANDS } from '../../commands/list.ts';
import { parse } from '../../commands/reading/parse.ts';
import type { ChangeId, TenantId } from '../../domain/ids.ts';
import type { RefusedCommand } from '../../domain/journal/note.ts';
import { strangerOf, type Sender } from '../../domain/people/sender.ts';
import type { Ports } from '../ports.ts';
import { noteRefusal } from '../note-refusal.ts';

/** What somebody asked for who was refused before anything was looked at: a line, or what a button stands for. */
type Wanted = string | Pick<RefusedCommand, 'command' | 'change'>;

/**
 * Notes in the journal that somebody of another organisation asked for a change. Who has no object id cannot be named, and
 * what changes nothing is nobody's business. Never rejects.
 * @returns whether there was something to note
 */
export async function noteStranger(
  ports: Pick<Ports, 'store' | 'clock' | 'log'>,
  home: TenantId,
  sender: Sender,
  wanted: Wanted,
): Promise<boolean> {
  const by = strangerOf(sender, home);
  const asked = typeof wanted === 'string' ? changeIn(wanted) : { ...wanted, line: null };
  if (by === undefined || asked === undefined) return false;
  await noteRefusal(ports, { by, ...asked }, { kind: 'refused', refusal: { kind: 'foreignSender' } });
  return true;
}

/** The change that a line asks for; undefined: none. */
function changeIn(line: string): Pick<RefusedCommand, 'command' | 'line' | 'change'> | undefined {
  const parsed = parse(line, COMMANDS);
  if (parsed.kind !== 'request' || !asksForChange(parsed.command.access)) return undefined;
  const { change, kind }: { readonly kind: string; readonly change?: ChangeId | null } = parsed.request;
  // A bare yes or no decides nothing, whoever says it.
  if (kind === 'decide' && change === null) return undefined;
  return { command: parsed.command.name, line, change: change ?? null };
}
