import { execFile } from 'node:child_process';

/** The unprivileged user that PostgreSQL runs as if this process is root. */
export interface Owner {
  uid: number;
  gid: number;
}

export interface Outcome {
  code: number;
  output: string;
}

/** The options to run PostgreSQL's programs: as `owner`, in the root folder, which everyone may enter. */
export function surroundings(owner?: Owner) {
  const { NODE_ENV, PATH } = process.env;
  return { cwd: '/', env: { NODE_ENV, PATH, LC_ALL: 'C', TZ: 'UTC' }, ...owner };
}

/** Runs a program as `owner` until it ends. */
export function run(file: string, args: string[], owner?: Owner): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(file, args, surroundings(owner), (error, stdout, stderr) => {
      const code = error ? (typeof error.code === 'number' ? error.code : 1) : 0;
      resolve({
        code,
        output: `${stdout}${stderr}${error && code === 1 ? `\n${error.message}` : ''}`.trim(),
      });
    });
  });
}
