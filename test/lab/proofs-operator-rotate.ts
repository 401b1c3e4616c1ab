import { accompany, type Companion } from './inside.ts';
import { login } from './guard.ts';
import { guardKey, onTheWire, tellTales } from './leaks.ts';
import { areEqual } from './databases.ts';
import { watchWriters } from './guard.ts';
import type { PlayOptions } from './laboratory.ts';
import { comesAbout, hold, prose, type Proof, same } from './proof.ts';
import { refuses, roles } from './proofs-refusal.ts';
import { changedNothing } from './proofs-rerun.ts';
import { holderOf, settles } from './proofs-vips.ts';
import type { Secrets } from './secrets.ts';
import type { Story } from './story.ts';
import { endWriting, nothingIsLost, startWriting } from './writing.ts';

/** Other ones, no less hostile. */
export const rotated: Secrets = {
  vault_sme_replication_password: `n'e"w\\r$(id)#{%x%}é <&`,
  vault_sme_app_db_password: `n"e'w\\\\n\`$db {{x}} #ö!`,
  vault_sme_vrrp_database_password: `n'w{%#x`,
  vault_sme_vrrp_memcached_password: `n"m$!}é`,
  vault_sme_vrrp_web_password: `n#w"\\{{`,
};

const args = ['-vvv', '--diff', 'playbooks/rotate-secrets.yml'];
const vars = { sme_application_restart: 'services' };

/** What writes while passwords change: a connection that stays, and on each web server a request after the other. */
interface Traffic {
  /** Fails unless every write was acknowledged, at once, and stands on both servers. */
  end(): Promise<string>;
}

export async function traffic(story: Story, name: string): Promise<Traffic> {
  const [watch, writer] = [await watchWriters(story), await startWriting(story, name)];
  const requests: Companion[] = [];
  for (const host of story.app)
    requests.push(await accompany(story, host, 'requests.php', [`${name}-${host}-${Date.now()}`, '{log}']));
  const end = async () => {
    const { tokens, gap } = await endWriting(writer);
    const lines = (await Promise.all(requests.map((one) => one.end()))).flat();
    await watch.end();
    const failed = lines.filter((line) => !line.startsWith('ok '));
    hold(lines.length > 50, `only ${lines.length} requests were made`);
    hold(failed.length === 0, `${failed.length} of ${lines.length} requests failed`, failed.join('\n'));
    hold(gap < 1, `the writer had to wait for ${gap.toFixed(2)} s`);
    await nothingIsLost(story, tokens);
    return `${tokens.length} rows on one connection, ${lines.length} requests, none for ${gap.toFixed(2)} s`;
  };
  return { end };
}

/** Fails unless the new secrets count everywhere, and the old ones nowhere. */
async function counts(story: Story, now: Secrets, before: Secrets): Promise<void> {
  const { vips, database, cluster } = story.inventory;
  for (const host of story.app) {
    const enter = (password: string) => login(story, host, vips.database.name, database.app_user, password);
    same((await enter(now.vault_sme_app_db_password)).code, 0, `the new password from ${host}`);
    const { code, stderr } = await enter(before.vault_sme_app_db_password);
    hold(code !== 0 && stderr.includes('ERROR 1045'), `the old password still counts from ${host}`, stderr);
  }
  for (const host of story.db) {
    const stored = await story.lab.sh(host, "awk 'NR == 6' /var/lib/mysql/master.info");
    same(stored, now.vault_sme_replication_password, `what ${host} logs in to the other one with`);
    const accounts = `mariadb -N -e "SELECT COUNT(*) FROM mysql.global_priv WHERE Priv LIKE '%auth_or%authentication_string%'"`;
    same(await story.lab.sh(host, accounts), '0', `accounts of ${host} that take two passwords`);
  }
  for (const host of story.hosts) {
    const keys = await story.lab.sh(host, "grep -v '^#' /etc/sme-ha-gen/keys.json");
    same(JSON.parse(keys), [guardKey(cluster, now)], `the keys of ${host}`);
  }
  const script = `${import.meta.dirname}/inside/adverts.py`;
  const { stdout } = await story.lab.fromStranger(['python3', script, 'br0', '2.5']);
  const seen = JSON.parse(stdout);
  for (const [router, secret] of [
    ['51', now.vault_sme_vrrp_database_password],
    ['61', now.vault_sme_vrrp_memcached_password],
  ] as const) {
    const padded = Buffer.alloc(8);
    Buffer.from(onTheWire(secret)).copy(padded);
    same(seen[router].passwords, [padded.toString('hex')], `the password of router ${router} on the wire`);
    same(seen[router].senders.length, 1, `servers that advertise router ${router}`);
  }
}

