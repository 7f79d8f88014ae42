/** `now`: what is. `after`: what will be, once a change is applied. */
export type Tense = 'now' | 'after';
