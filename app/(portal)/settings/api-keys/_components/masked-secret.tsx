/** A masked secret, whole at every width: if there is little room, it breaks before the asterisks. */
export function MaskedSecret({ masked }: { masked: string }) {
  const asterisks = masked.indexOf('*');
  return (
    <span className="wrap-anywhere min-w-0 font-mono text-[0.8125rem]">
      <span>{masked.slice(0, Math.max(0, asterisks))}</span>
      <wbr />
      <span>{masked.slice(Math.max(0, asterisks))}</span>
    </span>
  );
}
