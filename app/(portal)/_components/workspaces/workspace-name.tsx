/** The name of the workspace, for an agent, who sees only this one. */
export function WorkspaceName({ name }: { name: string }) {
  return (
    <span className="truncate border-l pl-3 font-medium text-ink-muted lg:rounded-lg lg:border lg:bg-canvas lg:px-3 lg:py-2.5">
      <span className="hidden text-ink-muted text-xs lg:block">Workspace</span>
      <span title={name} className="lg:text-ink">
        {name}
      </span>
    </span>
  );
}
