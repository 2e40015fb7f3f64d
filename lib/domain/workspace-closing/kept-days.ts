/** For how many days the data of a closed workspace is kept. Until then, an owner can reopen it. */
export const KEPT_DAYS = 30;
