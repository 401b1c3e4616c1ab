import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Budget, budgetTable, wideMargin } from './budget.ts';
import { benchFleet } from './fleet.ts';
import { benchStart } from './start.ts';

/**
 * `npm run bench`: how long a start and a fleet take, as ratios to what any program would take for the same. `--write` puts it into
 * docs/performance.md; `--short` has fewer rounds and a smaller fleet. Exits 1 when a budget is exceeded by far.
 */
const isShort = process.argv.includes('--short');
const folder = mkdtempSync(join(tmpdir(), 'sme-ha-gen-bench-'));
const load = loadavg()[0] ?? 0;
let text = '';
const budgets: Budget[] = [];
try {
  const start = benchStart(folder, isShort ? 10 : 40);
  const fleet = benchFleet(folder, isShort ? 100 : 1000, 3);
  budgets.push(...start.budgets, ...fleet.budgets);
  text = page(start.text, fleet.text);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(text);
if (process.argv.includes('--write')) writeFileSync('docs/performance.md', text);
const far = budgets.filter(({ figure, most }) => figure > most * wideMargin);
for (const { what, figure, most } of far)
  console.error(`far above its budget: ${what}: ${figure.toFixed(2)}, not ${most}`);
process.exitCode = far.length > 0 ? 1 : 0;

function page(start: string, fleet: string): string {
  const busy =
    load < 1.5
      ? `The machine had nothing else to do (load ${load.toFixed(1)}).`
      : `**Other work ran on the machine (load ${load.toFixed(1)}): the times say little, the ratios something.**`;
  return `# Performance

<!-- Made by \`npm run bench -- --write\`: change test/bench, not this file. -->

\`npm run bench -- --write\` measures all of this in one run: whole processes, medians; a ratio is the median of those of each round,
in which both sides ran one after the other. ${cpus().length} processors, Node ${process.version}. ${busy}
It fails where a budget is exceeded by far.

## Budgets

${budgetTable(budgets)}

## One cluster: where a start goes

${start}

Each row does all that the rows above it do, but for the second (\`--version\` loads that too, later) and the last two, which write. Nothing
stands out any more. Of what a CPU profile shows (\`node --cpu-prof dist/sme-ha-gen.js fixtures/reference/inventory.json -o tree\`), most is V8
taking the code out of its cache, loading \`node:crypto\`, and code that runs for the first time. What was found there and is gone: texts of
templates that were inflated, a character table of jsonc-parser, the packages of other commands, \`node:zlib\`, \`node:module\`,
\`fs/promises\`, an error of yargs, and Unicode classes in regular expressions, which take long to compile.

## Fleets: for each cluster

${fleet}

The loop writes the same number of files and bytes into new folders, without a lock, a manifest, or a thought for a crash; the other one
opens, reads and hashes (SHA-256) the files of the fleet. In one process each, the start of it among the time. Folders that are new are
staged whole and moved at one stroke; of a cluster that waits for its turn only its values are held (some 3 KB).
`;
}
