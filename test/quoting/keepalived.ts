import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execaSync } from 'execa';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { askPython } from '../python.ts';
import { skip } from '../skip.ts';
import { seed, shortPassword } from './hostile.ts';
import { ansible, folder, type Job, noAnsible, renderAll, treeOf } from './tree.ts';

interface Heard {
  readonly code: number;
  readonly said: string;
  readonly adverts: Readonly<Record<string, string>>;
}

const hasKeepalived = () =>
  execaSync('unshare', ['--net', 'keepalived', '--version'], { reject: false }).exitCode === 0;

/** What most likely means something to keepalived. */
const special = [
  '{',
  '}',
  'a {',
  '#x',
  '!x',
  'a # b',
  ' ab ',
  "'",
  '$_PWD',
  '$',
  '~SEQ(a',
  '@x',
  'éééé',
  '日本',
  '\\',
  'a\\',
  '"',
  'a"b',
  '$'.concat('{x}'),
];

/** The eight bytes of an advert: the password itself, or a digest where keepalived cannot have it. */
function onTheWire(password: string): string {
  const digest = createHash('sha256').update(password).digest('hex').slice(0, 8);
  return Buffer.from(/"|\\$|\$\{/.test(password) ? digest : password)
    .toString('hex')
    .padEnd(16, '0');
}

async function rendered(passwords: readonly string[]): Promise<string[]> {
  const tree = await treeOf('keepalived');
  const job = (password: string): Job => ({
    tree,
    host: 'smesql01',
    role: 'keepalived',
    templates: ['auth_DB.conf.j2', 'auth_MEMCACHE.conf.j2'],
    vars: {
      vault_sme_vrrp_database_password: password,
      vault_sme_vrrp_memcached_password: password,
    },
  });
  return renderAll(passwords.map(job)).map(({ templates: [database = '', memcached] }) => {
    assert.is(database, memcached);
    return database;
  });
}

test('keepalived: a password goes out as it is, or its digest where keepalived cannot have it', async () => {
  const missing =
    ansible === undefined ? noAnsible : hasKeepalived() ? undefined : 'no keepalived, or not root';
  if (ansible === undefined || missing !== undefined)
    return skip('VRRP passwords on the wire', missing ?? '');
  const more = fc.sample(shortPassword, { numRuns: 300, seed });
  const passwords = [...new Set([...special, ...more])].slice(0, 90);
  const lines = await rendered(passwords);
  const script = readFileSync(new URL('wire.py', import.meta.url), 'utf8');
  for (const start of [0, 30, 60]) {
    const own = join(folder, `keepalived-${start}`);
    mkdirSync(own);
    // The wire for the first thirty, keepalived's own check for all.
    const given = {
      folder: own,
      lines: lines.slice(start, start + 30),
      wire: start === 0,
    };
    const { code, said, adverts } = askPython(ansible, script, given) as Heard;
    assert.is(code, 0, said);
    if (!given.wire) continue;
    const expected = passwords.slice(0, 30).map((password, index) => [`${index + 1}`, onTheWire(password)]);
    assert.equal(adverts, Object.fromEntries(expected), JSON.stringify(passwords));
  }
});
