import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { skip } from '../skip.ts';
import { password, seed, userName } from './hostile.ts';
import { ansible, noAnsible, renderAll, treeOf } from './tree.ts';

test('Jinja: what the application is told arrives in the module as it was', async () => {
  if (ansible === undefined) return skip('Jinja', noAnsible);
  const tree = await treeOf('password');
  const samples = fc.sample(fc.tuple(password, userName), {
    numRuns: 150,
    seed,
  });
  const jobs = samples.map(([secret, user]) => ({
    tree,
    host: 'smeweb01',
    role: 'app_server',
    expressions: ['app_server_properties'],
    vars: { vault_sme_app_db_password: secret, sme_database_app_user: user },
  }));
  const found = renderAll(jobs).map(({ expressions: [properties] }) => properties);
  const expected = samples.map(([secret, user]) => ({
    dbhost: 'smesql-vip',
    dbuser: user,
    password: secret,
    memcachehost: 'smemem-vip:11211',
  }));
  assert.equal(found, expected);
});
