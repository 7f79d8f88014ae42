import { offers, offersOfChange, offersOfPartner, pageOf } from '../../commands/offers.ts';
import type { Change } from '../../domain/change/change.ts';
import { DOOR_WEIGHTS, type Door } from '../../domain/change/effect.ts';
import type { Instant } from '../../domain/instant.ts';
import { couldBeMistaken } from '../../domain/partners/lookalike.ts';
import { typedName } from '../../domain/partners/tenant.ts';
import { openDoors, type Overview } from '../../domain/replies/overview.ts';
import type { Line } from '../../words/line.ts';
import { words } from '../../words/words.ts';
import { chartOf, type ChartColour } from '../chart.ts';
import { doorView } from '../door.ts';
import { SIGNS, WEIGHT_STYLES, type Style } from '../style.ts';
import { statusWords } from './change/status.ts';
import type { Report } from './report.ts';

/** In the order in which they matter. */
const DOORS: readonly Door[] = ['openToUnknown', 'open', 'closed', 'none'];
const COLOURS: Readonly<Record<Door, ChartColour>> = {
  openToUnknown: 'attention',
  open: 'warning',
  closed: 'neutral',
  none: 'sequential1',
};

/** How the organisation stands: what is open, what waits, what was done, and who hears. */
export function overviewReport(overview: Overview, at: Instant): Report {
  const said = words.lists.overview;
  const { since } = overview;
  const shares = DOORS.map((door) => ({
    legend: words.door.states[door],
    label: doorView(door).text,
    count: overview.doors[door],
    colour: COLOURS[door],
  }));
  const isHeard = overview.hears.drift > 0;
  // What a digest is for comes first.
  const { changes, drifts } = since ?? { changes: overview.changes, drifts: [] };
  const news = {
    ...lastChanges(overview, at),
    offers: [
      ...changes.map(({ proposal }) => offersOfChange.show(proposal.id)),
      offers.history,
      ...(drifts.length === 0 ? [] : [offers.listDrift]),
    ],
  };
  return {
    title: since === undefined ? said.title(overview) : said.digest(overview),
    style: styleOf(overview),
    ...(openDoors(overview) > 0 && { sign: SIGNS.open }),
    texts: since === undefined ? [] : [said.sinceThen(since, at)],
    // Not every client has room for a legend, or shows numbers in it.
    lines: DOORS.filter((door) => overview.doors[door] > 0).map((door) => [
      said.count(doorView(door).text, overview.doors[door]),
    ]),
    chart: chartOf(said.chart, shares),
    blocks: [
      ...(since === undefined ? [] : [news]),
      ...longest(overview, at),
      {
        ...block(said.drift, [[said.driftOpen(overview)]]),
        offers: overview.drift.total > 0 ? [offers.listDrift] : [],
      },
      {
        ...block(said.waits, [[said.waiting(overview)]]),
        offers: overview.waiting + overview.reviews > 0 ? [offers.listOpen] : [],
      },
      ...(since === undefined ? [news] : []),
      {
        ...block(said.hears, [isHeard ? said.hearing(overview) : words.lists.subscriptions.nobodyHears]),
        offers: [offers.listSubscriptions],
      },
    ],
    footer: words.common.readOn(at),
    offers: [],
  };
}

/** The worst of what is there. */
function styleOf({ doors, drift, reviews }: Overview): Style {
  if (doors.openToUnknown > 0 || drift.opening > 0) return WEIGHT_STYLES[DOOR_WEIGHTS.openToUnknown];
  return WEIGHT_STYLES[doors.open + drift.total + reviews > 0 ? DOOR_WEIGHTS.open : DOOR_WEIGHTS.none];
}

function longest(overview: Overview, at: Instant): Report['blocks'] {
  if (openDoors(overview) === 0) return [];
  const said = words.lists.overview;
  return [
    {
      heading: said.longest(overview),
      rows: [],
      lines: overview.longestOpen.map((door) => said.open(door, at)),
      offers: [
        ...overview.longestOpen.map(({ tenant, isAlike }) => offersOfPartner.showOne(typedName(tenant, !isAlike))),
        pageOf.partners('on', 1),
      ],
    },
  ];
}

/** Of a digest what is new, else the last there are. */
function lastChanges({ since, changes }: Overview, at: Instant): ReturnType<typeof block> {
  const said = words.lists.overview;
  if (since === undefined) {
    return block(said.changes, changes.length === 0 ? [[said.noChanges]] : changeLines(changes, at));
  }
  const lines = [
    ...changeLines(since.changes, at),
    ...since.drifts.map((drift) => said.pastMe(words.drifts.title(drift), drift)),
  ];
  return block(said.new, lines.length === 0 ? [[said.nothingNew]] : lines);
}

function changeLines(changes: readonly Change[], at: Instant): readonly Line[] {
  const said = words.lists.overview;
  return changes.map((change) => {
    const { plan, partner } = change.proposal;
    const title = words.changes.planTitle(plan);
    return said.change(
      title,
      partner,
      couldBeMistaken(change.proposal),
      statusWords(change, at).state,
      change.proposal,
      at,
    );
  });
}

const block = (heading: string, lines: readonly Line[]) => ({ heading: [{ strong: heading }], rows: [], lines });
