import { inspectStore, type StoreReport } from '../store/sqlite/inspect.ts';
import { StoreError } from '../app/ports.ts';
import { wordsOf, type Finding } from './finding.ts';

const MEGABYTE = 1024 * 1024;
const LITTLE_SPACE = 100 * MEGABYTE;
/** As good as none: what SQLite writes beside the file before it goes in comes to more. */
const NO_SPACE = MEGABYTE;

const CLOSE =
  'Take away what others may do there: files 600, the folder 700. The next start does it where the bot may, and where nothing else is in the folder.';
const STOPPED = 'Somebody else uses the identity of the bot: it opens nothing any more.';

/** Whether the bot could use its store. */
export function storeFinding(path: string, inspect: (path: string) => StoreReport = inspectStore): Finding {
  const about = 'Store';
  try {
    const { file, found, free, exposed } = inspect(path);
    const says = [`${file} ${stateOf(found)}`, `${Math.floor(free / MEGABYTE)} MB of the disk are free.`];
    const open = exposed.map((one) => `${one.path} is open to other accounts of this machine (mode ${one.mode}).`);
    if (found?.isStopped === true) {
      const fix = 'Replace its secrets and certificates in Entra, then type "resume writing because …" to it.';
      return { about, state: 'wrong', says: [...says, STOPPED], fix };
    }
    if (free >= LITTLE_SPACE) {
      if (open.length === 0) return { about, state: 'good', says };
      return { about, state: 'warning', says: [...says, ...open], fix: CLOSE };
    }
    const state = free < NO_SPACE ? 'wrong' : 'warning';
    return { about, state, says, fix: 'Make room: a bot that cannot remember changes nothing.' };
  } catch (error) {
    const says = error instanceof StoreError ? ['The bot could not use it.'] : ['It could not be looked at.'];
    return { about, state: 'wrong', says, fix: wordsOf(error) };
  }
}

function stateOf(found: StoreReport['found']): string {
  if (found === null) return 'is not there yet: the first start makes it.';
  const size = `is sound, ${Math.ceil(found.bytes / MEGABYTE)} MB`;
  return found.isCurrent ? `${size}.` : `${size}; the next start brings it up to date.`;
}
