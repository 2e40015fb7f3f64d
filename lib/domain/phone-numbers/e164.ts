/** A phone number as E.164 writes it: a plus sign and up to 15 digits. Says nothing about whether it exists. */
export const E164 = /^\+[1-9]\d{1,14}$/;
