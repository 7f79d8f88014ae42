import { buttons } from './changes/buttons.ts';
import { changeCalled, followed } from './changes/called.ts';
import { compared } from './changes/compared.ts';
import { details } from './changes/details.ts';
import { ends } from './changes/ends.ts';
import { ended } from './changes/ended.ts';
import { journal } from './changes/journal.ts';
import { lookalikes } from './changes/lookalikes.ts';
import { many } from './changes/many.ts';
import { meaning } from './changes/meaning.ts';
import { outlook } from './changes/outlook.ts';
import { planTitle, shortStep, stepLine } from './changes/plan.ts';
import { presence } from './changes/presence.ts';
import { release } from './changes/release.ts';
import { effective, FIELD_LABELS, fieldWords } from './changes/settings.ts';
import { status } from './changes/status.ts';
import { stops } from './changes/stops.ts';

/** What is said of a change: on its card, in its details and wherever it is listed. */
export const changes = {
  planTitle,
  called: changeCalled,
  followed,
  shortStep,
  stepLine,
  fieldLabels: FIELD_LABELS,
  fieldWords,
  effective,
  status,
  ended,
  ends,
  many,
  stops,
  release,
  compared,
  meaning,
  outlook,
  lookalikes,
  presence,
  details,
  journal,
  buttons,
};
