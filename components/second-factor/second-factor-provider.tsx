'use client';

import { createContext, type ReactNode, useContext } from 'react';
import type { Factors } from '@/lib/domain/factors/factors';
import type { PasskeyOffer } from '@/lib/domain/passkeys/offer';
import { type Result, refuse } from '@/lib/errors';

interface SecondFactorContext {
  /** What the member has besides the password. */
  factors: Factors;
  /** Gets what a passkey signs to confirm who the member is. */
  offerPasskey(input: object): Promise<Result<PasskeyOffer>>;
}

const Context = createContext<SecondFactorContext>({
  factors: { app: false, passkeys: false, on: false },
  offerPasskey: async () => refuse('FORBIDDEN', 'Sign in first.'),
});

/** Tells the dialogs of the portal what second factors the member has. */
export function SecondFactorProvider({
  children,
  ...context
}: SecondFactorContext & { children: ReactNode }) {
  return <Context value={context}>{children}</Context>;
}

/** The member's second factors. */
export function useSecondFactor(): SecondFactorContext {
  return useContext(Context);
}
