import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium, type LaunchOptions } from '@playwright/test';

const SYSTEM_BROWSERS = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Turns off the browser's own requests, which hang without internet access. */
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
];

/** A font configuration for the unpacked folder. The package's own names a folder of its cloud. */
const FONT_LIST = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir prefix="relative">fonts</dir></fontconfig>
`;

/** Unpacks the Chromium of an npm package, once per checkout, and returns its folder. */
function unpack(): string {
  const folder = path.resolve('node_modules', '.cache', 'chromium');
  if (existsSync(folder)) return folder;
  const draft = `${folder}-${process.pid}`;
  mkdirSync(draft, { recursive: true });
  const unpacking = "await (await import('@sparticuz/chromium')).default.executablePath()";
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', unpacking], {
    // The package unpacks into TMPDIR, and unpacks its libraries only if it detects a cloud.
    env: { ...process.env, TMPDIR: draft, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The packed Chromium could not be unpacked:\n${stderr}`);
  writeFileSync(path.join(draft, 'fonts', 'fonts.conf'), FONT_LIST);
  renameSync(draft, folder);
  return folder;
}

function packedBrowser(): LaunchOptions {
  const folder = unpack();
  const executablePath = path.join(folder, 'chromium');
  const env: Record<string, string> = {};
  // Its fonts and libraries are only for machines without their own.
  if (!existsSync('/etc/fonts/fonts.conf')) env.FONTCONFIG_PATH = path.join(folder, 'fonts');
  if (spawnSync(executablePath, ['--version']).status !== 0)
    env.LD_LIBRARY_PATH = path.join(folder, 'al2023', 'lib');
  return { executablePath, args: [...QUIET, '--no-zygote'], env: { ...definedEnvironment(), ...env } };
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** The browser to test with: Playwright's own if it is installed, or the system's, or the packed one. */
export function findBrowser(): LaunchOptions {
  const executablePath = [chromium.executablePath(), ...SYSTEM_BROWSERS].find((file) => existsSync(file));
  return executablePath ? { executablePath, args: QUIET } : packedBrowser();
}
