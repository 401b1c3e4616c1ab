import { execa } from 'execa';
import { fingerprints } from './fingerprint.ts';
import { hold, type Proof, prose, same, Unproven } from './proof.ts';

const secretNames = [
  'vault_sme_replication_password',
  'vault_sme_app_db_password',
  'vault_sme_vrrp_database_password',
  'vault_sme_vrrp_memcached_password',
];

/** What must hold ahead of the first change: the tree is clean, and looking at stock appliances leaves them stock. */
export const freshProofs: Proof[] = [
  {
    name: 'ansible-lint, yamllint and the syntax check find nothing in the tree',
    steps: [],
    async run({ tree }) {
      const checks = [
        ['ansible-playbook', '--syntax-check', 'site.yml'],
        ['ansible-lint', '--offline', '--profile', 'production', '--strict', '--nocolor'],
        ['yamllint', '--strict', '.'],
      ];
      for (const [command = '', ...args] of checks) {
        const { exitCode, all } = await execa(command, args, { cwd: tree, all: true, reject: false });
        hold(exitCode === 0, `${command} ends with ${exitCode}`, all);
      }
      const skips = await execa('grep', ['-rnE', 'noqa|yamllint disable', '.'], { cwd: tree, reject: false });
      same(skips.stdout, '', 'the tree asks the linters to look away');
    },
  },
  {
    name: 'a missing secret is named in the first play, ahead of any change',
    steps: [],
    async run(story) {
      const before = await fingerprints(story);
      const { code, output, tasks } = await story.play('without secrets', ['site.yml'], { secrets: null });
      hold(code === 2, `the play ends with ${code}`, output);
      for (const name of secretNames)
        hold(prose(output).includes(`${name} is missing`), `${name} is not named`, output);
      hold(tasks.length === 1, 'it is not the first task that says so', tasks.join('\n'));
      same(await fingerprints(story), before, 'something was changed');
    },
  },
  {
    name: 'an unusable secret is named, and not shown',
    steps: [],
    async run(story) {
      const secrets = { ...story.secrets, vault_sme_vrrp_database_password: 'ninebytes' };
      const { code, output } = await story.play('with a long secret', ['site.yml'], { secrets });
      hold(code === 2, `the play ends with ${code}`, output);
      hold(
        prose(output).includes('vault_sme_vrrp_database_password is longer than'),
        'the reason is not said',
        output,
      );
      hold(!output.includes('ninebytes'), 'the secret is shown', output);
    },
  },
  {
    name: 'check mode passes on four stock appliances and changes nothing on them',
    steps: [],
    async run(story) {
      const before = await fingerprints(story);
      const args = ['--check', '--diff', 'site.yml'];
      const { code, output, recap } = await story.play('check mode on stock appliances', args);
      if (code !== 0) throw new Unproven(`check mode ends with ${code}`, output);
      for (const host of story.hosts)
        hold((recap[host]?.changed ?? 0) > 0, `check mode finds nothing to change on ${host}`, output);
      same(await fingerprints(story), before, 'something was changed');
    },
  },
];
