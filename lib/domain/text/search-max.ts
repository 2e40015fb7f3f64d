/** The most characters of a search text. Safe for the browser, so it has no schema. */
export const SEARCH_MAX = 100;
