import type { JournalHead } from '../store/chain.ts';
import type { Span } from '../store/checks/journal-reader.ts';
import type { Period } from './options.ts';

export type Exported = {
  readonly period: Pick<Period, 'firstDay' | 'lastDay'>;
  /** Milliseconds since 1970. */
  readonly exportedAt: number;
  /** Of the whole journal, when it was exported. */
  readonly head: JournalHead;
  /** null: the period has no entry. */
  readonly span: Span | null;
  /** What the first entry of a journal names as the hash before it. */
  readonly noEntry: string;
};

/** The page that lets somebody who knows nothing of Bridgekeeper check an export. */
export function exportReadme({ period, exportedAt, head, span, noEntry }: Exported): string {
  return `JOURNAL OF BRIDGEKEEPER

Bridgekeeper is a bot that guards who may synchronise users into a Microsoft
Entra tenant. Its journal says what was asked of it, who decided, what it wrote
to Microsoft Graph, what came of it, and what it found changed without it.
This folder holds the part of one period.

Period    ${period.firstDay} to ${period.lastDay}, both days included (UTC)
Exported  ${new Date(exportedAt).toISOString()}
${span === null ? NOTHING : extent(span)}
Head of the whole journal at the export (entry ${head.seq}):
          ${head.hash}

FILES

journal.jsonl   the entries: one in each line, UTF-8, a line feed after each
README.txt      this page
SHA256SUMS      the hashes of these two files


1. ARE THE FILES AS THEY WERE EXPORTED?

In this folder, run

    sha256sum -c SHA256SUMS

(on a Mac: shasum -a 256 -c SHA256SUMS). It must say OK twice. Whoever can change
the files can change SHA256SUMS as well; so ask whoever exported them for the
hash of that file by another way, or go on with 2.


2. IS THE CHAIN WHOLE?

Each line ends with "previous":"..."} and in it stands the hash of the entry
before. That hash is the SHA-256 of exactly the bytes of the line before, from
its first { to its last }, without the line feed. The very first entry of a
journal has nothing before it: it names ${noEntry.length} zeros.
No line can be changed, left out, put in or moved without a later line, or the
hash at the end, not fitting any more.
${span === null ? '' : recipe(span)}

3. WHAT A LINE SAYS

seq         the number of the entry: one more than that of the line before
of, id      what it is about: a change that somebody asked the bot for
            ("changes", C-...); one that somebody else made ("drifts", D-...);
            who hears of it ("subscriptions", a conversation's id); how a partner
            is expected to look ("baselines", a tenant id); a command that was
            refused ("refusals", whose it was); what somebody else did with the
            bot's own identity ("misuses", M-...); a setting ("settings"); the hash
            of all entries before it, as it was sent out ("witness"); up to where
            entries were moved out ("archive")
revision    which step of that change or drift it is, from 1
event       what happened: its kind, when ("at", milliseconds since 1970-01-01
            UTC, by the bot's clock), by whom, what was read or decided. The first
            event of a change holds all that was proposed, before and after
requestIds  the client-request-ids of the calls to Microsoft Graph, as they stand
            in Microsoft's own logs
previous    the hash of the entry before

The entries stand in the order in which they were written, and none between the
first and the last one is left out. Where the bot's clock was set back in that
time, an entry may carry a time that lies outside the period.


4. WHAT THIS CANNOT SHOW

The chain shows that nothing was changed after it was written, as long as one
later hash is known to be genuine: one that was noted where nobody who can write
the store can write, such as the bot's log (event journal.head), an earlier
export, or a letter. Without such a hash, whoever can write the store can write
a whole new journal that fits together, or cut off its end. It also does not show
that what the bot wrote down is true: only that it wrote it down then.
`;
}

const NOTHING = 'Entries   none: nothing was written to the journal in this period';

const extent = ({
  first,
  last,
  before,
  end,
}: Span): string => `Entries   ${last - first + 1}, number ${first} to number ${last}
The hash before the first line:
          ${before}
The hash of the last line:
          ${end}`;

const recipe = ({ before, end }: Span): string => `
A shell can check it; in this folder, run (on a Mac with shasum -a 256 in the place
of sha256sum)

    before=${before}
    while IFS= read -r line; do
      case $line in
        *"\\"previous\\":\\"$before\\"}") ;;
        *) echo "This line does not follow the one before it: $line"; break ;;
      esac
      before=$(printf %s "$line" | sha256sum | cut -d ' ' -f 1)
    done < journal.jsonl
    echo "$before"

It must print nothing but the hash of the last line:

    ${end}

That hash stands for all lines of this file and all entries before them. Compare
it with one that you have from elsewhere, if you can: see 4.

`;
