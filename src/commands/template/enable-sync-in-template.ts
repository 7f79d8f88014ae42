import { z } from 'zod/v4-mini';
import { templateSyncSet } from '../../domain/policy/goals.ts';
import { defineCommand } from '../command.ts';
import type { TemplateRequest } from '../requests.ts';
import { reasonSlot } from '../reading/slots.ts';

export const enableSyncInTemplate = defineCommand({
  topic: 'template',
  name: 'enable sync in template',
  usage: 'enable sync in template [because <reason>]',
  example: 'enable sync in template',
  access: 'change',
  operations: ['updateTemplate'],
  slots: z.object({ reason: reasonSlot }),
  request: ({ reason }): TemplateRequest => ({
    kind: 'changeTemplate',
    reason,
    goal: templateSyncSet(true),
    say: 'enable sync in template',
  }),
});
