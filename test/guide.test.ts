import { existsSync, readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const guide = readFileSync('docs/guide.md', 'utf8');
const rows = guide
  .split('\n')
  .filter((line) => /^\| G\d\d \|/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()));

/** Paths in backticks of a table's cell. */
function paths(cell = ''): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] as string);
}

test('docs/guide.md has each step once, in order', () => {
  const steps = Array.from({ length: 37 }, (_, index) => `G${String(index + 1).padStart(2, '0')}`);
  assert.equal(
    rows.map((cells) => cells[1]),
    steps,
  );
});

test('what carries a step out and what proves it are there', () => {
  for (const [, step, , doneBy, provenBy] of rows) {
    if (step === 'G36' || step === 'G37') continue;
    for (const path of paths(doneBy)) assert.ok(existsSync(`roles-templates/${path}`), `${step}: ${path}`);
    for (const path of paths(provenBy)) {
      assert.ok(existsSync(`test/lab/${path}`), `${step}: ${path}`);
      assert.ok(
        readFileSync(`test/lab/${path}`, 'utf8').includes(`'${step}'`),
        `${path} does not name ${step}`,
      );
    }
  }
});

test('each step from G01 to G29 is named by a file of the tree', () => {
  for (const [, step, , doneBy] of rows.slice(0, 29)) {
    const named = paths(doneBy).some((path) =>
      readFileSync(`roles-templates/${path}`, 'utf8').includes(`${step}`),
    );
    assert.ok(named, `${step} is named by none of ${doneBy}`);
  }
});

test.run();
