import type { DefaultConfiguration } from '../../domain/policy/policy.ts';
import type { Ports } from '../ports.ts';

/** The default configuration only sharpens the verdict, so a card without it is better than none. */
export function defaultsOrNull(
  { log }: Pick<Ports, 'log'>,
  defaults: PromiseSettledResult<DefaultConfiguration>,
): DefaultConfiguration | null {
  if (defaults.status === 'fulfilled') return defaults.value;
  log.error('defaults.unread', defaults.reason);
  return null;
}
