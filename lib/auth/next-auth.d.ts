import 'next-auth';
import 'next-auth/jwt';

declare module 'next-auth' {
  interface User {
    /** Set as soon as the user is let in. */
    sessionId?: string;
  }
  interface Session {
    sessionId: string | undefined;
  }
}

declare module 'next-auth/jwt' {
  interface JWT {
    /** The row of `sessions` that the cookie names: all it says. */
    sessionId?: string;
  }
}
