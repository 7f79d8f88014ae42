/** The colours of a container; what they mean is always said in words too. */
// @ts-nocheck

export type Style = 'emphasis' | 'accent' | 'good' | 'warning' | 'attention';
