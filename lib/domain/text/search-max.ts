/** How many characters a text to search for has at most. A browser may load this file, so it has no schema. */
export const SEARCH_MAX = 100;
