import {
  AdaptiveCard,
  GlobalSettings,
  HostConfig,
  SerializationContext,
  TextColor,
  Versions,
} from 'adaptivecards-renderer';
import type { Exhibition, Look, Sent, ThemeLook } from '../shape.ts';
import { forWidth } from './target-width.ts';

/** Draws cards as Teams does: schema 1.5, and what does not fit among six buttons in a menu. */

// Teams keeps the buttons after the sixth in a menu.
GlobalSettings.allowMoreThanMaxActionsInOverflowMenu = true;

const configs = new Map<ThemeLook, HostConfig>();

function configOf(look: ThemeLook): HostConfig {
  const known = configs.get(look) ?? new HostConfig(look.hostConfig);
  // Teams has a red of its own for the sign of what is required. The renderer reads no other from a host config.
  known.inputs.label.requiredInputs.suffixColor = TextColor.Default;
  configs.set(look, known);
  return known;
}

export function draw(sent: Sent, { theme, width }: Omit<Look, 'names'>, themes: Exhibition['themes']): HTMLElement {
  const card = new AdaptiveCard();
  card.hostConfig = configOf(themes[theme]);
  const context = new SerializationContext(Versions.v1_5);
  card.parse(forWidth(sent, width), context);
  const faults = Array.from({ length: context.eventCount }, (_, n) => context.getEventAt(n).message);
  const frame = document.createElement('div');
  frame.className = `teams ${theme}`;
  frame.style.width = `${width}px`;
  const drawn = card.render();
  if (drawn === undefined || faults.length > 0) throw new Error(`not a card: ${faults.join('; ')}`);
  frame.append(drawn);
  return frame;
}
