import type { JournalFault } from '../store/checks/journal-reader.ts';
import type { Place, Verification } from '../store/checks/verify-chain.ts';

/** More would tell nothing new: from the first fault on, nothing is proven. */
const MOST_TOLD = 50;

/** What a verification found, in sentences, one in each line. @param noted the hash that was asked for; null: none */
export function verdict(verification: Verification<JournalFault>, noted: string | null): readonly string[] {
  const { faults, entries, first, last, head } = verification;
  if (faults.length > 0) {
    const left = faults.length - MOST_TOLD;
    return [
      `The journal is not as it was written. ${count(faults.length, 'fault')} in ${count(entries, 'entry', 'entries')}:`,
      ...faults.slice(0, MOST_TOLD).map((fault) => `- ${words(fault, first?.seq ?? 1)}`),
      ...(left > 0 ? [`- and ${left} more.`] : []),
      'Keep the store as it is for inspection, and compare it with a backup and with the hashes in the log (journal.head).',
    ];
  }
  return [
    first === null || last === null
      ? 'The journal is empty, and nothing says that it ever had an entry.'
      : `The journal is whole: ${count(entries, 'entry', 'entries')}, from ${name(first)} to ${name(last)}.`,
    ...(noted === null ? [] : [notedWords(verification.noted)]),
    `Head: ${head.hash} (entry ${head.seq})`,
    ...(noted === null
      ? [
          'Note the head where nobody who can write the store can write. It alone shows later that the end was not cut off',
          'and that the whole was not written anew: npm run journal -- verify --head HASH',
        ]
      : []),
  ];
}

function notedWords(noted: Place | null): string {
  return noted === null
    ? 'The head that you noted is that of an empty journal: every journal begins with it.'
    : `The head that you noted is ${name(noted)}: it and all before it are as they were then.`;
}

/** @param from the first entry that there is */
function words(fault: JournalFault, from: number): string {
  switch (fault.kind) {
    case 'changed':
      return `${upper(name(fault.entry))}: it was changed; it does not have the hash that it was written with.`;
    case 'moved':
      return `${upper(name(fault.entry))}: it was written as entry ${fault.writtenAs}, and does not belong here.`;
    case 'unlinked':
      return `${upper(name(fault.entry))}: it was not written after ${name(fault.before)}. One of the two was written anew, or something between them was taken away.`;
    case 'missing': {
      const which = fault.from === fault.to ? `Entry ${fault.from} is` : `Entries ${fault.from} to ${fault.to} are`;
      return fault.after === null
        ? `${which} missing at the end, after ${name(fault.before)}.`
        : `${which} missing, between ${name(fault.before)} and ${name(fault.after)}.`;
    }
    case 'headMoved':
      return `The head is that of entry ${fault.head.seq} (${fault.head.hash}), which is not what stands last: ${name(fault.last)}.`;
    case 'miscounted':
      return `${fault.id} has taken ${count(fault.revision, 'step')}, and ${count(fault.entries, 'entry tells', 'entries tell')} of it.`;
    case 'unreadable':
      return `${upper(name(fault.entry))}: it is as it was written, but says what this version of the bot does not know.`;
    case 'impossible':
      return `${upper(name(fault.entry))}: what it tells cannot have happened to what the entries before it tell of.`;
    case 'beside':
      return `${upper(name(fault.entry))}: beside it stands something else than it tells (${fault.columns.join(', ')}), by which it is found.`;
    case 'differs':
      return differs(fault);
    case 'unguarded':
      return `What keeps the bot’s own account from editing the journal was taken away: ${fault.missing.join(', ')}. The next start puts it back, and says so in the log.`;
    case 'headUnknown':
      return `No entry has the hash ${fault.hash}. ${unknownHead(from)}`;
  }
}

const WHAT = {
  changes: 'Change',
  drifts: 'Drift',
  baselines: 'The baseline of',
  subscriptions: 'The subscription of',
  misuses: 'The alarm',
  transients: 'The alarm',
  recertifications: 'The recertification of',
};

/** Both versions, as they are kept. */
function differs({ of, id, field, stored, told }: Extract<JournalFault, { kind: 'differs' }>): string {
  const where = field === '' ? '' : `, ${field}`;
  return `${WHAT[of]} ${id}${where}: the store has ${stored ?? 'nothing that can be read'}; the journal tells ${told ?? 'of nothing'}.`;
}

/** Why a hash may be that of no entry. @param first the first entry that there is */
export const unknownHead = (first: number): string =>
  first > 1
    ? `Entries 1 to ${first - 1} were moved out: if it is older than they are, it stands as "previous" in journal.jsonl of an archive. Else what was noted was changed or taken away since then, or it was another store.`
    : 'What was noted was changed or taken away since then, or it was another store.';

/** An entry by its number, what it is about, and when it was by the bot's clock. */
export function placeWords(place: Place): string {
  return name(place);
}

function name(place: Place | null): string {
  if (place === null) return 'the beginning';
  const about = place.id ?? 'which cannot be read';
  const at =
    place.at === null || Number.isNaN(new Date(place.at).valueOf()) ? '' : `, ${new Date(place.at).toISOString()}`;
  return `entry ${place.seq} (${about}${at})`;
}

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;
