import type { Line, Message } from '../line.ts';

export const warning = (title: string, lines: readonly Line[]): Message => ({ tone: 'warning', title, lines });
