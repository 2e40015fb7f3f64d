import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { describeNetwork, describeRehearsal } from '@/components/rehearsals/rehearsed-calls';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { useHydrated } from '@/components/use-hydrated';
import { ALLOWLIST_MAX } from '@/lib/domain/allowlists/allowlist-max';
import { canonicalNetwork, isWithin } from '@/lib/domain/allowlists/network';
import type { AllowlistInput } from '@/lib/domain/allowlists/schema';
import type { AllowlistRehearsal } from '@/lib/domain/rehearsals/allowlist';
import type { ForPerson } from '@/lib/domain/rehearsals/for-person';
import type { Result } from '@/lib/errors';

/** What a rehearsal of an allowlist answers. */
export type RehearsedAllowlist = AllowlistRehearsal & ForPerson;

const isFilled = ({ network }: AllowlistInput[number]) => network.trim() !== '';

/** The networks of a list that somebody edits; null if all that they typed has mistakes, because no entries allow everything. */
export function networksOf(value: AllowlistInput): string[] | null {
  const filled = value.filter(isFilled);
  const networks = filled.flatMap(({ network }) => canonicalNetwork(network) ?? []);
  return filled.length > 0 && networks.length === 0 ? null : networks;
}

interface AllowlistRehearsalNoteProps {
  value: AllowlistInput;
  onChange(allowlist: AllowlistInput): void;
  rehearsal: Result<RehearsedAllowlist> | undefined;
}

/** What an allowlist would have refused, and buttons that add what it lacks. */
export function AllowlistRehearsalNote({ value, onChange, rehearsal }: AllowlistRehearsalNoteProps) {
  const isHydrated = useHydrated();
  // Nothing is looked up for a form that the user only reads: its code comes later.
  if (!rehearsal && (!isHydrated || networksOf(value) === null)) return null;
  if (!rehearsal) return <Alert role="status">Looking up recent calls…</Alert>;
  if (!rehearsal.ok) return <Alert tone="danger">{rehearsal.refusal.message}</Alert>;
  const { refused, refusedNetworks, refusedNetworkCount, inUse, ownNetwork } = rehearsal.value;
  const listed = value.flatMap(({ network }) => canonicalNetwork(network) ?? []);
  const lacks = (network: string) => !isWithin(listed, network);
  const filled = value.filter(isFilled);
  const missing = inUse.filter(lacks).slice(0, ALLOWLIST_MAX - filled.length);
  const add = (networks: readonly string[], note: string) =>
    onChange([...filled, ...networks.map((network) => ({ network, note }))]);
  const others = refusedNetworkCount - refusedNetworks.length;
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap gap-2">
        {missing.length > 0 && (
          <AddButton onClick={() => add(missing, '')}>Add the addresses in use</AddButton>
        )}
        {ownNetwork !== null && lacks(ownNetwork) && (
          <AddButton onClick={() => add([ownNetwork], '')}>Add my address</AddButton>
        )}
      </div>
      <Alert role="status" tone={refused > 0 ? 'warning' : 'info'}>
        <p>{describeRehearsal(rehearsal.value)}</p>
        {refused > 0 && (
          <p className="break-words">
            {`They came from ${refusedNetworks.map(describeNetwork).join(', ')}${others > 0 ? ` and ${others} more` : ''}.`}
          </p>
        )}
      </Alert>
    </div>
  );
}

function AddButton({ onClick, children }: { onClick(): void; children: ReactNode }) {
  return (
    <Button size="small" onClick={onClick}>
      <Plus aria-hidden />
      {children}
    </Button>
  );
}
