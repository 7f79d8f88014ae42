/** How what is for one person's eyes only reaches them where others read along: in their own chat, or as a message only they can see. */
export const PRIVATE_ANSWERS = ['chat', 'targeted'] as const;
export type PrivateAnswers = (typeof PRIVATE_ANSWERS)[number];
