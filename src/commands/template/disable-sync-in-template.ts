import { z } from 'zod/v4-mini';
import { templateSyncSet } from '../../domain/policy/goals.ts';
import { defineCommand } from '../command.ts';
import type { TemplateRequest } from '../requests.ts';
import { reasonSlot } from '../reading/slots.ts';

export const disableSyncInTemplate = defineCommand({
  topic: 'template',
  name: 'disable sync in template',
  usage: 'disable sync in template [because <reason>]',
  example: 'disable sync in template',
  access: 'change',
  operations: ['updateTemplate'],
  slots: z.object({ reason: reasonSlot }),
  request: ({ reason }): TemplateRequest => ({
    kind: 'changeTemplate',
    reason,
    goal: templateSyncSet(false),
    say: 'disable sync in template',
  }),
});
