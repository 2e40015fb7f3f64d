/** What bodies are sealed for while they wait: they may carry one-time links. */
export const BODY_PURPOSE = 'mail-body';
