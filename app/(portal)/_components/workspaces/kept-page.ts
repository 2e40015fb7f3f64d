const ID = /\/[a-z]{2,5}_[0-9A-Za-z]+(?:\/.*)?$/;

/** The page to show after a switch of the workspace: the same one, or the list that leads to it if it is about one thing. */
export function keptPage(path: string): string {
  return path.replace(ID, '') || '/';
}
