/** Whether a pasted key still works. A key that works must be rotated. */
export const PASTED_KEYS = ['works', 'ended'] as const;
export type PastedKey = (typeof PASTED_KEYS)[number];
