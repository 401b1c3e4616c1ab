import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Count, prove, say } from '../prove.ts';
import { ensurePackages } from '../lab/packages.ts';
import { type Controller as Suite, controllers as suites } from '../lab/release.ts';
import { type Check, checks } from './checks.ts';
import { type Controller, ensureController, packages } from './controller.ts';
import { writeTrees } from './trees.ts';

const usage = `npm run test:controllers -- [options]   (as root, on Debian)
  --suite NAME     only this Debian: bookworm, trixie or forky
  --only PATTERN   only the checks whose names match
  --rows NUMBER    how many rows of the covering array; all unless said`;

// Copies of trees lie where every controller sees them.
process.env.TMPDIR = '/var/tmp';
const count: Count = { passed: 0, failed: 0, skipped: 0 };

async function main(wanted: readonly Suite[], chosen: readonly Check[], numberOfRows: number): Promise<void> {
  await ensurePackages(packages);
  // One after the other: each takes both a processor and the repositories for itself.
  const controllers: Controller[] = [];
  for (const suite of wanted)
    await prove(
      `${suite}: a controller`,
      async () => {
        const controller = await ensureController(suite);
        controllers.push(controller);
        return controller.root;
      },
      count,
    );
  const trees = await writeTrees(numberOfRows);
  await Promise.all(
    controllers.map(async (controller) => {
      for (const { name, run } of chosen)
        await prove(`${controller.suite}: ${name}`, () => run(controller, trees), count);
    }),
  );
  const unproven = (wanted.length - controllers.length) * chosen.length;
  if (unproven > 0)
    say(`FAILED      -    with them the ${unproven} checks of controllers that are not there`);
  count.failed += unproven;
}

const { values } = parseArgs({
  options: {
    suite: { type: 'string' },
    only: { type: 'string' },
    rows: { type: 'string' },
    help: { type: 'boolean' },
  },
});
const wanted = suites.filter((suite) => suite === (values.suite ?? suite));
const chosen = checks.filter(({ name }) => new RegExp(values.only ?? '', 'i').test(name));
if (values.help) {
  say(usage);
} else if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) {
  say('skip: controllers are built by mmdebstrap and entered by chroot, which takes root on a Debian');
  count.skipped = wanted.length * (1 + chosen.length);
} else {
  await main(wanted, chosen, Number(values.rows ?? Infinity)).catch((error) => {
    say(`FAILED the controllers: ${error instanceof Error ? error.stack : error}`);
    count.failed++;
  });
}
// What was asked for by a wrong name has not been proven.
if (!values.help && count.passed + count.failed + count.skipped === 0) count.failed++;
say(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
process.exitCode = count.failed === 0 ? 0 : 1;
