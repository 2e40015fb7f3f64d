import { keepEarlyInteractions } from '@/components/early-interactions/keep';
import { HYDRATING, WAITING } from '@/components/early-interactions/mark';

const text = `(${keepEarlyInteractions})(${JSON.stringify(HYDRATING)},${JSON.stringify(WAITING)})`;

/** Makes controls work as soon as they are visible. It must come before them in the page. */
export function EarlyInteractionsScript({ nonce }: { nonce: string | undefined }) {
  return (
    // Browsers hide the nonce from scripts, so React sees another value than the server wrote.
    // biome-ignore lint/security/noDangerouslySetInnerHtml: it is our own function, without data of a request.
    <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: text }} />
  );
}
