export const NOT_STORABLE = 'Use well-formed Unicode without NUL characters.';

/** Whether PostgreSQL can store a text: it refuses NUL and half a surrogate pair. */
export const isStorable = (text: string) => text.isWellFormed() && !text.includes('\0');
