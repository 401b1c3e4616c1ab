// What is made of a replica's own words about how far it is.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { askPython, pythonWith } from './python.ts';
import { skip } from './skip.ts';

const python = pythonWith('json');

interface Lag {
  done: boolean;
  fault: string;
  words: string;
  wait: number;
  still: number;
}

const fields = {
  Slave_IO_Running: 'Yes',
  Slave_SQL_Running: 'Yes',
  Master_Log_File: 'log.000002',
  Read_Master_Log_Pos: '13000000',
  Relay_Master_Log_File: 'log.000002',
  Exec_Master_Log_Pos: '2514240',
  Seconds_Behind_Master: '40',
  Last_IO_Errno: '0',
  Last_SQL_Errno: '0',
};

function status(differently: Partial<Record<keyof typeof fields | 'Last_SQL_Error', string>> = {}): string {
  const lines = Object.entries({ ...fields, ...differently }).map(([name, value]) => `   ${name}: ${value}`);
  return ['*** 1. row ***', ...lines].join('\n');
}

/** Looks again and again, each time with what the look before gave. */
function looks(...texts: string[]): Lag[] {
  const script =
    'import sys\nsys.path.insert(0, "roles-templates/filter_plugins")\nfrom sme_lag import lag\n' +
    'answer = []\nfor text in given:\n    answer.append(lag(text, 60, answer[-1] if answer else {}))';
  return askPython(python ?? '', script, texts) as Lag[];
}

if (!python) {
  skip('how far a replica is', 'there is no Python');
} else {
  test('a replica that has all is done at the first look', () => {
    const [look] = looks(status({ Seconds_Behind_Master: '0', Exec_Master_Log_Pos: '13000000' }));
    assert.is(look?.done, true);
    assert.is(look?.fault, '');
  });

  test('what is left is told in seconds and bytes', () => {
    assert.is(looks(status())[0]?.words, '40 s behind, 10.0 MiB of the binary log left');
    const older = looks(status({ Relay_Master_Log_File: 'log.000001' }))[0]?.words;
    assert.is(older, '40 s behind, applies log.000001, receives log.000002');
  });

  test('the looks become rarer while it moves, and it is never stuck then', () => {
    const moving = Array.from({ length: 20 }, (_, i) => status({ Exec_Master_Log_Pos: `${2_600_000 + i}` }));
    const seen = looks(...moving);
    assert.equal(
      seen.slice(0, 5).map(({ wait }) => wait),
      [2, 5, 9, 15, 24],
    );
    assert.is(seen.at(-1)?.wait, 300);
    assert.ok(seen.every(({ fault, still }) => fault === '' && still === 0));
  });

  test('one that stands still is given up when its time is over', () => {
    const seen = looks(...Array.from({ length: 7 }, () => status()));
    const first = seen.findIndex(({ fault }) => fault !== '');
    assert.match(seen[first]?.fault ?? '', /nothing has moved for \d+ s \(40 s behind/);
    assert.ok((seen[first]?.still ?? 0) >= 60);
    assert.ok((seen[first - 1]?.still ?? 60) < 60);
  });

  test('what no waiting mends ends it at once', () => {
    const refused = looks(status({ Last_SQL_Errno: '1062', Last_SQL_Error: 'Duplicate entry' }))[0];
    assert.is(refused?.fault, 'error 1062: Duplicate entry');
    assert.is(looks('')[0]?.fault, 'no replication is configured');
    assert.match(looks(status({ Last_IO_Errno: '1236' }))[0]?.fault ?? '', /1236/);
  });

  test('a connection that is being made is waited for', () => {
    const look = looks(status({ Slave_IO_Running: 'Connecting', Seconds_Behind_Master: 'NULL' }))[0];
    assert.is(look?.fault, '');
    assert.is(look?.done, false);
    assert.match(look?.words ?? '', /IO thread: Connecting/);
  });
}

test.run();
