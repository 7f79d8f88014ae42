import { z } from 'zod/v4';
import { HELP_TOPICS, type HelpTopic } from '../../domain/replies/help.ts';
import { defineCommand } from '../command.ts';

export const help = defineCommand({
  topic: null,
  name: 'help',
  usage: `help [<topic:${HELP_TOPICS.join('|')}>]`,
  example: 'help',
  access: 'everyone',
  slots: z.object({ topic: z.enum(HELP_TOPICS).optional() }),
  request: ({ topic }) => ({ kind: 'help', topic: topic ?? null }),
});

/** The line that asks for it. */
export const helpLine = (topic: HelpTopic): string => `help ${topic}`;
