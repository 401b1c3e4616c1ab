import { ask, fromEach, unit } from './ask.ts';
import { type Proof, same } from './proof.ts';

/** Names and services. */
export const nameProofs: Proof[] = [
  {
    name: 'all names resolve to the addresses of the inventory on every server, with no name server in reach',
    steps: ['G01'],
    async run(story) {
      const { db_servers, app_servers = [], vips } = story.inventory;
      const names = [...db_servers, ...app_servers, ...Object.values(vips)];
      const database = story.isIpv6 ? 'ahosts' : 'ahostsv4';
      const script = names.map(
        ({ name }) => `echo ${name} $(getent ${database} ${name} | cut -d' ' -f1 | sort -u)`,
      );
      const wanted = names.map(({ name, address }) => `${name} ${address}`).join('\n');
      for (const [host, seen] of await fromEach(story.hosts, (name) => story.lab.sh(name, script.join('\n'))))
        same(seen, wanted, `on ${host} the names are others`);
    },
  },
  {
    name: '/etc/hosts keeps what was in it, and has each name once',
    steps: ['G01'],
    async run(story) {
      for (const [host, text] of await fromEach(story.hosts, (name) =>
        story.lab.sh(name, 'cat /etc/hosts'),
      )) {
        same(text.split('\n')[0], '127.0.0.1 localhost localhost.localdomain', `${host} lost its first line`);
        const names = text.split('\n').filter((line) => /^(192|2001)/.test(line));
        const vips = Object.keys(story.inventory.vips);
        same(names.length, story.hosts.length + vips.length, `${host} has another number of names`);
      }
    },
  },
  {
    name: 'web and file services are stopped and disabled on the database servers, and run on the web servers',
    steps: ['G02', 'G04'],
    async run(story) {
      for (const host of story.hosts)
        for (const name of ['httpd', 'cloudftp', 'vsftpd']) {
          const { active, enabled } = await unit(story, host, name);
          const wanted = story.app.includes(host) ? 'active enabled' : 'inactive disabled';
          same(`${active} ${enabled}`, wanted, `${name} on ${host}`);
        }
    },
  },
  {
    name: 'mariadb and memcached are stopped and disabled on the web servers, and run on the database servers',
    steps: ['G07', 'G08', 'G27'],
    async run(story) {
      for (const host of story.hosts)
        for (const name of ['mariadb', 'memcached']) {
          const { active, enabled } = await unit(story, host, name);
          const wanted = story.db.includes(host) ? 'active enabled' : 'inactive disabled';
          same(`${active} ${enabled}`, wanted, `${name} on ${host}`);
        }
    },
  },
  {
    name: 'nothing that the plays needed is left behind: no account, no dump, no lock, no temporary file',
    steps: ['G12', 'G16'],
    async run(story) {
      for (const host of story.db) {
        const locks = await ask(
          story,
          host,
          "SELECT CONCAT_WS(' ', USER, STATE, INFO) FROM information_schema.PROCESSLIST WHERE STATE LIKE '%lock%'",
        );
        same(locks, '', `somebody holds or awaits a lock on ${host}`);
        const left = await story.lab.sh(
          host,
          "ls /var/lib/sme-ha-gen | grep -vE '^(receipt.json|identity|connected|copy.lock|guard.json|keepalived.loaded|before-copy-[0-9T]+.sql.gz)$' || true",
        );
        same(left, '', `/var/lib/sme-ha-gen on ${host} holds something else`);
      }
      for (const host of story.hosts) {
        const left = await story.lab.sh(
          host,
          'find / -xdev -name "*.new" -newer /etc/machine-id -not -path "/proc/*" || true',
        );
        same(left, '', `half-written files on ${host}`);
        const ansible = await story.lab.sh(
          host,
          'find /root/.ansible /home/*/.ansible /tmp/ansible* -type f 2>/dev/null || true',
        );
        same(ansible, '', `files of ansible on ${host}`);
      }
    },
  },
];
