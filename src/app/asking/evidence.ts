import type { Change } from '../../domain/change/change.ts';
import { DirectoryError } from '../../domain/problem.ts';
import type { OtherRecord } from '../../domain/replies/reply.ts';
import { actorOf, GIVE_UP_MS, isDone } from '../watching/audit-records.ts';
import {
  isAbout,
  isAwaited,
  matchRecords,
  rivalSteps,
  since,
  writtenSteps,
  type WrittenStep,
} from '../watching/match-evidence.ts';
import type { AuditRecord, Ports, Settings } from '../ports.ts';
import { addressesFor } from './addresses.ts';
import { useCase, type UseCase } from '../use-case.ts';

/** What the bot wrote down of a change beside what Entra did; the audit log is asked now. */
export const evidence = (ports: Ports, settings: Pick<Settings, 'appId'>): UseCase<'evidence'> =>
  useCase(ports, 'evidence', async (proof, { request: { change: id }, conversation }) => {
    const { store, clock } = ports;
    const change = await store.get(id);
    if (change === undefined) return proof.refuse({ kind: 'changeUnknown' });
    const written = await writtenSteps(ports, change);
    const rivals = written.some(isAwaited) ? await rivalSteps(ports, change, since(written)) : [];
    const asked = await ask(ports, settings, written, rivals);
    const shown = (await store.get(id)) ?? change;
    return proof.give({
      kind: 'evidence',
      addresses: addressesFor(proof, conversation),
      change: shown,
      journal: await store.journal(id),
      problem: asked.problem,
      others: othersIn(asked.records, written, shown),
      givenUp: 'at' in shown.status && clock.now() - shown.status.at > GIVE_UP_MS,
    });
  });

type Asked = { readonly records: readonly AuditRecord[]; readonly problem: DirectoryError['problem'] | null };

async function ask(
  ports: Ports,
  settings: Pick<Settings, 'appId'>,
  written: readonly WrittenStep[],
  rivals: readonly WrittenStep[],
): Promise<Asked> {
  const records: AuditRecord[] = [];
  try {
    for (const activity of new Set(written.map((one) => one.activity))) {
      const all = [...written, ...rivals].filter((one) => one.activity === activity);
      const found = (await ports.auditLog.find(activity, since(all))).filter(isDone);
      await matchRecords(ports, settings, all.filter(isAwaited), found);
      records.push(...found);
    }
    return { records, problem: null };
  } catch (error) {
    if (!(error instanceof DirectoryError)) throw error;
    ports.log.error('audit.unread', error);
    return { records, problem: error.problem };
  }
}

/** Records of the same kind at the same time that are of no step of the change: somebody else, or another change. */
function othersIn(
  records: readonly AuditRecord[],
  written: readonly WrittenStep[],
  { evidence: known }: Change,
): readonly OtherRecord[] {
  const own = new Set(known?.matched.map(({ record }) => record.auditId));
  return records
    .filter((record) => !own.has(record.auditId) && written.some((one) => isAbout(record, one)))
    .map((record) => ({ activity: record.activity, record: actorOf(record) }));
}