async function rotate(story: Story, what: string, secrets: Secrets, options: PlayOptions = {}) {
  const result = await story.play(what, args, { vars, secrets, ...options });
  for (const word of tellTales(secrets, story.inventory.cluster))
    hold(!result.output.includes(word), `${what} shows a secret`);
  return result;
}

/** The playbook rotate-secrets.yml. */
export const rotateProofs: Proof[] = [
  {
    name: 'rotate-secrets.yml changes all four passwords while the application writes: no write fails, no virtual IP moves, the old ones end',
    steps: ['G10', 'G13', 'G15', 'G16', 'G20', 'G26', 'G36'],
    async run(story) {
      const before = [await holderOf(story, 'DB'), await holderOf(story, 'MEMCACHE')];
      const looked = await story.playWell('rotation, checked', ['--check', 'playbooks/rotate-secrets.yml'], {
        secrets: rotated,
      });
      hold(
        prose(looked.output).includes('Would get the new value: the key of guards and witnesses, keepalived'),
        'check mode does not say what it would do',
        looked.output,
      );
      const writes = await traffic(story, 'rotate');
      const { code, output } = await rotate(story, 'rotation', rotated);
      const remark = await writes.end();
      same(code, 0, `rotate-secrets.yml ends with ${code}\n${output}`);
      await counts(story, rotated, story.secrets);
      same(
        [await holderOf(story, 'DB'), await holderOf(story, 'MEMCACHE')],
        before,
        'virtual IPs have moved',
      );
      for (const [i, instance] of (['DB', 'MEMCACHE'] as const).entries())
        await settles(story, instance, before[i] ?? '', 10);
      await areEqual(story);
      changedNothing(await rotate(story, 'rotation again', rotated), story.hosts, 'a second run');
      const site = await story.play('site.yml after the rotation', ['site.yml'], { secrets: rotated });
      changedNothing(site, story.hosts, 'site.yml after it');
      return remark;
    },
  },
  {
    name: 'rotate-secrets.yml is killed in each of its parts and run again: no write fails, and the new passwords count alone',
    steps: ['G10', 'G16', 'G26', 'G36'],
    async run(story) {
      const writes = await traffic(story, 'killed');
      for (const [killAt, killDelay] of [
        [/Wait again until all have read it/, 500],
        [/Write the passwords of VRRP/, 200],
        [/Change the password that replication logs in with|Correct the account or the mode/, 300],
        [/Set host, user, password and memcached/, 200],
      ] as [RegExp, number][]) {
        const { code } = await rotate(story, 'rotation, killed', story.secrets, { killAt, killDelay });
        same(code, null, `the run to be killed at ${killAt}`);
        await comesAbout(async () => false, 3);
      }
      const { code, output } = await rotate(story, 'rotation, finished', story.secrets);
      const remark = await writes.end();
      same(code, 0, `rotate-secrets.yml ends with ${code}\n${output}`);
      await counts(story, story.secrets, rotated);
      await areEqual(story);
      return remark;
    },
  },
  {
    name: 'rotate-secrets.yml refuses while the standby does not follow, and changes nothing',
    steps: ['G13', 'G15'],
    async run(story) {
      const { standby } = await roles(story);
      await story.lab.sh(standby, "touch /var/lib/sme-ha-gen/connecting; mariadb -e 'STOP SLAVE SQL_THREAD'");
      try {
        const words = [`Nothing was changed: ${standby} does not follow`];
        await refuses(story, 'rotation refused', words, ['playbooks/rotate-secrets.yml']);
      } finally {
        await story.lab.sh(standby, 'rm /var/lib/sme-ha-gen/connecting');
      }
      await areEqual(story);
    },
  },
];
