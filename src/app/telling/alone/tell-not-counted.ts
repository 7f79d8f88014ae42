import type { Change } from '../../../domain/change/change.ts';
import { isAboutThem, type Halt, type Release } from '../../../domain/change/status.ts';
import { samePerson } from '../../../domain/people/person.ts';
import { ChannelError, type Ports } from '../../ports.ts';
import { sayAlone } from './say-alone.ts';

/**
 * Tells whoever decided a change alone why their word on it does not count now: its card, which many read, does not say
 * that. Nothing where it is not written for another reason. In the background: whoever waits for the card does not wait
 * for this.
 */
export function tellNotCounted(
  ports: Pick<Ports, 'store' | 'channel' | 'clock' | 'log' | 'background'>,
  change: Change,
  halt: Halt | Release,
): void {
  if (halt.kind !== 'refused' || !isAboutThem(halt.refusal)) return;
  const { refusal, of: approver } = halt;
  const { requester, conversation } = change.proposal;
  const { status } = change;
  const to = approver ?? ('by' in status ? status.by : requester);
  const { log, background } = ports;
  const { objectId } = to;
  // Their own card in their own chat says it already.
  if (conversation.conversationType === 'personal' && samePerson(to, requester)) return;
  background.start('tell', async () => {
    try {
      const notice = { kind: 'wordNotCounted', change, to, refusal } as const;
      const isSaid = await sayAlone(ports, objectId, conversation, [], () => notice);
      if (!isSaid) log.warn('answer.untold', { objectId, problem: null });
    } catch (error) {
      if (!(error instanceof ChannelError)) throw error;
      log.warn('answer.untold', { objectId, problem: error.problem });
    }
  });
}
