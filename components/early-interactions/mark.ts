/** Marks a control that the server rendered and React does not handle yet. */
export const HYDRATING = 'data-hydrating';

/** Marks the document while an early interaction waits to be repeated. */
export const WAITING = 'data-waiting';
