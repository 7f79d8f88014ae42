import type { ViewerStore } from '../../app/ports.ts';
import type { Access } from '../access.ts';
import type { Tables } from '../tables/tables.ts';

export const viewersPart = ({ note, read }: Access, { viewers }: Tables): ViewerStore => ({
  noteDecides: (person, decides, at) => note(() => viewers.noteDecides(person, decides, at)),
  viewers: (place) => read(() => viewers.in(place)),
});
