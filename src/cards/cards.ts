/** What the wiring needs of this room. It loads the templating SDK, so it is asked for when the first card is drawn. */
export { readTemplates } from './expand.ts';
export { renderReply } from './render-reply.ts';
