import { z } from 'zod/v4-mini';
import { VERDICTS, type Verdict } from '../app/changing/click.ts';
import { DRIFT_VERDICTS, type DriftVerdict } from '../app/watching/decide-drift.ts';
import { parseChangeId, parseDriftId, parseMisuseId, type ChangeId, type DriftId } from '../domain/ids.ts';
import type { LookedAt } from '../app/changing/look-at-card.ts';
import { because, LONGEST_REASON } from '../commands/reading/slots.ts';

/** What a click asks for (Adaptive Cards: universal action model, `adaptiveCard/action`). */
export type Click =
  | {
      readonly kind: 'decide';
      readonly changeId: ChangeId;
      readonly verdict: Verdict;
      /** What stands in the card's input; clients add it to the button's data. */
      readonly typed: string | null;
      /** Why not, as typed on the card; at most 500 characters. */
      readonly reason: string | null;
    }
  | {
      readonly kind: 'decideDrift';
      readonly driftId: DriftId;
      readonly verdict: DriftVerdict;
      /** What stands in the card's input. */
      readonly reason: string | null;
    }
  | { readonly kind: 'say'; readonly text: string }
  /** Sent by the client on its own, to show somebody the card as it is for them; has no effect. */
  | { readonly kind: 'look'; readonly card: LookedAt }
  /** Sent by the client on its own; must never have an effect. */
  | { readonly kind: 'automatic' }
  | { readonly kind: 'unknown' };

const action = z.object({
  action: z.object({ verb: z.string(), data: z.unknown() }),
  trigger: z.nullish(z.string()),
});
/** Whatever else stands there was no person's doing. The Playground sends none with a click. */
const BY_A_PERSON = ['manual', null, undefined];
const decision = z.object({
  changeId: z.string(),
  verdict: z.enum(VERDICTS),
  typed: z.nullish(z.string()),
  reason: z.nullish(z.string()),
});
const look = z.object({
  changeId: z.optional(z.string()),
  driftId: z.optional(z.string()),
  misuseId: z.optional(z.string()),
  letter: z.optional(z.number()),
});
const driftDecision = z.object({
  driftId: z.string(),
  verdict: z.enum(DRIFT_VERDICTS),
  reason: z.nullish(z.string().check(z.maxLength(LONGEST_REASON))),
});
/** `because`: what was typed on a card that asks for a reason. */
const line = z.object({ text: z.string(), because: z.nullish(z.string()) });

export function readClick(value: unknown): Click {
  const parsed = action.safeParse(value);
  if (!parsed.success) return { kind: 'unknown' };
  const { verb, data } = parsed.data.action;
  if (verb === 'look') {
    const seen = look.safeParse(data).data;
    const card =
      parseChangeId(seen?.changeId ?? '') ??
      parseDriftId(seen?.driftId ?? '') ??
      parseMisuseId(seen?.misuseId ?? '') ??
      seen?.letter;
    return card === undefined ? { kind: 'automatic' } : { kind: 'look', card };
  }
  if (!BY_A_PERSON.includes(parsed.data.trigger)) return { kind: 'automatic' };
  if (verb === 'decide') {
    const wanted = decision.safeParse(data);
    const changeId = parseChangeId(wanted.data?.changeId ?? '');
    if (!wanted.success || changeId === undefined) return { kind: 'unknown' };
    const { verdict, typed = null, reason } = wanted.data;
    return { kind: 'decide', changeId, verdict, typed, reason: textOrNull(reason) };
  }
  if (verb === 'decideDrift') {
    const wanted = driftDecision.safeParse(data);
    const driftId = parseDriftId(wanted.data?.driftId ?? '');
    if (!wanted.success || driftId === undefined) return { kind: 'unknown' };
    return { kind: 'decideDrift', driftId, verdict: wanted.data.verdict, reason: wanted.data.reason ?? null };
  }
  const said = verb === 'say' ? line.safeParse(data) : undefined;
  return said?.success === true
    ? { kind: 'say', text: because(said.data.text, textOrNull(said.data.because)) }
    : { kind: 'unknown' };
}

function textOrNull(text: string | null | undefined): string | null {
  const trimmed = text?.trim().slice(0, LONGEST_REASON) ?? '';
  return trimmed === '' ? null : trimmed;
}

/** The body of an invoke response; HTTP itself always says 200. */
export type InvokeBody = { readonly statusCode: 200; readonly type: string; readonly value: unknown };

/** Replaces the card for the one who clicked. */
export function cardBody(card: Readonly<Record<string, unknown>>): InvokeBody {
  return { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card };
}

/** Tells the one who clicked something and leaves the card alone. @param text clients may read it as markdown */
export function messageBody(text: string): InvokeBody {
  return { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: text };
}
