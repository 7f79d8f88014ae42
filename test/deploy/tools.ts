import { spawnSync } from 'node:child_process';
import { read } from '../docs/documents.ts';

/** Whether a program of other people's is on this machine. What it would check is read, too, so nothing rests on it alone. */
export const isHere = (program: string): boolean => spawnSync('which', [program]).status === 0;

/** Names that are set in a file of an environment. */
export const setIn = (name: string): readonly string[] =>
  [...read(name).matchAll(/^(\w+)=/gm)].map(([, set = '']) => set);
