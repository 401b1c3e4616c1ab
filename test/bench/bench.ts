import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { type Budget, budgetTable, wideMargin } from './budget.ts';
import { benchFleet } from './fleet.ts';
import { benchPlays } from './play.ts';
import { benchStart } from './start.ts';

/**
 * `npm run bench`: how long a start, a fleet and a play take, as ratios to what any program would take for the same. `--write` puts
 * it into docs/performance.md; `--short` has fewer rounds, a smaller fleet and no plays, which need root, Debian and ten minutes.
 * Exits 1 when a budget is exceeded by far.
 */
const [isShort, isWritten] = ['--short', '--write'].map((option) => process.argv.includes(option));
if (isWritten && (isShort || process.getuid?.() !== 0))
  throw new Error('--write writes all tables, plays among them: it needs root, and no --short');
// Repositories lie on a disk, which the folder for temporary files need not do.
const folder = mkdtempSync('/var/tmp/sme-ha-gen-bench-');
const load = loadavg()[0] ?? 0;
let text = '';
const budgets: Budget[] = [];
try {
  // The plays come first: what they need may be missing, and the rest takes minutes.
  const plays = isShort ? { text: 'Not measured: --short.', budgets: [] } : await benchPlays();
  const start = benchStart(folder, isShort ? 10 : 40);
  const fleet = benchFleet(folder, isShort ? 100 : 1000, 3);
  budgets.push(...start.budgets, ...fleet.budgets, ...plays.budgets);
  text = page(start.text, fleet.text, plays.text);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(text);
if (isWritten) writeFileSync('docs/performance.md', text);
const far = budgets.filter(({ figure, most }) => figure > most * wideMargin);
for (const { what, figure, most } of far)
  console.error(`far above its budget: ${what}: ${figure.toFixed(2)}, not ${most}`);
process.exitCode = far.length > 0 ? 1 : 0;

function page(start: string, fleet: string, plays: string): string {
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
opens, reads and hashes (SHA-256) the files of the fleet. In one process each, the start of it among the time. A disk takes the
first trees into a buffer and has to write the later ones, ours and the loop's: the steadiness is that in memory (\`/dev/shm\`). Folders that are new are
staged whole and moved at one stroke; of a cluster that waits for its turn only its values are held (some 3 KB). V8 is told to collect early what a tree leaves behind (\`src/cli/memory.ts\`).

## Plays

${plays}

Four hosts of the laboratory on this very machine, by ssh and su: what the hosts do takes its processors, too. A round trip is a module
that Ansible sends to a host. What is left of them in a run that changes nothing: names and MariaDB's state ahead of the first change,
then one look for each role on each of its hosts, one of MariaDB again behind what may have changed it, and one of the application's
path. The rest of the time Ansible spends by itself on tasks that it skips. What was saved: facts only where a role uses them, one query
for all settings and accounts, one script that looks at all files and services of a role, and every file worked out once. The tree
of before had neither guards nor witnesses, which are most of what a first run writes today: file by file, so that \`--diff\` shows each.
`;
}
