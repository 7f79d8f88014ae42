import process from 'node:process';
import { SCRIPTS } from './permissions/scripts.ts';

/** `npm run permissions -- script [az | powershell]`: prints what grants the bot its permissions, for whoever may grant them. */
const [verb, name = 'az', ...more] = process.argv.slice(2);
const script = Object.entries(SCRIPTS).find(([known]) => known === name)?.[1];
if (verb !== 'script' || script === undefined || more.length > 0) {
  process.stderr.write('Use: npm run -s permissions -- script az | powershell\n');
  process.exitCode = 1;
} else {
  process.stdout.write(`${script()}\n`);
  // Whoever names none may not know that there is the other.
  const others = Object.keys(SCRIPTS).filter((known) => known !== name);
  if (process.argv[3] === undefined) {
    process.stderr.write(
      `This is for ${name}. There is one for ${others.join()}, too: npm run -s permissions -- script ${others.join()}\n`,
    );
  }
}
