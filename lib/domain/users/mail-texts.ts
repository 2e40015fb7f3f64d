import { appUrl } from '@/lib/env';
import { say } from '@/lib/say';

interface MailText {
  subject: string;
  text: string;
}

/** The subjects of the mails that answer a request. */
export const subjects = () => ({
  verification: { link: 'Confirm your email address', other: say`You already have a Keydesk account` },
  passwordReset: { link: 'Choose a new password', other: say`There is no Keydesk account for this address` },
  emailChange: {
    link: 'Confirm your new email address',
    other: 'Your email address stays with your account',
  },
});

const link = (path: string, token: string) => `${appUrl()}/${path}?token=${token}`;

/*
 * These mails go to addresses that may not be confirmed, so they contain nothing that a user has typed: no name, no
 * workspace, no label. Otherwise anyone could make us send their words to a stranger.
 */

export function verificationMail(token: string): MailText {
  return {
    subject: subjects().verification.link,
    text: say`Hello,

somebody signed up for Keydesk with this address. If it was you, please confirm that the address is yours:

${link('verify-email', token)}

Sign in to the account that you made, if you are not signed in. The link works once and for 24 hours.
If you did not sign up for Keydesk, ignore this mail: nobody can use your address without this link.
`,
  };
}

/** To an address that belongs to an account, if somebody signs up with it again. */
export function alreadyRegisteredMail(): MailText {
  return {
    subject: subjects().verification.other,
    text: say`Hello,

somebody signed up for Keydesk with this address, which belongs to your account already. If it was you, sign in
to that account, or choose a new password for it:

${appUrl()}/login?switch
${appUrl()}/forgot-password

What they created can be used only in the browser that signed up, and cannot reach anything of yours. If it was not
you, there is nothing to do.
`,
  };
}

export function passwordResetMail(token: string): MailText {
  return {
    subject: subjects().passwordReset.link,
    text: say`Hello,

here you can choose a new password for Keydesk:

${link('reset-password', token)}

The link works once and for one hour. If you did not ask for it, ignore this mail: your password stays as it is.
`,
  };
}

/** To an address without an account. Only the owner of the mailbox learns whether there is one. */
export function noAccountMail(): MailText {
  return {
    subject: subjects().passwordReset.other,
    text: say`Hello,

somebody asked for a new Keydesk password for this address, but no account uses it. If it was you, you may have
signed up with another address, or you can sign up here:

${appUrl()}/signup?switch

If it was not you, there is nothing to do.
`,
  };
}

/** To an address that an account is to change to. */
export function emailChangeMail(token: string): MailText {
  return {
    subject: subjects().emailChange.link,
    text: say`Hello,

somebody wants to use this address for their Keydesk account. If it was you, please confirm it:

${link('change-email', token)}

Sign in to the account, if you are not signed in. The link works once and for 24 hours. If it was not you, ignore this
mail: nobody can use your address without this link.
`,
  };
}

/** To an address that belongs to an account, if another account is to change to it. */
export function addressInUseMail(): MailText {
  return {
    subject: subjects().emailChange.other,
    text: say`Hello,

somebody wants to use this address for another Keydesk account, but it belongs to your account already. Nothing has
changed. If it was you, change the address of your account first:

${appUrl()}/account

If it was not you, there is nothing to do.
`,
  };
}
