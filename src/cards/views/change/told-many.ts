import type { Change } from '../../../domain/change/change.ts';
import { counts, foundOpen, isCarriedOn } from '../../../domain/change/progress.ts';
import type { Instant } from '../../../domain/instant.ts';
import { askedAbout } from '../../../domain/policy/many.ts';
import type { Line } from '../../../words/line.ts';
import { MOST_RESTORED } from './follow-up.ts';
import { words } from '../../../words/words.ts';
import type { Told } from './ended.ts';

const says = words.changes.many;

/** Where it stands, once it was decided; undefined: as any other change. */
export function toldMany({ proposal, status, progress }: Change, agreed: Line, now: Instant): Told | undefined {
  const { many } = proposal.plan;
  if (many === undefined) return undefined;
  const { all, done, failed, untouched } = counts(many, progress);
  const halt = progress?.halt;
  const found = foundOpen(progress).length;
  const besides = [
    ...restorableLines(restorable({ proposal, status, progress })),
    ...(found === 0 ? [] : [says.found(found)]),
    ...(halt ? [says.halted(halt.why, halt.by)] : []),
  ];
  const told = (counted: Line): readonly Line[] => [[...counted, ' ', ...agreed], ...besides];
  if (isCarriedOn(status)) {
    const since = status.state === 'applying' ? [says.underWay(status.claimedAt, now)] : [];
    return {
      standing: 'writing',
      lines: told(says.progress(done + failed.length, all)),
      texts: since,
    };
  }
  if (status.state === 'applied') return { standing: 'applied', lines: told(says.counted(done, 0, 0)), texts: [] };
  if (status.state !== 'failed') return undefined;
  const standing = done === 0 ? 'notApplied' : 'partlyApplied';
  return {
    standing,
    lines: told(says.counted(done, failed.length, untouched)),
    texts: [],
  };
}

type Asked = ReturnType<typeof askedAbout>;

/** Those who stay as they are after a thaw unless somebody restores them. */
export function restorable({ proposal, status, progress }: Pick<Change, 'proposal' | 'status' | 'progress'>): Asked {
  const { many } = proposal.plan;
  if (many?.kind !== 'thaw' || progress?.halt || !['applied', 'failed'].includes(status.state)) return [];
  return askedAbout(many).filter(({ part }) => part !== undefined);
}

function restorableLines(all: Asked): readonly Line[] {
  const past = all.filter(({ why }) => why === 'openedPast').length;
  // A few have a button each, which is called by that id.
  if (all.length <= MOST_RESTORED) {
    return all.flatMap(({ partner, why, part }) =>
      part === undefined ? [] : [says.restorableOne(words.tenants.short(partner), part, why)],
    );
  }
  return [
    ...(all.length === past ? [] : [says.restorable(all.length - past)]),
    ...(past === 0 ? [] : [says.openedPast(past)]),
  ];
}
