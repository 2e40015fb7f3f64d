/** Whether a refused call of a known key is recorded: the owner of the key can do nothing about errors of ours. */
export function isRecorded(status: number): boolean {
  return status < 500;
}
