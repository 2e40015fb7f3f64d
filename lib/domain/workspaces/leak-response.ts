/** What can happen to a key whose secret is reported as leaked. */
export const LEAK_RESPONSES = ['disable', 'tell'] as const;
