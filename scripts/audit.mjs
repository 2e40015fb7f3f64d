// Checks the packages that the product runs with for known vulnerabilities. Fails if one has high or critical severity.
// If the registry does not respond, it says so and does not fail.
import { execFile } from 'node:child_process';
import { say } from './run.mjs';

const SERIOUS = ['high', 'critical'];
const NPM_ARGS = [
  'audit',
  '--omit=dev',
  '--package-lock-only',
  '--json',
  '--fetch-retries=0',
  '--fetch-timeout=20000',
];

/** The report that npm prints as JSON. Its exit code is the same for a vulnerability and for a failed request. */
function askRegistry() {
  return new Promise((resolve) => {
    execFile('npm', NPM_ARGS, { timeout: 60_000, maxBuffer: 64 * 1024 * 1024 }, (error, stdout) => {
      try {
        resolve(JSON.parse(stdout));
      } catch {
        resolve({ message: error?.message ?? 'npm printed no report' });
      }
    });
  });
}

/** `tar (critical): Path traversal, https://github.com/advisories/…` */
function explain({ name, severity, via }) {
  const advisories = via
    .filter((cause) => typeof cause === 'object')
    .map(({ title, url }) => `${title}, ${url}`);
  const causes = advisories.length > 0 ? advisories : [`through ${via.join(', ')}`];
  return `  ${name} (${severity}): ${causes.join('; ')}`;
}

const { vulnerabilities, message, error } = await askRegistry();
if (vulnerabilities === undefined) {
  say(`Not checked: the registry did not respond (${message || error?.summary || 'npm printed no report'}).`);
} else {
  const all = Object.values(vulnerabilities);
  const serious = all.filter(({ severity }) => SERIOUS.includes(severity));
  for (const vulnerability of serious) console.log(explain(vulnerability));
  say(`${serious.length} of high or critical severity, ${all.length - serious.length} less severe.`);
  process.exitCode = serious.length > 0 ? 1 : 0;
}
