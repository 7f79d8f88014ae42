/** The colours of a container; what they mean is always said in words too. */
export type Style = 'emphasis' | 'accent' | 'good' | 'warning' | 'attention';
