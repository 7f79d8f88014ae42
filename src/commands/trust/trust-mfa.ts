import { trustSet } from '../../domain/policy/goals.ts';
import { openingCommand } from '../change-command.ts';

export const trustMfa = openingCommand({
  topic: 'trust',
  name: 'trust mfa',
  preposition: 'from',
  example: 'trust mfa from fabrikam.com',
  operations: ['addPartner', 'updateSettings'],
  door: 'trustMfa',
  goal: trustSet('trustMfa', true),
});
