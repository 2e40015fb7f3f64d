// npm run bench [-- account|batches|bulk|calltime|keys|lighthouse|messages|page|portal|support|usage|webhooks]: makes the
// measurements in docs/benchmarks.md. Nothing else should run on the machine.
import { cpus, loadavg } from 'node:os';
import { measureAccount } from './account';
import { measureBatches } from './batches';
import { measureBulkActions } from './bulk-actions';
import { MEMBERS, MESSAGES } from './busy-workspace';
import { measureCallTime, OWN_TIME_AIM } from './call-time';
import { median } from './compare';
import { measureKeys, SIZES } from './keys';
import { measureLighthouse } from './lighthouse';
import { measureMessages } from './messages';
import { measurePageWeight } from './page-weight';
import { KEYS, measurePortal } from './portal';
import { CUSTOMERS, measureSupportSearch } from './support-search';
import { measureUsage } from './usage';
import { measureWebhooks } from './webhooks';

const whole = (value: number) => Math.round(value).toLocaleString('en');

console.log(
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}, load ${loadavg()[0]?.toFixed(1)}\n`,
);
const MEASUREMENTS: Record<string, () => Promise<void>> = {
  async account() {
    console.log('| GET /api/v1/account compared with | connections | requests/s | baseline/s | ratio |');
    console.log('| --- | ---: | ---: | ---: | ---: |');
    await measureAccount(({ against, connections, subject, baseline, ratio }) => {
      console.log(
        `| ${against} | ${connections} | ${whole(subject)} | ${whole(baseline)} | ${ratio.toFixed(2)} |`,
      );
    });
  },
  async batches() {
    const { recipients, kilobytes, sends, memory, slowestOther } = await measureBatches();
    const seconds = (ms: number) => `${(ms / 1_000).toFixed(2)} s`;
    console.log(
      `A batch for ${whole(recipients)} recipients with variables (${whole(kilobytes)} kB): median ${seconds(median(sends))}, slowest ${seconds(Math.max(...sends))}.`,
    );
    console.log(
      `The memory of the process peaks ${memory.map((megabytes) => megabytes.toFixed(0)).join(', ')} MB above its start.`,
    );
    console.log(`The slowest call of another workspace meanwhile: ${slowestOther.toFixed(0)} ms.`);
  },
  async bulk() {
    console.log(
      '| bulk action | keys | impact ms | confirmation ms | all batches s | batch ms | slowest ms |',
    );
    console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: |');
    await measureBulkActions(({ kind, keys, impact, confirmation, work, batch, slowestBatch }) => {
      const times = [whole(impact), whole(confirmation), work.toFixed(1), whole(batch), whole(slowestBatch)];
      console.log(`| ${[kind, whole(keys), ...times].join(' | ')} |`);
    });
  },
  async calltime() {
    const { rate, product, bare, withinAim } = await measureCallTime();
    console.log(
      `At ${whole(rate)} calls a second, half of the most, 99 of 100 calls take at most ${product.toFixed(1)} ms; of a bare server ${bare.toFixed(1)} ms. The product's own time is at most ${OWN_TIME_AIM} ms in ${(100 * withinAim).toFixed(2)} % of its calls.`,
    );
  },
  async keys() {
    console.log(
      `| list of keys | ${SIZES.map((size) => `${whole(size)} keys, ms`).join(' | ')} | ratio to ten |`,
    );
    console.log(`| --- | ${SIZES.map(() => '---:').join(' | ')} | ---: |`);
    await measureKeys(({ page, medians }) => {
      const ratio = (medians.at(-1) ?? 0) / (medians[0] ?? 1);
      console.log(`| ${[page, ...medians.map((time) => time.toFixed(1)), ratio.toFixed(2)].join(' | ')} |`);
    });
  },
  async lighthouse() {
    console.log(
      '| page | score | of five runs | first paint ms | largest paint ms | blocked ms | layout shift |',
    );
    console.log('| --- | ---: | --- | ---: | ---: | ---: | ---: |');
    await measureLighthouse(({ page, scores, firstPaint, largestPaint, blocked, shift }) => {
      const times = [firstPaint, largestPaint, blocked].map(whole).join(' | ');
      console.log(`| ${page} | ${median(scores)} | ${scores.join(', ')} | ${times} | ${shift.toFixed(3)} |`);
    });
  },
  async messages() {
    console.log(
      '| POST /api/v1/messages, connections | bare writes/s | sends/s | ratio | signed/s | ratio |',
    );
    console.log('| ---: | ---: | ---: | ---: | ---: | ---: |');
    await measureMessages(({ connections, bare, sends, signed, sendsToBare, signedToUnsigned }) => {
      const figures = [connections, whole(bare), whole(sends), sendsToBare.toFixed(2), whole(signed)];
      console.log(`| ${[...figures, signedToUnsigned.toFixed(2)].join(' | ')} |`);
    });
  },
  async webhooks() {
    const { without, subscribed, ratio, toOne, toTwenty } = await measureWebhooks();
    console.log(
      `Sends a second without an endpoint: ${whole(without)}, with one: ${whole(subscribed)}, ratio ${ratio.toFixed(2)}.`,
    );
    console.log(`Deliveries a second to one endpoint: ${whole(toOne)}, to twenty: ${whole(toTwenty)}.`);
  },
  async page() {
    console.log('| page | scripts | kB |');
    console.log('| --- | ---: | ---: |');
    await measurePageWeight(({ route, scripts, bytes }) => {
      console.log(`| \`${route}\` | ${scripts} | ${(bytes / 1_000).toFixed(1)} |`);
    });
  },
  async portal() {
    console.log(
      `| ${whole(KEYS)} keys, ${whole(MEMBERS)} members, ${whole(MESSAGES)} messages: page | median ms | slowest ms |`,
    );
    console.log('| --- | ---: | ---: |');
    await measurePortal(
      ({ page, median: middle, slowest }) => {
        console.log(`| ${page} | ${middle.toFixed(1)} | ${slowest.toFixed(1)} |`);
      },
      ({ first, last, bytes }) => {
        const size = (bytes / 1_000_000).toFixed(1);
        console.log(
          `The messages of 30 days as CSV (${size} MB): first byte after ${whole(first)} ms, last after ${whole(last)} ms.`,
        );
      },
    );
  },
  async support() {
    console.log(`| support console, ${whole(CUSTOMERS)} customers, search by | median ms | slowest ms |`);
    console.log('| --- | ---: | ---: |');
    await measureSupportSearch(({ by, median, slowest }) => {
      console.log(`| ${by} | ${median.toFixed(1)} | ${slowest.toFixed(1)} |`);
    });
  },
  async usage() {
    console.log('| workspace | page | median ms | slowest ms |');
    console.log('| --- | --- | ---: | ---: |');
    await measureUsage(({ workspace, path, median, slowest }) => {
      console.log(`| ${workspace} | \`${path}\` | ${whole(median)} | ${whole(slowest)} |`);
    });
  },
};

const requested = process.argv.slice(2);
for (const [name, measure] of Object.entries(MEASUREMENTS)) {
  if (requested.length > 0 && !requested.includes(name)) continue;
  await measure();
  console.log('');
}
