import { policyCreated } from '../../domain/policy/goals.ts';
import { changeCommand } from '../change-command.ts';

export const createSyncPolicy = changeCommand({
  topic: 'partners',
  name: 'create sync policy',
  example: 'create sync policy for northwindtraders.com',
  operations: ['addPartner', 'createSyncPolicy'],
  goal: policyCreated,
});
