import { appUrl } from '@/lib/env';

interface MailText {
  subject: string;
  text: string;
}

const link = (path: string, token: string) => `${appUrl()}/${path}?token=${token}`;

export function verificationMail(name: string, token: string): MailText {
  return {
    subject: 'Confirm your e-mail address',
    text: `Hello ${name},

please confirm that this address is yours:

${link('verify-email', token)}

The link works once and for 24 hours. Live API keys can be made once the address is confirmed.
If you did not sign up for Keydesk, ignore this mail: nobody can use your address without this link.
`,
  };
}

/** To an address that has an account, when somebody signs up with it again. */
export function alreadyRegisteredMail(): MailText {
  return {
    subject: 'You already have a Keydesk account',
    text: `Hello,

somebody signed up for Keydesk with this address, which belongs to your account already. If it was you, sign in
to that account, or choose a new password for it:

${appUrl()}/login
${appUrl()}/forgot-password

The new account stays without a confirmed address, and cannot reach anything of yours. If it was not you, there is
nothing to do.
`,
  };
}

export function passwordResetMail(links: ReadonlyArray<{ workspaceName: string; token: string }>): MailText {
  const list = links
    .map(
      ({ workspaceName, token }) => `For the workspace ${workspaceName}:\n${link('reset-password', token)}`,
    )
    .join('\n\n');
  return {
    subject: 'Choose a new password',
    text: `Hello,

here you can choose a new password for Keydesk.

${list}

The link works once and for one hour. If you did not ask for it, ignore this mail: your password stays as it is.
`,
  };
}

/** To an address without an account, so that asking tells nobody but its owner whether it has one. */
export function noAccountMail(): MailText {
  return {
    subject: 'There is no Keydesk account for this address',
    text: `Hello,

somebody asked for a new Keydesk password for this address, but no account uses it. If it was you, you may have
signed up with another address, or you can sign up here:

${appUrl()}/signup

If it was not you, there is nothing to do.
`,
  };
}
