/** Counts the calls of each workspace that another service has not finished: none can use up all connections. */
export class UnfinishedCalls {
  private readonly calls = new Map<string, number>();

  /** @param most how many a workspace can have */
  constructor(private readonly most: number) {}

  /** Adds a call; false if the workspace has too many. */
  add(workspaceId: string): boolean {
    const calls = this.calls.get(workspaceId) ?? 0;
    if (calls >= this.most) return false;
    this.calls.set(workspaceId, calls + 1);
    return true;
  }

  remove(workspaceId: string): void {
    const left = (this.calls.get(workspaceId) ?? 0) - 1;
    if (left > 0) this.calls.set(workspaceId, left);
    else this.calls.delete(workspaceId);
  }
}
