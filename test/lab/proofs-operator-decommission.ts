import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask, holders, slaveStatus, unit } from './ask.ts';
import { areEqual, contentOf } from './databases.ts';
import { fingerprints } from './fingerprint.ts';
import { runScript } from './inside.ts';
import { tellTales } from './leaks.ts';
import { hold, prose, type Proof, same, sleep } from './proof.ts';
import type { Story } from './story.ts';

const playbook = ['playbooks/decommission.yml'];

async function isOn(story: Story, host: string, name: string): Promise<void> {
  const { active, enabled } = await unit(story, host, name);
  same(`${active} ${enabled}`, 'active enabled', `${name} on ${host}`);
}

/** What must be gone from a host. */
const leftovers = String.raw`
ls -d /etc/sme-ha-gen /usr/libexec/sme-ha-gen /etc/systemd/system/sme-* /etc/keepalived/auth_* 2> /dev/null
ls /usr/libexec/keepalived 2> /dev/null
grep -ls 'Made by sme-ha-gen' /etc/keepalived/* /etc/my.cnf.d/*
ls /var/lib/sme-ha-gen | grep -vE '\.(sql|tar)\.gz$|\.txt$|^backup$'
grep -n sme-ha-gen /etc/hosts
iptables-save | grep SME-HA
ip6tables-save | grep SME-HA
grep SME-HA /etc/sysconfig/iptables /etc/sysconfig/ip6tables
systemctl list-units --plain --no-legend 'sme-*'
true`;

/** The playbook decommission.yml, the last of all. */
export const decommissionProofs: Proof[] = [
  {
    name: 'decommission.yml without consent says what it would do, and changes nothing',
    steps: [],
    async run(story) {
      const before = await fingerprints(story);
      const { code, output } = await story.play('decommission without consent', playbook);
      same(code, 2, 'the exit status');
      hold(prose(output).includes('add -e sme_decommission=true'), 'it does not ask', output);
      const vars = { sme_decommission: true };
      await story.playWell('decommission, checked', ['--check', ...playbook], { vars });
      same(await fingerprints(story), before, 'something was changed');
    },
  },
  {
    name: 'decommission.yml, killed in the midst and run again, makes four appliances: all rows on both databases, nothing of ours left',
    steps: ['G04', 'G06', 'G07', 'G08', 'G26', 'G27'],
    async run(story) {
      const { name, app_user, replication_user } = story.inventory.database;
      const { config_file: config, backup_dir } = story.inventory.application;
      await ask(story, story.db[0], 'DROP TABLE IF EXISTS sme_ha_verify', name).catch(() =>
        ask(story, story.db[1], 'DROP TABLE IF EXISTS sme_ha_verify', name),
      );
      const content = (await areEqual(story)).replace(/SLAVESIDE_DISABLED/g, 'ENABLED');
      const vars = { sme_decommission: true };
      const killed = await story.play('decommission, killed', playbook, {
        vars,
        killAt: /Let MariaDB and memcached take them up/,
        killDelay: 300,
      });
      same(killed.code, null, 'the run to be killed');
      await sleep(3000);
      const { output } = await story.playWell('decommission', playbook, { vars });
      hold(prose(output).includes('Each server is an appliance of its own'), 'it does not say so', output);

      for (const { address } of Object.values(story.inventory.vips))
        same(await holders(story, address), [], `who has ${address}`);
      for (const host of story.db) {
        same(await contentOf(story, host), content, `the database of ${host}`);
        same(await slaveStatus(story, host), {}, `the replication of ${host}`);
        same(
          await ask(story, host, 'SELECT @@GLOBAL.read_only, @@GLOBAL.log_bin'),
          '0\t0',
          `MariaDB of ${host}`,
        );
        const ours = `SELECT COUNT(*) FROM mysql.user WHERE User IN ('${app_user}', '${replication_user}', 'sme_copy', 'keepalived_script')`;
        same(await ask(story, host, ours), '0', `accounts of ours on ${host}`);
      }
      for (const host of story.hosts) {
        same(await story.lab.sh(host, leftovers), '', `what is left of ours on ${host}`);
        for (const service of ['mariadb', 'memcached', 'httpd', 'cloudftp', 'vsftpd'])
          await isOn(story, host, service);
        for (const file of ['etc/my.cnf.d/localhost.cnf', 'etc/sysconfig/memcached'])
          same(
            await story.lab.sh(host, `cat /${file}`),
            readFileSync(join(story.image, file), 'utf8').trimEnd(),
            `${file} of ${host}`,
          );
      }
      const words = `${JSON.stringify(tellTales(story.secrets, story.inventory.cluster))}\n`;
      for (const host of story.app) {
        const stock = readFileSync(join(story.image, config), 'utf8').trimEnd();
        same(await story.lab.sh(host, `cat ${config}`), stock, `${config} of ${host}`);
        const owner = await story.lab.sh(host, `stat -c '%a %U %G' ${config}`);
        same(owner, '640 smestorage smestorage', `${config} of ${host}`);
        const files: [string, string][] = JSON.parse(await runScript(story, host, 'secrets.py', [], words));
        const kept = [...new Set(files.map(([path, mode]) => `${path} ${mode}`))];
        same(kept, [`${backup_dir}/config.inc.php.cluster 600`], `files of ${host} that hold a secret`);
      }
      const again = await story.playWell('decommission again', playbook, { vars });
      hold(
        prose(again.output).includes('Nothing of this cluster is on the servers'),
        'it does not say so',
        again.output,
      );
    },
  },
];
