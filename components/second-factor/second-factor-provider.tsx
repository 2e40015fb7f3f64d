'use client';

import { createContext, type ReactNode, useContext } from 'react';

const Context = createContext(false);

/** Tells the dialogs of the portal whether the member has a second factor. */
export function SecondFactorProvider({ isOn, children }: { isOn: boolean; children: ReactNode }) {
  return <Context value={isOn}>{children}</Context>;
}

/** Whether the member has a second factor. */
export function useHasSecondFactor(): boolean {
  return useContext(Context);
}
