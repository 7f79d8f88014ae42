import { policyRestored } from '../../domain/policy/goals.ts';
import { changeCommand } from '../change-command.ts';

export const restoreSyncPolicy = changeCommand({
  topic: 'deleted',
  name: 'restore sync policy',
  example: 'restore sync policy for fabrikam.com',
  operations: ['restorePartner', 'restoreSyncPolicy'],
  preview: true,
  goal: policyRestored,
  request: { readsDeleted: true },
});
