interface NamedItem {
  id: string;
  name: string;
}

/**
 * Unique accessible names for items whose own names can be equal.
 * @returns names by id: the item's own name, or name and id if several items have the same name
 */
export function distinctNames(items: readonly NamedItem[]): Map<string, string> {
  const names = new Map(items.map(({ id, name }) => [id, name]));
  const counts = new Map<string, number>();
  for (const name of names.values()) counts.set(name, (counts.get(name) ?? 0) + 1);
  return new Map([...names].map(([id, name]) => [id, counts.get(name) === 1 ? name : `${name}, ${id}`]));
}
