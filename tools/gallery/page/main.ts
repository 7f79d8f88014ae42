import { NAMES, THEMES, WIDTHS, type Entry, type Exhibition, type Gallery, type Look } from '../shape.ts';
import { compare } from './compare.ts';
import { draw } from './draw.ts';
import { measure } from './measure.ts';
import { steady } from './steady.ts';

/** The page: an index by kind, and each card as it is drawn and measured here and now. */

declare global {
  interface Window {
    gallery: Gallery;
  }
  /** Written into the page. */
  const exhibition: Exhibition;
}

const at = (id: string): HTMLElement => {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no #${id}`);
  return found;
};

const { entries, broken, themes } = exhibition;
const byName = new Map(entries.map((entry) => [entry.name, entry]));

const element = <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  text = '',
  className = '',
): HTMLElementTagNameMap[Tag] => Object.assign(document.createElement(tag), { textContent: text, className });

const chosen = (name: string): readonly string[] =>
  [...document.querySelectorAll<HTMLInputElement>(`input[name=${name}]:checked`)].map(({ value }) => value);

const among = <One extends string | number>(all: readonly One[], name: string): readonly One[] =>
  all.filter((one) => chosen(name).includes(String(one)));

/** Every way of looking that is ticked. */
const looks = (): readonly Look[] =>
  among(NAMES, 'names').flatMap((names) =>
    among(THEMES, 'theme').flatMap((theme) => among(WIDTHS, 'width').map((width) => ({ names, theme, width }))),
  );

function shown(entry: Entry, look: Look): HTMLElement {
  const figure = element('figure');
  const canvas = element('div', '', 'canvas');
  canvas.style.background = themes[look.theme].canvas;
  const sent = entry.cards[look.names];
  const frame = draw(sent, look, themes);
  canvas.append(frame);
  const caption = element('figcaption', `${look.theme}, ${look.width} px, ${look.names} names`);
  figure.append(caption, canvas);
  requestAnimationFrame(() => {
    const { height, bytes, characters, contrast, clipped } = measure(frame, sent);
    const figures = `${height} px tall · ${bytes} bytes · ${characters} characters · ${contrast}:1`;
    caption.append(element('br'), element('span', figures));
    if (clipped.length > 0) caption.append(element('br'), element('b', `clipped: ${clipped.join(' | ')}`));
  });
  return figure;
}

/** Cards are drawn when somebody comes near them: there are thousands. */
const near = new IntersectionObserver(
  (seen) => {
    for (const { target, isIntersecting } of seen) {
      if (isIntersecting && target instanceof HTMLElement) fill(target);
    }
  },
  { rootMargin: '1500px' },
);

function fill(section: HTMLElement): void {
  near.unobserve(section);
  const entry = byName.get(section.dataset['name'] ?? '');
  const row = section.querySelector('.row');
  if (entry !== undefined) row?.replaceChildren(...looks().map((look) => shown(entry, look)));
}

function sectionOf(entry: Entry): HTMLElement {
  const section = element('section');
  section.id = `card-${entries.indexOf(entry)}`;
  section.dataset['name'] = entry.name;
  const heading = element('h3', entry.name);
  section.append(heading);
  const faults = broken[entry.name] ?? [];
  if (faults.length > 0) section.append(element('p', faults.join('; '), 'fault'));
  section.append(element('div', '', 'row'));
  return section;
}

function redraw(): void {
  const onlyBroken = chosen('only').length > 0;
  const listed = entries.filter(({ name }) => !onlyBroken || (broken[name] ?? []).length > 0);
  const index = at('index');
  const cards = at('cards');
  near.disconnect();
  index.replaceChildren();
  cards.replaceChildren();
  for (const [group, members] of Map.groupBy(listed, (entry) => entry.group)) {
    const details = element('details');
    const faulty = members.filter(({ name }) => (broken[name] ?? []).length > 0).length;
    details.append(element('summary', `${group} (${members.length}${faulty > 0 ? `, ${faulty} break a rule` : ''})`));
    cards.append(element('h2', group));
    for (const entry of members) {
      const section = sectionOf(entry);
      const link = element('a', entry.name, (broken[entry.name] ?? []).length > 0 ? 'fault' : '');
      link.href = `#${section.id}`;
      details.append(link);
      cards.append(section);
      near.observe(section);
    }
    details.open = members.length > 0 && index.childElementCount === 0;
    index.append(details);
  }
}

const find = (name: string): Entry => {
  const entry = byName.get(name);
  if (entry === undefined) throw new Error(`no card is called ${name}`);
  return entry;
};

function stand(frames: readonly HTMLElement[], look: Look): void {
  document.body.classList.add('staged');
  const stage = at('stage');
  stage.style.background = themes[look.theme].canvas;
  stage.replaceChildren(...frames);
}

window.gallery = {
  measure: (name, look) => {
    const sent = find(name).cards[look.names];
    const frame = draw(sent, look, themes);
    stand([frame], look);
    return measure(frame, sent);
  },
  compare,
  steady: () => {
    steady(at('stage'));
  },
  stage: (names, look) => {
    stand(
      names.map((name) => draw(find(name).cards[look.names], look, themes)),
      look,
    );
  },
};

at('controls').addEventListener('change', redraw);
if (location.hash !== '#stage') redraw();
