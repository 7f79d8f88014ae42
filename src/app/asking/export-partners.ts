import { changedSince } from '../../domain/declared/changed.ts';
import { declaredOf } from '../../domain/declared/declared.ts';
import { fileName, type WantedFile } from '../../domain/declared/file.ts';
import type { Instant } from '../../domain/instant.ts';
import type { ConversationReference } from '../../domain/telling/conversation.ts';
import type { PartnerLookup } from '../finding/partner-lookup.ts';
import type { Ports, Settings } from '../ports.ts';
import { nothing, useCaseReading, type UseCase } from '../use-case.ts';

/** Makes a file of what is there now. Throws DirectoryError and StoreError: a part is never all of it. */
export type FileWriter = (wanted: WantedFile) => Promise<string>;

const PAGE_SIZE = 100;
/** No change stays undecided, or unsettled, for longer. */
const SETTLED_WITHIN_MS = 30 * 24 * 60 * 60_000;

export function fileWriter(
  ports: Pick<Ports, 'store' | 'files' | 'clock'>,
  { homeTenant }: Pick<Settings, 'homeTenant'>,
  lookup: Pick<PartnerLookup, 'list' | 'names'>,
): FileWriter {
  const { store, files, clock } = ports;

  return async (wanted) => {
    if (wanted.kind === 'changes') {
      const { since } = wanted;
      const changes = await allSince(
        since,
        async (offset) => (await store.history(null, PAGE_SIZE, offset)).changes,
        ({ proposal: { id, requestedAt: at } }) => ({ id, at }),
      );
      const drifts = await allSince(
        since,
        (offset) => store.lastDrifts(null, PAGE_SIZE, offset),
        ({ id, detectedAt: at }) => ({ id, at }),
      );
      return files.changes(changedSince(since, changes, drifts));
    }
    const [entries, endings] = await Promise.all([lookup.list(), store.endingsLeft()]);
    const named = await lookup.names(entries.map(({ tenantId }) => tenantId));
    const declared = declaredOf(homeTenant, entries, named, endings);
    return wanted.kind === 'csv' ? files.csv(declared) : files.yaml(declared, clock.now());
  };
}

/**
 * All that may have ended since then, newest first, a page at a time. What comes in between moves what is next a page further,
 * so that it is read twice: it counts once.
 */
async function allSince<Item>(
  since: Instant,
  page: (offset: number) => Promise<readonly Item[]>,
  aboutOf: (item: Item) => { readonly id: string; readonly at: Instant },
): Promise<readonly Item[]> {
  const found = new Map<string, Item>();
  for (let offset = 0; ; offset += PAGE_SIZE) {
    const items = await page(offset);
    for (const item of items) found.set(aboutOf(item).id, item);
    const oldest = items.at(-1);
    const isAll = oldest === undefined || aboutOf(oldest).at < since - SETTLED_WITHIN_MS;
    if (isAll || items.length < PAGE_SIZE) return [...found.values()];
  }
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
