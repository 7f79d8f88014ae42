import { words } from '../../words/words.ts';
import { cardTemplate, type Card, type View } from '../expand.ts';
import template from '../templates/change-form.json' with { type: 'json' };

/** Asks for a partner, a setting and a reason: what a dialog of Teams' shows. */
export function changeFormView(): View {
  const { settings, ...texts } = words.beside.form;
  return { ...texts, settings: Object.entries(settings).map(([value, title]) => ({ value, title })) };
}

const fill = cardTemplate(template);

export function changeForm(): Card {
  return fill(changeFormView());
}
