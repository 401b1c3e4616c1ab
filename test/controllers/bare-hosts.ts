import { readFileSync, writeFileSync } from 'node:fs';
import { hold, same } from '../lab/proof.ts';
import { hostileSecrets, secretsFile } from '../lab/secrets.ts';
import type { Controller } from './controller.ts';
import { holdNothingDeprecated, runIn } from './run-in.ts';
import type { Tree } from './trees.ts';

interface Finding {
  readonly server: string;
  readonly what: string;
  readonly well: boolean;
}

/** What is wrong with hosts that have nothing but Python, as the oldest Ansible says it. */
const wrong = {
  pair: ['crontab', 'virtual IP of database', 'virtual IP of memcached', 'writes'],
  database: [
    ...['MariaDB', 'as the tree has it', 'guard', 'names', 'replication', 'state file of DB'],
    ...['state file of MEMCACHE', 'units'],
  ],
  application: ['as the tree has it', 'database as the application', 'memcached', 'names', 'web pages'],
  /** The first application server has the jobs. */
  first: ['crond, which runs the jobs'],
};

/**
 * verify.yml and preflight.yml only read, and come to their end whatever they see. Here they see the controller itself in
 * the place of every host, without a network: each task, look, filter and condition of theirs runs on this Ansible.
 */
export async function judgesBareHosts(controller: Controller, [tree]: readonly Tree[]): Promise<string> {
  hold(tree !== undefined, 'there is no tree');
  const [secrets, report] = [`${tree.folder}.secrets.yml`, `${tree.folder}.${controller.suite}.json`];
  writeFileSync(secrets, secretsFile(hostileSecrets));
  const given = [
    ...['-e', '{"ansible_connection": "local", "ansible_become": false}'],
    ...['-e', `@${secrets}`, '-e', `sme_verify_json=${report}`],
  ];
  const play = (name: string) =>
    runIn(controller, ['ansible-playbook', ...given, `playbooks/${name}.yml`], tree.folder, [
      'unshare',
      '--net',
    ]);

  const verify = await play('verify');
  holdNothingDeprecated('verify.yml', verify);
  const { findings } = read(report, verify.stdout + verify.stderr) as { findings: Finding[] };
  const servers = ['smesql01', 'smesql02', 'smeweb01', 'smeweb02'];
  const wanted = [
    ...wrong.pair.map((what) => `pair: ${what}`),
    ...wrong.first.map((what) => `smeweb01: ${what}`),
    ...servers.flatMap((name) =>
      wrong[name.startsWith('smesql') ? 'database' : 'application'].map((what) => `${name}: ${what}`),
    ),
  ];
  const seen = findings.filter(({ well }) => !well).map(({ server, what }) => `${server}: ${what}`);
  same(seen.sort(), wanted.sort(), 'verify.yml judges bare hosts in another way');

  const preflight = await play('preflight');
  holdNothingDeprecated('preflight.yml', preflight);
  const [, bars, all] = /(\d+) of (\d+) findings\s+stand in the way/.exec(preflight.stdout) ?? [];
  hold(all !== undefined, 'preflight.yml does not come to its end', preflight.stdout + preflight.stderr);
  return `${findings.length} findings of verify.yml, ${all} of preflight.yml, of which ${bars} stand in the way`;
}

function read(file: string, said: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return hold(false, 'verify.yml does not come to its end', said);
  }
}
