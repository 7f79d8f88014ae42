/** The kinds of settings that decide who comes in and goes out, each folded on a partner's card. */
export const access = {
  kinds: {
    guests: 'B2B collaboration',
    connect: 'Direct connect',
    trust: 'Trust',
    restrictions: 'Restrictions',
    more: 'More',
  },
  rest: 'All others',
  notSet: 'not set',
};

/** What applies where a partner sets nothing. */
export const defaults = {
  title: 'The default for all partners',
  about: 'What applies to every organisation where it, as a partner, sets nothing of its own.',
  sync: 'No default allows sync: it is allowed for one partner at a time, or by the template.',
  redemption: 'Automatic redemption',
};
