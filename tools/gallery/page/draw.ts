import {
  AdaptiveCard,
  GlobalRegistry,
  GlobalSettings,
  HostConfig,
  SerializationContext,
  Table,
  TextColor,
  Versions,
} from 'adaptivecards-renderer';
import type { Exhibition, Look, Sent, ThemeLook } from '../shape.ts';
import { withNamesCalled } from './mentions.ts';
import { forWidth } from './target-width.ts';
import { withAllShown } from './unfold.ts';

/** Draws cards as Teams does: schema 1.5, and what does not fit among six buttons in a menu. */

// Teams keeps the buttons after the sixth in a menu.
GlobalSettings.allowMoreThanMaxActionsInOverflowMenu = true;

// The renderer registers tables where a bundler takes nothing to happen.
GlobalRegistry.defaultElements.register('Table', Table, Versions.v1_5);

/** Of a later schema, and Teams has it: choices that the bot is asked for while somebody types. */
const OF_TEAMS = 'Property "choices.data" ';

const configs = new Map<ThemeLook, HostConfig>();

function configOf(look: ThemeLook): HostConfig {
  const known = configs.get(look) ?? new HostConfig(look.hostConfig);
  // Teams has a red of its own for the sign of what is required. The renderer reads no other from a host config.
  known.inputs.label.requiredInputs.suffixColor = TextColor.Default;
  configs.set(look, known);
  return known;
}

export function draw(
  sent: Sent,
  { theme, width, unfolded }: Omit<Look, 'names'>,
  themes: Exhibition['themes'],
): HTMLElement {
  const card = new AdaptiveCard();
  card.hostConfig = configOf(themes[theme]);
  const context = new SerializationContext(Versions.v1_5);
  const whole = withNamesCalled(sent);
  card.parse(forWidth(unfolded === true ? withAllShown(whole) : whole, width), context);
  const messages = Array.from({ length: context.eventCount }, (_, n) => context.getEventAt(n).message);
  // What this renderer does not know and Teams does, such as a chart, brings what is drawn here in its place.
  const replaced = withFallback(sent);
  const faults = messages.filter(
    (message) => !message.startsWith(OF_TEAMS) && !replaced.some((type) => message.includes(`"${type}"`)),
  );
  const frame = document.createElement('div');
  frame.className = `teams ${theme}`;
  frame.style.width = `${width}px`;
  const drawn = card.render();
  if (drawn === undefined || faults.length > 0) throw new Error(`not a card: ${faults.join('; ')}`);
  frame.append(drawn);
  return frame;
}

/** The types of all elements that have a fallback. */
function withFallback(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'fallback' in value && 'type' in value && typeof value.type === 'string' ? [value.type] : [];
  return [...own, ...Object.values(value).flatMap(withFallback)];
}
