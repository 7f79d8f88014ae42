import type { Change } from '../../../domain/change/change.ts';
import { counts, foundOpen, isCarriedOn } from '../../../domain/change/progress.ts';
import type { Instant } from '../../../domain/instant.ts';
import { askedAbout, type Many } from '../../../domain/policy/many.ts';
import type { Line } from '../../../words/line.ts';
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
    ...(many.kind !== 'thaw' || halt || isCarriedOn(status) ? [] : restorableLines(many)),
    ...(found === 0 ? [] : [says.found(found)]),
    ...(halt ? [says.halted(halt.why, halt.by)] : []),
    agreed,
  ];
  if (isCarriedOn(status)) {
    const since = status.state === 'applying' ? [says.underWay(status.claimedAt, now)] : [];
    return { standing: 'writing', lines: [says.progress(done + failed.length, all), ...besides], texts: since };
  }
  if (status.state === 'applied')
    return { standing: 'applied', lines: [says.counted(done, 0, 0), ...besides], texts: [] };
  if (status.state !== 'failed') return undefined;
  const standing = done === 0 ? 'notApplied' : 'partlyApplied';
  return { standing, lines: [says.counted(done, failed.length, untouched), ...besides], texts: [] };
}

/** Those who stay as they are unless somebody restores them. */
function restorableLines(many: Many): readonly Line[] {
  const all = askedAbout(many).filter(({ part }) => part !== undefined);
  const past = all.filter(({ why }) => why === 'openedPast').length;
  return [
    ...(all.length === past ? [] : [says.restorable(all.length - past)]),
    ...(past === 0 ? [] : [says.openedPast(past)]),
  ];
}
