import { policyDeleted } from '../../domain/policy/goals.ts';
import { changeCommand } from '../change-command.ts';

export const deleteSyncPolicy = changeCommand({
  topic: 'partners',
  name: 'delete sync policy',
  example: 'delete sync policy for fabrikam.com because the project has ended',
  operations: ['deleteSyncPolicy'],
  goal: policyDeleted,
});
