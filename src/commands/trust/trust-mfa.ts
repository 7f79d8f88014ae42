import { trustSet } from '../../domain/policy/goals.ts';
import { changeCommand } from '../change-command.ts';

export const trustMfa = changeCommand({
  topic: 'partners',
  name: 'trust mfa',
  preposition: 'from',
  example: 'trust mfa from fabrikam.com',
  operations: ['addPartner', 'updateSettings'],
  goal: trustSet('trustMfa', true),
});
