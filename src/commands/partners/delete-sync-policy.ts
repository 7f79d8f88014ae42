import { policyDeleted } from '../../domain/policy/goals.ts';
import { changeCommand } from '../change-command.ts';

export const deleteSyncPolicy = changeCommand({
  name: 'delete sync policy',
  summary: 'Deletes a partner’s sync policy; the partner stays, and nobody is removed.',
  example: 'delete sync policy for fabrikam.com because the project has ended',
  operations: ['deleteSyncPolicy'],
  goal: policyDeleted,
});
