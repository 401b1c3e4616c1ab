// What a role's look prints is what its tasks, and the playbooks, read of it: a name that is not printed fails on the host alone.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const templates = new URL('../roles-templates/', import.meta.url).pathname;
const texts = new Map(
  readdirSync(templates, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(yml|j2|py|ejs)$/.test(path))
    .map((path) => [path, readFileSync(join(templates, path), 'utf8')]),
);

for (const [fact, look] of [
  ['db_server', 'db_server/templates/look'],
  ['db_server_tls', 'db_server/templates/look_tls'],
  ['replication', 'replication/templates/look'],
  ['keepalived', 'keepalived/templates/look'],
  ['app_server', 'app_server/templates/look'],
])
  test(`${fact}_seen`, () => {
    const looks = [...texts].filter(([path]) => path.startsWith(`roles/${look}`));
    const printed = new Set(
      looks.flatMap(([, look]) => [...look.matchAll(/"([a-z_]+)":/g)].map(([, name]) => name)),
    );
    const read = [...texts.values()].flatMap((text) =>
      [...text.matchAll(new RegExp(`\\b${fact}_seen\\.([a-z_]+)`, 'g'))].map(([, name]) => name),
    );
    assert.ok(read.length > 3 && printed.size > 3);
    assert.equal(
      [...new Set(read)].filter((name) => !printed.has(name)),
      [],
    );
  });

test.run();
