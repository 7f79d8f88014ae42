import { inspectStore, type StoreReport } from '../store/sqlite/inspect.ts';
import { StoreError } from '../app/ports.ts';
import type { StoreAddress } from '../store/address.ts';
import type { DatabaseReport } from '../store/postgres/inspect.ts';
import type { Heard } from '../store/postgres/lease.ts';
import { wordsOf, type Finding } from './finding.ts';

const about = 'Store';
const MEGABYTE = 1024 * 1024;
const LITTLE_SPACE = 100 * MEGABYTE;
/** As good as none: what SQLite writes beside the file before it goes in comes to more. */
const NO_SPACE = MEGABYTE;

const CLOSE =
  'Take away what others may do there: files 600, the folder 700. The next start does it where the bot may, and where nothing else is in the folder.';
const RENEW = 'Replace its secrets and certificates in Entra, then type "resume writing because …" to it.';
const GUARD = 'Find out who took it away (npm run journal -- verify), and restart the bot: it puts it back.';
const LED =
  'Look again in a quarter of a minute: until then another one takes over. Where none does, read the log for store.* and leader.*.';
const STOPPED = 'Somebody else uses the identity of the bot: it opens nothing any more.';

/** Whether the bot could use its store. */
export async function storeFinding(at: StoreAddress): Promise<Finding> {
  if (typeof at === 'string') return fileFinding(at);
  try {
    const { inspectDatabase } = await import('../store/postgres/inspect.ts');
    return databaseFinding(await inspectDatabase(at));
  } catch (error) {
    return unusable(error);
  }
}

/** Of a database that could be looked at. */
export function databaseFinding({ at, version, tls, found }: DatabaseReport): Finding {
  const how = tls ? 'over TLS' : 'on this machine';
  const says = [
    `${at} ${stateOf(found)}`,
    `PostgreSQL ${version}, ${how}.`,
    ...(found === null ? [] : used(found.heard)),
  ];
  if (found?.isStopped === true) return { about, state: 'wrong', says: [...says, STOPPED], fix: RENEW };
  if (found === null || found.unguarded.length === 0) {
    const isLed = found === null || found.heard.processes.length === 0 || found.heard.leader !== null;
    return isLed ? { about, state: 'good', says } : { about, state: 'warning', says, fix: LED };
  }
  const gone = `Something that keeps the journal from being edited was taken away: ${found.unguarded.join(', ')}.`;
  return { about, state: 'wrong', says: [...says, gone], fix: GUARD };
}

/** Who uses it. */
function used({ processes, leader }: Heard): readonly string[] {
  const there =
    processes.length === 0
      ? 'No process of the bot uses it now.'
      : `Processes of the bot that use it: ${processes.length} (${processes.join('; ')}).`;
  if (leader !== null) return [there, `The one that leads: ${leader.name}, epoch ${leader.epoch}.`];
  return processes.length === 0 ? [there] : [there, 'None of them leads.'];
}

/** Of a file. */
export function fileFinding(path: string, inspect: (path: string) => StoreReport = inspectStore): Finding {
  try {
    const { file, found, free, exposed } = inspect(path);
    const says = [`${file} ${stateOf(found)}`, `${Math.floor(free / MEGABYTE)} MB of the disk are free.`];
    const open = exposed.map((one) => `${one.path} is open to other accounts of this machine (mode ${one.mode}).`);
    if (found?.isStopped === true) {
      return { about, state: 'wrong', says: [...says, STOPPED], fix: RENEW };
    }
    if (free >= LITTLE_SPACE) {
      if (open.length === 0) return { about, state: 'good', says };
      return { about, state: 'warning', says: [...says, ...open], fix: CLOSE };
    }
    const state = free < NO_SPACE ? 'wrong' : 'warning';
    return { about, state, says, fix: 'Make room: a bot that cannot remember changes nothing.' };
  } catch (error) {
    return unusable(error);
  }
}

function unusable(error: unknown): Finding {
  const says = error instanceof StoreError ? ['The bot could not use it.'] : ['It could not be looked at.'];
  return { about, state: 'wrong', says, fix: wordsOf(error) };
}

function stateOf(found: { readonly bytes: number; readonly isCurrent: boolean } | null): string {
  if (found === null) return 'is not there yet: the first start makes it.';
  const size = `is sound, ${Math.ceil(found.bytes / MEGABYTE)} MB`;
  return found.isCurrent ? `${size}.` : `${size}; the next start brings it up to date.`;
}
