/** The format of E.164: a plus sign and up to 15 digits. A number in this format may not exist. */
export const E164 = /^\+[1-9]\d{1,14}$/;
