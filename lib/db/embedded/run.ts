import { execFile } from 'node:child_process';

/** The unprivileged user that PostgreSQL runs as, when this process is root. */
export interface Owner {
  uid: number;
  gid: number;
}

export interface Outcome {
  code: number;
  output: string;
}

/** How PostgreSQL's programs are run: as `owner`, from the root folder, which everyone may enter. */
export function surroundings(owner?: Owner) {
  const { NODE_ENV, PATH } = process.env;
  return { cwd: '/', env: { NODE_ENV, PATH, LC_ALL: 'C', TZ: 'UTC' }, ...owner };
}

/** Runs a program to its end as `owner`. */
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
