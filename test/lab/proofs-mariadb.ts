import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask } from './ask.ts';
import { login } from './guard.ts';
import { hold, type Proof, same } from './proof.ts';
import { holderOf } from './proofs-vips.ts';
import type { Story } from './story.ts';

/** What MariaDB must run with, by the server's place in the pair; the one with the virtual IP alone accepts writes. */
function wantedVariables({ isIpv6 }: Story, place: number, serves: boolean): Record<string, string> {
  return {
    auto_increment_increment: '2',
    auto_increment_offset: String(place),
    bind_address: isIpv6 ? '::' : '0.0.0.0',
    binlog_format: 'ROW',
    expire_logs_days: '10.000000',
    gtid_domain_id: String(place),
    gtid_strict_mode: 'ON',
    log_bin: 'ON',
    log_bin_basename: '/var/lib/mysql/master-tx-log-bin',
    log_bin_trust_function_creators: 'OFF',
    max_binlog_size: '104857600',
    read_only: serves ? 'OFF' : 'ON',
    relay_log: '/var/lib/mysql/slave-relay-log-bin',
    server_id: String(place),
    slave_net_timeout: '4',
    sync_binlog: '1',
    tcp_keepalive_interval: '5',
    tcp_keepalive_probes: '4',
    tcp_keepalive_time: '10',
  };
}

/** The accounts that each database server has, as user@host. */
function wantedAccounts(story: Story, peer: string): string[] {
  const { app_user, replication_user } = story.inventory.database;
  const stock = ['mariadb.sys', 'mysql', 'root', 'smestore', 'keepalived_script'];
  return [
    ...stock.map((user) => `${user}@localhost`),
    `${replication_user}@${story.addressOf(peer)}`,
    ...story.app.map((host) => `${app_user}@${story.addressOf(host)}`),
    // From the host with the virtual IP the application comes as that address.
    ...(story.app.includes(peer) ? [`${app_user}@${story.inventory.vips.database.address}`] : []),
  ].sort();
}

/** The originals that each database server keeps; of IPv6 the firewall is that of both families. */
function keptOnDb({ isIpv6 }: Story): string[] {
  const firewalls = [...(isIpv6 ? ['ip6tables'] : []), 'iptables'];
  const names = ['crontab_smestorage', ...firewalls, 'keepalived.conf', 'localhost.cnf', 'memcached'];
  return names.map((name) => `${name}_backup`);
}

/** A string for SQL that no quoting can spoil. */
function sqlText(text: string): string {
  return `CONVERT(0x${Buffer.from(text).toString('hex')} USING utf8mb4)`;
}

