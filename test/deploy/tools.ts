import { spawnSync } from 'node:child_process';

/** Whether a program of other people's is on this machine. What it would check is read, too, so nothing rests on it alone. */
export const isHere = (program: string): boolean => spawnSync('which', [program]).status === 0;
