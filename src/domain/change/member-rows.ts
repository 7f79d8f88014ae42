import { weightiestFirst } from './effect.ts';
import { difference } from '../policy/snapshot.ts';
import type { LeftOut, Many, Member } from '../policy/many.ts';
import { allMembers, leftAlone, NO_PROGRESS, type MemberEnd, type Progress } from './progress.ts';

/** One of whom a change of many is about. `end`: what became of it; null: it has not begun, or runs. */
export type MemberRow =
  | { readonly kind: 'member'; readonly member: Member; readonly end: MemberEnd | null }
  | { readonly kind: 'left'; readonly left: LeftOut };

/**
 * Everybody, those that are opened first, then those whose door is shut, then those that are changed otherwise, then those
 * that are left as they are; in an order that stays.
 */
export function memberRows(many: Many, progress: Progress | undefined): readonly MemberRow[] {
  const ends = new Map((progress ?? NO_PROGRESS).ended.map((end) => [end.tenantId, end]));
  return [
    ...weightiestFirst(allMembers(many, progress)).map((member): MemberRow => ({
      kind: 'member',
      member,
      end: ends.get(member.plan.tenantId) ?? null,
    })),
    ...leftAlone(many, progress).map((left): MemberRow => ({ kind: 'left', left })),
  ];
}

/** So many on a page: its card stays below 12 KB, whatever they are called. */
export const LINES_ON_PAGE = 36;

/** How many lines tell of it: who, each setting that changes, until when, and what became of it. */
export function linesOf(row: MemberRow): number {
  if (row.kind === 'left') return 2;
  const { plan, ends } = row.member;
  return difference(plan.before, plan.after).length + (ends === undefined ? 2 : 3);
}
