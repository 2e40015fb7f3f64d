/** The purpose under which bodies are sealed until they are sent, because they can contain one-time links. */
export const BODY_PURPOSE = 'mail-body';
