import { trustSet } from '../../domain/policy/goals.ts';
import { manyCommand } from '../change-command.ts';

export const stopTrustingMfa = manyCommand({
  topic: 'trust',
  name: 'stop trusting mfa',
  preposition: 'from',
  example: 'stop trusting mfa from fabrikam.com',
  operations: ['updateSettings'],
  goal: trustSet('trustMfa', false),
});
