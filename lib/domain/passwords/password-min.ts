/** The minimum of NIST SP 800-63B without a second factor, in characters. */
export const PASSWORD_MIN = 15;
