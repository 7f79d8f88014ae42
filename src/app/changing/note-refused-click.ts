import type { Ports } from '../ports.ts';
import { noteRefusal } from '../note-refusal.ts';
import type { Click, ClickAnswer } from './click.ts';

/** Notes in the journal that somebody clicked on a change's card and was told no. Never rejects. */
export async function noteRefusedClick(
  ports: Pick<Ports, 'store' | 'clock' | 'log'>,
  { person, verdict, changeId }: Click,
  answer: ClickAnswer,
): Promise<void> {
  if (answer.kind !== 'told') return;
  await noteRefusal(ports, { by: person, command: verdict, line: null, change: changeId }, answer.notice);
}
