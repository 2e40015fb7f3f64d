import { main, OperatorError } from '@/lib/operator-error';
import { withTwoGateways } from '../installation';
import { recordHistory } from './record-history';

const USAGE = 'Usage: record.js <file for the history> <number of calls> <connections per key and gateway>';
const NUMBER = /^[1-9]\d*$/;

await main(async () => {
  const [file, calls = '', readersPerKey = ''] = process.argv.slice(2);
  if (file === undefined || !NUMBER.test(calls) || !NUMBER.test(readersPerKey))
    throw new OperatorError(USAGE);
  await withTwoGateways(async (gateways) => {
    const started = performance.now();
    await recordHistory({
      ...{ gateways, file, calls: Number(calls), readersPerKey: Number(readersPerKey) },
      ...{ changePauseMs: 1_000, killPauseMs: 15_000 },
    });
    const seconds = (performance.now() - started) / 1_000;
    console.log(`Recorded ${Number(calls).toLocaleString('en')} calls in ${seconds.toFixed(0)} s.`);
  });
});
