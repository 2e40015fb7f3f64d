import { readFileSync } from 'node:fs';

type Values = Record<string, string | undefined>;

/** The variable with the path of the file that holds a setting. */
export const fileVariableOf = (name: string) => `${name}_FILE`;

function readValue(file: string): string {
  const value = readFileSync(file, 'utf8').trim();
  if (value === '') throw new Error('it is empty');
  return value;
}

/**
 * Adds the settings that files hold, as Docker and Kubernetes mount secrets: `APP_SECRET_FILE=/run/secrets/app_secret` is the
 * value of `APP_SECRET`, without spaces at its ends.
 *
 * @param names the settings
 * @returns the values, and one sentence for each file that cannot be used
 */
export function withFiles(given: Values, names: readonly string[]): { values: Values; wrong: string[] } {
  const values = { ...given };
  const wrong: string[] = [];
  for (const name of names) {
    const variable = fileVariableOf(name);
    const file = given[variable];
    if (file === undefined) continue;
    if (given[name] !== undefined) {
      wrong.push(`${name} and ${variable} must not be set together.`);
      continue;
    }
    try {
      values[name] = readValue(file);
    } catch (error) {
      wrong.push(
        `${variable} must be the path of a file with a value: ${error instanceof Error ? error.message : error}.`,
      );
    }
  }
  return { values, wrong };
}