/** MariaDB's options, accounts and the originals of what was replaced. */
export const mariadbProofs: Proof[] = [
  {
    name: 'MariaDB runs as the guide has it, with its own numbers on each server',
    steps: ['G08', 'G09', 'G12', 'G17'],
    async run(story) {
      const holder = await holderOf(story, 'DB');
      for (const [index, host] of story.db.entries()) {
        const wanted = wantedVariables(story, index + 1, host === holder);
        const names = Object.keys(wanted).map((name) => `'${name}'`);
        const rows = await ask(
          story,
          host,
          `SHOW GLOBAL VARIABLES WHERE Variable_name IN (${names.join(',')})`,
        );
        const lines = Object.entries(wanted).map((pair) => pair.join('\t'));
        same(rows, lines.join('\n'), `variables of ${host}`);
        // SYSDATE() is NOW() only when the option is in force: there is no variable for it.
        same(
          await ask(story, host, 'SELECT SYSDATE() = SYSDATE() + SLEEP(1)'),
          '1',
          `sysdate-is-now on ${host}`,
        );
      }
    },
  },
  {
    name: 'what was replaced is kept once, as it was, and only root reads it',
    steps: ['G06', 'G07', 'G08', 'G26'],
    async run(story) {
      const stock = (path: string) => readFileSync(join(story.image, path), 'utf8');
      const kept = {
        'localhost.cnf_backup': 'etc/my.cnf.d/localhost.cnf',
        memcached_backup: 'etc/sysconfig/memcached',
      };
      for (const host of story.db) {
        for (const [name, original] of Object.entries(kept))
          same(
            await story.lab.sh(host, `cat /var/tmp/${name}; echo .`),
            `${stock(original)}.`,
            `${name} of ${host}`,
          );
        const before = await story.lab.sh(host, "grep '^-A' /var/tmp/iptables_backup");
        const rules = stock('etc/sysconfig/iptables')
          .split('\n')
          .filter((line) => line.startsWith('-A'));
        same(before, rules.join('\n'), `iptables_backup of ${host}`);
        const jobs = await story.lab.sh(host, "grep -c '^[0-9*]' /var/tmp/crontab_smestorage_backup");
        same(jobs, '7', `jobs in the crontab's backup of ${host}`);
        const modes = await story.lab.sh(
          host,
          "stat -c '%a %U %n' /var/tmp/*backup* | grep -v '^600 root ' || true",
        );
        same(modes, '', `backups of ${host} that others read`);
        const names = await story.lab.sh(host, "ls /var/tmp | grep -v '^systemd-private-'");
        same(names.split('\n'), keptOnDb(story), `what /var/tmp of ${host} holds`);
      }
      for (const host of story.app) {
        const file = '/home/smeconfiguser/config.inc.php.backup';
        const original = stock(story.inventory.application.config_file.slice(1));
        same(await story.lab.sh(host, `cat ${file}; echo .`), `${original}.`, `${file} of ${host}`);
        same(await story.lab.sh(host, `stat -c '%a %U %G' ${file}`), '600 root root', `${file} of ${host}`);
      }
    },
  },
  {
    name: 'each server has exactly the accounts it needs, with the passwords of the secrets',
    steps: ['G10', 'G14', 'G16'],
    async run(story) {
      const { app_user, replication_user } = story.inventory.database;
      const passwords = {
        [replication_user]: story.secrets.vault_sme_replication_password,
        [app_user]: story.secrets.vault_sme_app_db_password,
      };
      for (const [host, peer] of [story.db, [...story.db].reverse()] as [string, string][]) {
        const accounts = await ask(story, host, "SELECT CONCAT(User, '@', Host) FROM mysql.user");
        same(accounts.split('\n').sort(), wantedAccounts(story, peer), `accounts of ${host}`);
        for (const [user, password] of Object.entries(passwords)) {
          const query = `SELECT COUNT(*) FROM mysql.user WHERE User = '${user}' AND Password <> PASSWORD(${sqlText(password)})`;
          same(await ask(story, host, query), '0', `accounts of ${user} on ${host} with another password`);
        }
      }
    },
  },
  {
    name: 'the accounts may do what they are for and nothing else',
    steps: ['G10', 'G14', 'G16'],
    async run(story) {
      const { app_user, replication_user, name } = story.inventory.database;
      for (const [host, peer] of [story.db, [...story.db].reverse()] as [string, string][]) {
        const grants = async (user: string, from: string) => {
          const text = await ask(story, host, `SHOW GRANTS FOR '${user}'@'${story.addressOf(from)}'`);
          return text.split('\n').map((line) => line.replace(/ TO .*/, ''));
        };
        same(
          await grants(replication_user, peer),
          ['GRANT REPLICATION SLAVE ON *.*'],
          `${replication_user} on ${host}`,
        );
        for (const app of story.app) {
          const wanted = ['GRANT USAGE ON *.*', `GRANT ALL PRIVILEGES ON \`${name}\`.*`];
          same(await grants(app_user, app), wanted, `${app_user} of ${app} on ${host}`);
        }
      }
    },
  },
  {
    name: "the application's and the replication's passwords open nothing from the other addresses",
    steps: ['G03', 'G16'],
    async run(story) {
      const { app_user, replication_user } = story.inventory.database;
      const { vault_sme_app_db_password: app, vault_sme_replication_password: replication } = story.secrets;
      const [first, second] = story.db;
      const [web = ''] = story.app;
      const fine = await login(story, web, story.addressOf(first), app_user, app);
      hold(fine.code === 0, `${app_user} is refused from ${web}: the proof itself is wrong`, fine.stderr);
      const tries = [
        await login(story, second, story.addressOf(first), app_user, app),
        await login(story, first, story.addressOf(second), app_user, app),
        await login(story, web, story.addressOf(first), replication_user, replication),
        await login(story, web, story.addressOf(second), 'root', ''),
        await login(story, web, story.addressOf(second), 'smestore', 'besp5fyx'),
      ];
      for (const [index, { code, stderr }] of tries.entries()) {
        hold(code !== 0, `login ${index} is let in`);
        hold(/ERROR 1(045|130|698)/.test(stderr), `login ${index} fails for another reason`, stderr);
      }
    },
  },
];
