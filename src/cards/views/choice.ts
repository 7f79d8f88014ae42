import type { Choice } from '../../domain/replies/reply.ts';
import { doorOf } from '../../domain/change/effect.ts';
import { runLines, type RunLine } from '../../words/runs.ts';
import { words } from '../../words/words.ts';
import { cardTemplate, type Card } from '../expand.ts';
import { canFit } from '../fit.ts';
import { buttonOf, rowOf, type ButtonRow } from '../offers.ts';
import template from '../templates/choice.json' with { type: 'json' };
import { doorView } from '../door.ts';
import { charactersIn, folding, type Folds } from '../fold.ts';
import { tenantView, type TenantView } from '../tenant-view.ts';

type ChoiceView = {
  readonly title: string;
  readonly lines: readonly RunLine[];
  readonly options: readonly (OptionView & { readonly id: string; readonly isShown: boolean })[];
  readonly folds: Folds;
  readonly more: readonly { readonly words: string }[];
};
type OptionView = TenantView & {
  /** How it stands. */
  readonly door: string;
  readonly offerRows: readonly ButtonRow[];
};

const MOST = 10;
/** Each button repeats the whole line with its reason; together they may take this much of a card, in bytes. */
const ROOM_FOR_LINES = 3500;
/** Of name and domain. */
const LONGEST_OF_MANY = 60;

/** @param most so many options at most; left out: as many as are read */
export function choiceView(choice: Choice, most = MOST): ChoiceView {
  const { options } = choice;
  const { title, found, more } = words.lists.choice;
  const shownOptions = fitting(options, most);
  const left = options.length - shownOptions.length;
  const alone = options.length === 1;
  const head = {
    title: title(choice),
    lines: runLines([[...found(choice), words.tenants.alikeMeans(options.map(({ tenant }) => tenant))]]),
    more: left > 0 ? [{ words: more(left) }] : [],
  };
  const { items, folds } = folding(
    shownOptions.map((option, index) => optionView(option, alone ? null : index + 1)),
    charactersIn(head),
    'tenants',
  );
  return {
    ...head,
    options: items,
    folds,
  };
}

/** @param number null: there is nothing to count */
function optionView({ tenant, say, sync }: Choice['options'][number], number: number | null): OptionView {
  const { yes, choose, noPartner } = words.lists.choice;
  const { name: called, ...rest } = tenantView(tenant, LONGEST_OF_MANY);
  const name = words.tenants.warned(called, tenant.isAlike === true);
  return {
    ...rest,
    name: number === null ? name : `${number}. ${name}`,
    door: sync === null ? noPartner : doorView(doorOf(sync, tenant)).text,
    offerRows: rowOf(buttonOf(say, number === null ? yes : choose(number))),
  };
}

/** What can be said is never cut, since it would mean something else; so fewer options are shown. At least one is. */
function fitting(options: Choice['options'], most: number): Choice['options'] {
  let room = ROOM_FOR_LINES;
  const end = options.findIndex(({ say }, index) => {
    room -= Buffer.byteLength(JSON.stringify(say.line));
    return index > 0 && (index >= most || room < 0);
  });
  return end < 0 ? options : options.slice(0, end);
}

const fill = cardTemplate(template);

export function choiceCard(choice: Choice): Card {
  const drawn = (most: number): Card => fill(choiceView(choice, most));
  let card = drawn(MOST);
  for (let most = MOST - 1; most > 0 && !canFit(card); most -= 1) card = drawn(most);
  return card;
}
