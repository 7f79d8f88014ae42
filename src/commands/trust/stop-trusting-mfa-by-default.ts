import { trustSet } from '../../domain/policy/goals.ts';
import { defaultCommand } from '../change-command.ts';

export const stopTrustingMfaByDefault = defaultCommand({
  name: 'stop trusting mfa by default',
  goal: trustSet('trustMfa', false),
});
