// npm run bench: what docs/benchmarks.md reports. Nothing else should run on the machine meanwhile.
import { cpus, loadavg } from 'node:os';
import { measureAccount } from './account';
import { measurePageWeight } from './page-weight';

const whole = (value: number) => Math.round(value).toLocaleString('en');

console.log(
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}, load ${loadavg()[0]?.toFixed(1)}\n`,
);
console.log('| GET /api/v1/account beside | connections | requests/s | beside | ratio |');
console.log('| --- | ---: | ---: | ---: | ---: |');
await measureAccount(({ against, connections, subject, baseline, ratio }) => {
  console.log(
    `| ${against} | ${connections} | ${whole(subject)} | ${whole(baseline)} | ${ratio.toFixed(2)} |`,
  );
});

const { scripts, bytes } = await measurePageWeight();
console.log(
  `\nThe API keys page fetches ${scripts} scripts of ${(bytes / 1_000).toFixed(1)} kB, compressed.`,
);
