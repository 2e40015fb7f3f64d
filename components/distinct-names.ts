interface Named {
  id: string;
  name: string;
}

/**
 * A name for each thing that no other has, for controls that people tell apart by their names alone.
 * @returns names by id: the name itself, or the name and the ID where several things have the same name
 */
export function distinctNames(things: readonly Named[]): Map<string, string> {
  const names = new Map(things.map(({ id, name }) => [id, name]));
  const counts = new Map<string, number>();
  for (const name of names.values()) counts.set(name, (counts.get(name) ?? 0) + 1);
  return new Map([...names].map(([id, name]) => [id, counts.get(name) === 1 ? name : `${name}, ${id}`]));
}
