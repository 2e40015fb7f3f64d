import { main, OperatorError } from '@/lib/operator-error';
import { withTwoGateways } from '../installation';
import { findPrice, LIMITS, runRound } from './run-round';

const USAGE = 'Usage: spend.js <rounds> <sends in each round>';
const NUMBER = /^[1-9]\d*$/;
/** A gateway is killed in one of this many rounds. */
const KILLED_IN = 5;
/** A limit covers at most this share of the sends. */
const COVERED = 0.2;

await main(async () => {
  const [rounds = '', sends = ''] = process.argv.slice(2);
  if (!NUMBER.test(rounds) || !NUMBER.test(sends)) throw new OperatorError(USAGE);
  let wrong = 0;
  await withTwoGateways(async (gateways) => {
    const price = await findPrice(gateways);
    for (let number = 1; number <= Number(rounds); number++) {
      const limit = LIMITS[number % LIMITS.length] ?? LIMITS[0];
      const covered = Math.floor(Math.random() * Number(sends) * COVERED);
      const round = { limit, sends: Number(sends), covered, kills: number % KILLED_IN === 0 };
      const started = performance.now();
      const { mistakes, repeated } = await runRound(gateways, round, price);
      const seconds = ((performance.now() - started) / 1_000).toFixed(1);
      const found = mistakes.length === 0 ? `exactly ${covered}` : mistakes.join('; ');
      const more = `${round.kills ? ', a gateway was killed' : ''}, ${repeated} repeated, ${seconds} s`;
      console.log(`Round ${number}, limited by ${limit}: ${found} of ${sends} sends${more}`);
      if (mistakes.length > 0) wrong += 1;
    }
  });
  console.log(`Rounds with a mistake: ${wrong} of ${rounds}.`);
  if (wrong > 0) process.exitCode = 1;
});
