import { policyPurged } from '../../domain/policy/goals.ts';
import { changeCommand } from '../change-command.ts';

export const purgeSyncPolicy = changeCommand({
  topic: 'deleted',
  name: 'purge sync policy',
  example: 'purge sync policy for fabrikam.com',
  operations: ['purgeSyncPolicy'],
  preview: true,
  goal: policyPurged,
  request: { readsDeleted: true, challenged: true, movesNobody: true },
});
