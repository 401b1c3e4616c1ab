import { fromEach, holders, unit } from './ask.ts';
import { onTheWire } from './leaks.ts';
import { comesAbout, hold, type Proof, same } from './proof.ts';
import type { Story } from './story.ts';

export type Instance = 'DB' | 'MEMCACHE' | 'WEB';

/** The virtual IPs of the cluster; two nodes have a third one. */
export function instancesOf(story: Story): readonly Instance[] {
  return story.inventory.vips.web ? ['DB', 'MEMCACHE', 'WEB'] : ['DB', 'MEMCACHE'];
}

export function addressOfInstance(story: Story, instance: Instance): string {
  const { database, memcached, web = memcached } = story.inventory.vips;
  return { DB: database, MEMCACHE: memcached, WEB: web }[instance].address;
}

/** What the state file of a host says of an instance. */
export async function stateOn(story: Story, host: string, instance: Instance): Promise<string> {
  return (await story.lab.exec(host, ['cat', `/var/run/keepalived_${instance}.state`])).stdout.trim();
}

/** The one host that holds an instance's address; fails when it is none or both. */
export async function holderOf(story: Story, instance: Instance): Promise<string> {
  const found = await holders(story, addressOfInstance(story, instance));
  same(found.length, 1, `the address of ${instance} is held by ${found.join(' and ') || 'nobody'}`);
  return found[0] ?? '';
}

/** Waits until one host alone holds an instance's address and the state files of both say so. */
export async function settles(
  story: Story,
  instance: Instance,
  holder: string,
  seconds: number,
): Promise<void> {
  const peer = story.peerOf(holder);
  const seen = async () => {
    const held = (await holders(story, addressOfInstance(story, instance))).join(' and ');
    const states = [await stateOn(story, holder, instance), await stateOn(story, peer, instance)];
    return `${held}: ${states.join(', ')}`;
  };
  const settled = await comesAbout(async () => (await seen()) === `${holder}: MASTER, BACKUP`, seconds);
  hold(settled, `${instance} does not settle at ${holder} within ${seconds} s`, await seen());
}

/** Waits until a host is the master of an instance, whatever the other one says meanwhile. */
export async function takesOver(
  story: Story,
  instance: Instance,
  host: string,
  seconds: number,
): Promise<void> {
  const moved = async () => (await stateOn(story, host, instance)) === 'MASTER';
  hold(await comesAbout(moved, seconds), `${host} does not become master of ${instance}`);
}

/** Virtual IPs and keepalived. */
export const vipProofs: Proof[] = [
  {
    name: 'the preferred master holds each virtual IP, alone, and the state files say so',
    steps: ['G17', 'G20', 'G21', 'G22', 'G23'],
    async run(story) {
      const [first] = story.db;
      for (const instance of ['DB', 'MEMCACHE'] as const) await settles(story, instance, first, 30);
    },
  },
  {
    name: 'keepalived runs, starts at boot, and found nothing to complain of in its configuration',
    steps: ['G18', 'G19', 'G23'],
    async run(story) {
      for (const host of story.db) {
        const { active, enabled } = await unit(story, host, 'keepalived');
        same(`${active} ${enabled}`, 'active enabled', `keepalived on ${host}`);
        const test = await story.lab.exec(host, ['keepalived', '--config-test']);
        same(`${test.code}${test.stdout}${test.stderr}`, '0', `keepalived --config-test on ${host}`);
        const account = await story.lab.sh(
          host,
          'getent passwd keepalived_script | cut -d: -f7; id -gn keepalived_script',
        );
        same(account, '/sbin/nologin\nkeepalived_script', `the scripts' user on ${host}`);
        const complaints = await story.lab.sh(
          host,
          "journalctl --unit=keepalived --boot --no-pager | grep -iE 'insecure|unsafe|unknown keyword|cannot|disabling|WARNING' || true",
        );
        same(complaints, '', `keepalived complains on ${host}`);
      }
    },
  },
  {
    name: 'the configuration is for all to read, the passwords in files of their own are not',
    steps: ['G20', 'G21'],
    async run(story) {
      for (const [index, host] of story.db.entries()) {
        const text = await story.lab.sh(host, 'cat /etc/keepalived/keepalived.conf');
        hold(!/auth_pass/.test(text), `a password stands in keepalived.conf of ${host}`);
        const numbers = [...text.matchAll(/^ *(?:priority|virtual_router_id) (\d+)$/gm)].map(([, number]) =>
          Number(number),
        );
        const priority = story.inventory.keepalived.priorities[index];
        const instances = instancesOf(story);
        const ids = [51, 61, 71].slice(0, instances.length).flatMap((id) => [id, priority]);
        same(numbers, ids, `router ids and priorities of ${host}`);
        same(text.match(/^ *nopreempt$/gm)?.length, instances.length, `nopreempt on ${host}`);
        const modes = await story.lab.sh(host, "stat -c '%n %a %U' /etc/keepalived/*.conf");
        const wanted = [...instances.map((instance) => `auth_${instance}.conf 600`), 'keepalived.conf 644'];
        same(modes, wanted.map((file) => `/etc/keepalived/${file} root`).join('\n'), `files of ${host}`);
      }
    },
  },
  {
    name: 'the masters alone advertise, with exactly the passwords of the secrets (IPv6 has none)',
    steps: ['G19', 'G20'],
    async run(story) {
      const script = `${import.meta.dirname}/inside/adverts.py`;
      const { stdout, stderr } = await story.lab.fromStranger([
        'python3',
        script,
        'br0',
        '2.5',
        ...(story.isIpv6 ? ['6'] : []),
      ]);
      const seen = JSON.parse(stdout || JSON.stringify(stderr));
      const of = {
        DB: ['51', story.secrets.vault_sme_vrrp_database_password],
        MEMCACHE: ['61', story.secrets.vault_sme_vrrp_memcached_password],
        WEB: ['71', story.secrets.vault_sme_vrrp_web_password],
      } as const;
      for (const instance of instancesOf(story)) {
        const [router, secret] = of[instance];
        const sender = story.addressOf(await holderOf(story, instance));
        const padded = Buffer.alloc(8);
        Buffer.from(onTheWire(secret)).copy(padded);
        const passwords = story.isIpv6 ? [] : [padded.toString('hex')];
        const wanted = { senders: [sender], passwords };
        same(seen[router], wanted, `advertisements of ${instance}`);
      }
    },
  },
  {
    name: 'the checks run without a password, and fail when their service does not answer',
    steps: ['G20'],
    async run(story) {
      const as = ['setpriv', '--reuid=keepalived_script', '--regid=keepalived_script', '--clear-groups'];
      const nowhere = [
        'unshare',
        '--net',
        '--mount',
        'sh',
        '-c',
        'mount -t tmpfs none /var/lib/mysql && exec "$@"',
        'sh',
      ];
      const checks = await fromEach(story.db, async (host) => {
        const codes = ['check_mariadb.sh', 'check_memcached.sh'].flatMap((name) => {
          const argv = [...as, `/usr/libexec/keepalived/${name}`];
          return [story.lab.exec(host, argv), story.lab.exec(host, [...nowhere, ...argv])];
        });
        return (await Promise.all(codes)).map(({ code }) => (code === 0 ? 'well' : 'ill')).join(' ');
      });
      for (const [host, seen] of checks) same(seen, 'well ill well ill', `checks of ${host}`);
    },
  },
];
