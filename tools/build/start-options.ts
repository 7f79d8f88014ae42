import packageJson from '../../package.json' with { type: 'json' };

/** What `npm start` tells Node. What is compiled counts only where a process has been told the same of how to compile. */
export const startOptions = (start: string = packageJson.scripts.start): readonly string[] =>
  start.split(' ').filter((word) => word.startsWith('--'));
