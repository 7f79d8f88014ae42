import { changedSince } from '../../domain/declared/changed.ts';
import { declaredOf } from '../../domain/declared/declared.ts';
import { fileName, type WantedFile } from '../../domain/declared/file.ts';
import type { Change } from '../../domain/change/change.ts';
import type { Instant } from '../../domain/instant.ts';
import type { ConversationReference } from '../../domain/telling/conversation.ts';
import type { PartnerLookup } from '../finding/partner-lookup.ts';
import type { Ports, Settings } from '../ports.ts';
import { nothing, useCaseReading, type UseCase } from '../use-case.ts';

/** Makes a file of what is there now. Throws DirectoryError and StoreError: a part is never all of it. */
export type FileWriter = (wanted: WantedFile) => Promise<string>;

const PAGE_SIZE = 100;
/** Drifts that are looked at; more is nothing that anybody reads. */
const MOST_DRIFTS = 2_000;
/** No change stays undecided, or unsettled, for longer. */
const SETTLED_WITHIN_MS = 30 * 24 * 60 * 60_000;

export function fileWriter(
  ports: Pick<Ports, 'store' | 'files' | 'clock'>,
  { homeTenant }: Pick<Settings, 'homeTenant'>,
  lookup: Pick<PartnerLookup, 'list' | 'names'>,
): FileWriter {
  const { store, files, clock } = ports;

  /** Changes that may have been carried out since then. */
  const changesSince = async (since: Instant): Promise<readonly Change[]> => {
    const found: Change[] = [];
    for (;;) {
      const { changes, total } = await store.history(null, PAGE_SIZE, found.length);
      found.push(...changes);
      const oldest = changes.at(-1)?.proposal.requestedAt ?? 0;
      if (found.length >= total || changes.length === 0 || oldest < since - SETTLED_WITHIN_MS) return found;
    }
  };

  return async (wanted) => {
    if (wanted.kind === 'changes') {
      const [changes, drifts] = [await changesSince(wanted.since), await store.lastDrifts(null, MOST_DRIFTS)];
      return files.changes(changedSince(wanted.since, changes, drifts));
    }
    const [entries, endings] = await Promise.all([lookup.list(), store.endingsLeft()]);
    const named = await lookup.names(entries.map(({ tenantId }) => tenantId));
    const declared = declaredOf(homeTenant, entries, named, endings);
    return wanted.kind === 'csv' ? files.csv(declared) : files.yaml(declared, clock.now());
  };
}

const isAlone = ({ conversationType }: ConversationReference): boolean => conversationType === 'personal';

/** Offers files of the partners, or of what was changed, in whose chat it is asked for: Teams takes files there alone. */
export const exportPartners = (ports: Ports, write: FileWriter): UseCase<'exportPartners'> =>
  useCaseReading(ports, 'exportPartners', {
    early: ({ request: { since }, conversation }) => {
      if (!isAlone(conversation)) return nothing();
      const wanted: readonly WantedFile[] =
        since === null ? [{ kind: 'yaml' }, { kind: 'csv' }] : [{ kind: 'changes', since }];
      return Promise.all(wanted.map(async (file) => ({ file, text: await write(file) })));
    },
    answer: async (proof, { conversation }, files) => {
      if (files === undefined) return proof.refuse({ kind: 'filesAloneOnly' });
      for (const { file, text } of files) {
        const offered = { wanted: file, name: fileName(file), bytes: Buffer.byteLength(text) };
        await ports.channel.offerFile({ ...conversation, activityId: null }, offered);
      }
      return proof.give({
        kind: 'notice',
        notice: { kind: 'filesOffered', names: files.map(({ file }) => fileName(file)) },
      });
    },
  });
