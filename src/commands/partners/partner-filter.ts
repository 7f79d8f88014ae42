import { z } from 'zod/v4-mini';
import { ASKED, HOW, openFilter, type Asked } from '../../domain/policy/filters.ts';
import type { PartnerFilter } from '../../domain/replies/reply.ts';
import { folded } from '../reading/letters.ts';
import { problem } from '../reading/slots.ts';

const FILTER_HOW = ['on', 'off', 'none', 'unrestricted', 'restricted'] as const;

/** The part of a grammar that says of which partners something is so: by their own setting, or by the default. */
export const FILTERED = ['<setting>', `<how:${FILTER_HOW.join('|')}>`].join(' ');

/** All that can stand for `setting`. */
export const ASKED_SETTINGS: readonly string[] = ['sync', ...ASKED];

/** What is left out of a longer name. */
const SHORT: ReadonlyMap<string, Asked> = new Map(
  ASKED.flatMap((what): (readonly [string, Asked])[] => [
    [what, what],
    [what.replace(/^(?:direct|automatic) /, ''), what],
  ]),
);
const LONGEST = Math.max(...ASKED.map(({ length }) => length));

/**
 * @param setting such as `sync`, `guests` or `direct connect outbound`; undefined where nothing is filtered
 * @returns undefined: there is no such setting
 */
export function filterOf(setting: string | undefined, how: string | undefined): PartnerFilter | undefined {
  if (setting === undefined) return 'any';
  const named = folded(setting.slice(0, LONGEST + ' inbound'.length + 1)).replace(/ inbound$/, '');
  const wanted = FILTER_HOW.find((one) => one === how) ?? 'on';
  // Of sync, none is something else than off: there is no policy.
  if (named === 'sync') return wanted === 'unrestricted' ? 'on' : wanted === 'restricted' ? 'off' : wanted;
  const what = SHORT.get(named);
  return what === undefined ? undefined : openFilter(what, HOW.find((one) => one === wanted) ?? 'off');
}

/** @returns the two slots of `FILTERED` as the line says them */
export function slotsOf(filter: PartnerFilter): { readonly setting?: string; readonly how?: string } {
  if (filter === 'any') return {};
  return typeof filter === 'string' ? { setting: 'sync', how: filter } : { setting: filter.what, how: filter.how };
}

/** Of the slots of `FILTERED`. */
export const filterSlots = {
  setting: z.optional(
    z.string().check(z.refine((setting) => filterOf(setting, 'on') !== undefined, problem('noSuchSetting'))),
  ),
  how: z.optional(z.enum(FILTER_HOW)),
};
