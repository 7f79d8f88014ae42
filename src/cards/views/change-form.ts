import { words } from '../../words/words.ts';
import { cardTemplate, type Card, type View } from '../expand.ts';
import template from '../templates/change-form.json' with { type: 'json' };

/**
 * Asks for a partner, a setting and a reason: what a dialog of Teams' shows.
 * @param shown `offer`: the button that opens it
 */
export function changeFormView(shown: 'form' | 'offer'): View {
  const { settings, intro, button, open, ...texts } = words.beside.form;
  const isForm = shown === 'form';
  const fields = { ...texts, settings: Object.entries(settings).map(([value, title]) => ({ value, title })) };
  return {
    intro,
    forms: isForm ? [fields] : [],
    sends: isForm ? [{ title: button }] : [],
    opens: isForm ? [] : [{ title: open }],
  };
}

const fill = cardTemplate(template);

export function changeForm(shown: 'form' | 'offer'): Card {
  return fill(changeFormView(shown));
}
