import 'next-auth';
import 'next-auth/jwt';

declare module 'next-auth' {
  interface User {
    /** Set after a successful sign-in. */
    sessionId?: string;
  }
}

declare module 'next-auth/jwt' {
  interface JWT {
    /** The id of the row in `sessions`. The cookie contains nothing else. */
    sessionId?: string;
  }
}
