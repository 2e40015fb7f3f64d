import { existsSync, readFileSync } from 'node:fs';
import { DockerfileParser } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';
import { expect, it } from 'vitest';
import packages from '@/package.json';
import { INPUTS } from '@/scripts/bundle.mjs';
import { BUILD_INPUTS } from '@/scripts/prepare.mjs';

const text = readFileSync('Dockerfile', 'utf8');
const instructions = DockerfileParser.parse(text).getInstructions();
const argumentsOf = (keyword: string) =>
  instructions.filter((one) => one.getKeyword() === keyword).map((one) => one.getArgumentsContent() ?? '');

it('is a Dockerfile without mistakes', () => {
  expect(validate(text)).toEqual([]);
});

it('builds and runs with the Node that npm installs', () => {
  const image = `node:${packages.dependencies.node}-trixie-slim`;
  expect(argumentsOf('FROM')).toEqual([`${image} AS build`, image]);
});

it('runs the server as an ordinary user, and takes nothing from the build but the assembled files', () => {
  const last = text.slice(text.lastIndexOf('FROM '));
  expect(last.match(/^COPY .+$/gm)).toEqual(['COPY --from=build /app/image ./']);
  expect(last).toMatch(/^USER node$/m);
  expect(argumentsOf('CMD')).toEqual(['["node", "build/server.js"]']);
});

/** Whether .dockerignore lets a file or folder at the top of the project into the build. */
function reachesBuild(entry: string): boolean {
  const lines = readFileSync('.dockerignore', 'utf8').split('\n');
  return lines.includes('*') && lines.includes(`!${entry}`);
}

it('gives the build everything that it depends on, and no secret', () => {
  for (const input of new Set([...INPUTS, ...BUILD_INPUTS])) {
    expect(existsSync(input), input).toBe(true);
    expect(reachesBuild(input), input).toBe(true);
  }
  for (const entry of ['.env', '.data', '.git', 'deploy', 'node_modules', 'build', '.next']) {
    expect(reachesBuild(entry), entry).toBe(false);
  }
});
