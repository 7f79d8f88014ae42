import type { Choice } from '../../domain/replies/reply.ts';
import type { Offer } from '../../domain/replies/offer.ts';
import type { TenantInformation } from '../../domain/partners/tenant.ts';
import { runLines, type RunLine } from '../../words/runs.ts';
import { words } from '../../words/words.ts';
import { cardTemplate, type Card } from '../expand.ts';
import { buttonOf, type ButtonRow } from '../offers.ts';
import template from '../templates/choice.json' with { type: 'json' };
import { tenantView, type TenantView } from '../tenant-view.ts';

type ChoiceView = {
  readonly title: string;
  readonly lines: readonly RunLine[];
  readonly options: readonly OptionView[];
  readonly more: readonly { readonly words: string }[];
};
type OptionView = TenantView & { readonly offerRows: readonly ButtonRow[] };

const MOST = 10;
/** Each button repeats the whole line with its reason; together they may take this much of a card, in bytes. */
const ROOM_FOR_LINES = 8000;

export function choiceView(choice: Choice): ChoiceView {
  const { options } = choice;
  const { title, found, more } = words.lists.choice;
  const shownOptions = fitting(options);
  const left = options.length - shownOptions.length;
  const alone = options.length === 1;
  return {
    title: title(choice),
    lines: runLines([found(choice)]),
    options: shownOptions.map(({ tenant, say }, index) => optionView(tenant, say, alone ? null : index + 1)),
    more: left > 0 ? [{ words: more(left) }] : [],
  };
}

/** @param number null: there is nothing to count */
function optionView(tenant: TenantInformation, say: Offer, number: number | null): OptionView {
  const view = tenantView(tenant);
  const { yes, choose } = words.lists.choice;
  return number === null
    ? { ...view, offerRows: [{ offers: [buttonOf(say, yes)] }] }
    : { ...view, name: `${number}. ${view.name}`, offerRows: [{ offers: [buttonOf(say, choose(number))] }] };
}

/** What can be said is never cut, since it would mean something else; so fewer options are shown. At least one is. */
function fitting(options: Choice['options']): Choice['options'] {
  let room = ROOM_FOR_LINES;
  const end = options.findIndex(({ say }, index) => {
    room -= Buffer.byteLength(JSON.stringify(say.line));
    return index > 0 && (index >= MOST || room < 0);
  });
  return end < 0 ? options : options.slice(0, end);
}

const fill = cardTemplate(template);

export function choiceCard(choice: Choice): Card {
  return fill(choiceView(choice));
}
