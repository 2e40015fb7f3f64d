/** Who adds money, where members can't pay in the portal. */
export function HowToAddMoney({ support }: { support: string | undefined }) {
  return support ? (
    <p className="text-[0.8125rem] text-ink-muted">
      <span>To add money,</span>{' '}
      <a href={support} rel="noreferrer" className="text-accent-text underline underline-offset-4">
        contact support
      </a>
    </p>
  ) : (
    <p className="text-[0.8125rem] text-ink-muted">To add money, contact your provider.</p>
  );
}
