import { ask, fromEach, holders, unit } from './ask.ts';
import { login } from './guard.ts';
import { bridge } from './network.ts';
import { chosen, comesAbout, hold, type Proof, same, sleep } from './proof.ts';
import { applicationProofs } from './proofs-application.ts';
import { inUse } from './proofs-converge.ts';
import { memcachedProof, powerCutProof, stoppedProof } from './proofs-faults.ts';
import { firewallProofs } from './proofs-firewall.ts';
import { freshProofs } from './proofs-fresh.ts';
import { jobProofs } from './proofs-jobs.ts';
import { mariadbProofs } from './proofs-mariadb.ts';
import { nameProofs } from './proofs-names.ts';
import { backupProofs } from './proofs-operator-backup.ts';
import { brandingProofs } from './proofs-operator-branding.ts';
import { cronProofs } from './proofs-operator-cron.ts';
import { decommissionProofs } from './proofs-operator-decommission.ts';
import { failoverProofs } from './proofs-operator-failover.ts';
import { preflightProofs } from './proofs-operator-preflight.ts';
import { replaceProofs } from './proofs-operator-replace.ts';
import { reseedProofs } from './proofs-operator-reseed.ts';
import { restoreProofs } from './proofs-operator-restore.ts';
import { verifyProofs } from './proofs-operator-verify.ts';
import { roles } from './proofs-refusal.ts';
import { replicationProofs } from './proofs-replication.ts';
import { changedNothing, rerunProofs } from './proofs-rerun.ts';
import {
  addressOfInstance,
  holderOf,
  instancesOf,
  settles,
  stateOn,
  takesOver,
  vipProofs,
} from './proofs-vips.ts';
import type { Story } from './story.ts';
import { endWriting, nothingIsLost, startWriting } from './writing.ts';

/** Fails unless a browser from outside gets the application's page by the virtual IP of the web. */
async function pageByTheWebAddress(story: Story): Promise<void> {
  const address = addressOfInstance(story, 'WEB');
  const argv = ['curl', '--silent', '--max-time', '10', `http://${address}/`];
  const { stdout } = await story.lab.fromStranger(argv);
  hold(
    /"database":"[\w-]+"/.test(stdout) && stdout.includes('"memcached":true'),
    `the page at ${address}`,
    stdout,
  );
}

/** What both roles on one host bring with them. */
const ownProofs: Proof[] = [
  {
    name: 'both hosts run both roles: databases, caches and web servers, all of them at boot too',
    steps: ['G02', 'G04', 'G27'],
    async run(story) {
      for (const host of story.hosts)
        for (const name of [
          'mariadb',
          'memcached',
          'keepalived',
          'sme-guard',
          'httpd',
          'cloudftp',
          'vsftpd',
        ]) {
          const { active, enabled } = await unit(story, host, name);
          same(`${active} ${enabled}`, 'active enabled', `${name} on ${host}`);
        }
      const left = await fromEach(story.hosts, (host) =>
        story.lab.sh(
          host,
          'ls -d /etc/sme-ha-gen/witness.json /usr/libexec/sme-ha-gen/witness.py 2> /dev/null || true',
        ),
      );
      for (const [host, files] of left) same(files, '', `a witness on ${host}`);
    },
  },
  {
    name: 'one host holds each of three addresses, alone',
    steps: ['G17', 'G20', 'G22'],
    async run(story) {
      for (const instance of instancesOf(story))
        await settles(story, instance, await holderOf(story, instance), 30);
    },
  },
  {
    name: 'the application gets in from both hosts: from the one with the virtual IP it comes as that address',
    steps: ['G16', 'G17'],
    async run(story) {
      const { vips, database } = story.inventory;
      const { master, standby } = await roles(story);
      for (const [host, address] of [
        [master, vips.database.address],
        [standby, story.addressOf(standby)],
      ] as const) {
        const { code, stdout, stderr } = await login(
          story,
          host,
          vips.database.name,
          database.app_user,
          story.secrets.vault_sme_app_db_password,
          "SELECT SUBSTRING_INDEX(USER(), '@', -1), SUBSTRING_INDEX(CURRENT_USER(), '@', -1)",
        );
        same(code, 0, `${host} does not get in: ${stderr}`);
        same(
          stdout.trim(),
          `${address}\t${address}`,
          `where ${host} comes from, and the account that lets it in`,
        );
      }
      for (const host of story.db) {
        const accounts = await ask(
          story,
          host,
          `SELECT Host FROM mysql.user WHERE User = '${database.app_user}' ORDER BY Host`,
        );
        const wanted = [...story.db.map((name) => story.addressOf(name)), vips.database.address];
        same(accounts, wanted.sort().join('\n'), `accounts of the application on ${host}`);
      }
    },
  },
  {
    name: "neither root nor the appliance's own account gets in from the other host",
    steps: ['G03', 'G16'],
    async run(story) {
      const { master, standby } = await roles(story);
      for (const [user, password] of [
        ['root', ''],
        ['smestore', 'besp5fyx'],
      ] as const) {
        const { code, stderr } = await login(story, standby, story.addressOf(master), user, password);
        hold(
          code !== 0 && /ERROR 1(045|130|698)/.test(stderr),
          `${user} is let in, or refused otherwise`,
          stderr,
        );
      }
    },
  },
  {
    name: 'browsers find the application at the virtual IP of the web',
    steps: ['G20'],
    run: pageByTheWebAddress,
  },
];

/** The three addresses move apart, and a gateway is a witness alone. */
const faultProofs: Proof[] = [
  {
    name: 'the web server stops: its address moves, the database stays and is written to all the time',
    steps: ['G20', 'G22', 'G24'],
    async run(story) {
      const [holder, master] = [await holderOf(story, 'WEB'), await holderOf(story, 'DB')];
      const peer = story.peerOf(holder);
      const writer = await startWriting(story, 'web');
      try {
        await story.lab.sh(holder, 'systemctl stop httpd');
        await takesOver(story, 'WEB', peer, 16);
        await pageByTheWebAddress(story);
        same(await stateOn(story, holder, 'WEB'), 'FAULT', `the state file of ${holder}`);
      } finally {
        await story.lab.sh(holder, 'systemctl start httpd');
      }
      await settles(story, 'WEB', peer, 25);
      await sleep(3000);
      same(await holderOf(story, 'WEB'), peer, 'the address has moved back');
      same(await holderOf(story, 'DB'), master, 'the address of the database has moved too');
      const { tokens, gap } = await endWriting(writer);
      await nothingIsLost(story, tokens);
      hold(gap < 2, `the writer had to wait for ${gap.toFixed(1)} s`);
    },
  },
  {
    name: 'a web server that hangs is noticed as well',
    steps: ['G20'],
    async run(story) {
      const holder = await holderOf(story, 'WEB');
      const peer = story.peerOf(holder);
      try {
        await story.lab.sh(holder, 'systemctl kill --kill-whom=all --signal=STOP httpd');
        await takesOver(story, 'WEB', peer, 20);
      } finally {
        await story.lab.sh(holder, 'systemctl kill --kill-whom=all --signal=CONT httpd');
      }
      await settles(story, 'WEB', peer, 25);
    },
  },
  {
    name: 'the gateway is silent: two servers that hear each other go on, and nothing moves',
    steps: ['G36'],
    async run(story) {
      const before = await fromEach([...instancesOf(story)], (instance) =>
        holderOf(story, instance as 'DB').catch(() => 'nobody'),
      );
      const silence = (on: 0 | 1) =>
        story.lab.fromStranger(['sysctl', '--quiet', '--write', `net.ipv4.icmp_echo_ignore_all=${on}`]);
      const writer = await startWriting(story, 'gateway');
      await silence(1);
      try {
        const { code } = await story.lab.exec(story.db[0], ['ping', '-c1', '-W1', '192.0.2.1']);
        same(code, 1, 'the gateway still answers');
        await sleep(20_000);
      } finally {
        await silence(0);
      }
      const after = await fromEach([...instancesOf(story)], (instance) => holderOf(story, instance as 'DB'));
      same(after, before, 'who holds what');
      const { tokens, gap } = await endWriting(writer);
      await nothingIsLost(story, tokens);
      hold(gap < 2, `the writer had to wait for ${gap.toFixed(1)} s`);
    },
  },
  {
    name: 'the standby loses its power: the master, which the gateway answers, writes on without a pause',
    steps: ['G36'],
    async run(story) {
      const { master, standby } = await roles(story);
      const writer = await startWriting(story, 'standby', master);
      story.lab.powerCut(standby);
      try {
        await sleep(15_000);
        for (const instance of instancesOf(story))
          same(await holders(story, addressOfInstance(story, instance)), [master], `who holds ${instance}`);
        await pageByTheWebAddress(story);
      } finally {
        await story.lab.boot(standby);
      }
      await settles(story, 'DB', master, 40);
      const { tokens, gap } = await endWriting(writer);
      const caught = async () => {
        const rows = (host: string) => ask(story, host, 'SELECT COUNT(*) FROM proof_writes', 'smestorage');
        return (await rows(master)) === (await rows(standby));
      };
      hold(await comesAbout(caught, 40), `${standby} does not catch up`);
      await nothingIsLost(story, tokens);
      hold(gap < 2, `the writer had to wait for ${gap.toFixed(1)} s`);
      return `${tokens.length} rows, none for ${gap.toFixed(1)} s`;
    },
  },
];

/** The playbooks that treat a host by its role, on hosts that have both. */
const operatorProofs: Proof[] = [
  {
    name: 'shutdown stops both roles in order, and startup brings all of it back',
    steps: ['G32'],
    async run(story) {
      const vars = { sme_services_only: true };
      await story.playWell('shutdown of the services', ['playbooks/shutdown.yml'], { vars });
      for (const host of story.hosts)
        for (const name of ['httpd', 'mariadb', 'keepalived'])
          same((await unit(story, host, name)).active, 'inactive', `${name} on ${host}`);
      await story.playWell('startup', ['playbooks/startup.yml']);
      for (const instance of instancesOf(story))
        await settles(story, instance, await soleHolder(story, instance), 30);
      changedNothing(await story.play('after startup'), story.hosts, 'the run after startup');
    },
  },
  {
    name: 'new passwords reach everything while the application writes',
    steps: ['G20', 'G36'],
    async run(story) {
      const secrets = {
        ...story.secrets,
        vault_sme_vrrp_web_password: 'other{#"',
        vault_sme_app_db_password: `n"e'w`,
      };
      const writer = await startWriting(story, 'rotate', story.db[1]);
      await story.playWell('rotation', ['playbooks/rotate-secrets.yml'], { secrets });
      await endWriting(writer);
      await story.playWell('rotation back', ['playbooks/rotate-secrets.yml']);
      await story.playWell('verify after rotation', ['playbooks/verify.yml']);
    },
  },
];

/** Rarer faults of an operator's life, each of which ends on a cluster that is well. */
const lastProofs: Proof[] = [
  {
    name: 'update.yml takes one server after the other out, and the address of the web goes to the other one ahead of it',
    steps: ['G31'],
    async run(story) {
      const log = '/var/tmp/proof-updated';
      const master = await holderOf(story, 'DB');
      const vars = { sme_application_update_command: `sleep 3; date +%s.%N > ${log}` };
      const browser = watchPages(story);
      const writer = await startWriting(story, 'update', master);
      await story.playWell('update', ['playbooks/update.yml'], { vars });
      const away = await browser.end();
      const { tokens, gap } = await endWriting(writer);
      await nothingIsLost(story, tokens);
      const times = await fromEach(story.hosts, (host) => story.lab.sh(host, `cat ${log}; rm ${log}`));
      const [[, first] = [], [, second] = []] = times;
      hold(Math.abs(Number(first) - Number(second)) > 3, 'both were updated at once', JSON.stringify(times));
      same(await holderOf(story, 'DB'), master, 'the database has moved');
      hold(gap < 2, `the writer had to wait for ${gap.toFixed(1)} s`);
      hold(away < 4, `no page for ${away.toFixed(1)} s`);
      return `no page for ${away.toFixed(1)} s at the most`;
    },
  },
];

/** A browser that asks for the page all the time; at its end, the longest time without one, in seconds. */
function watchPages(story: Story): { end(): Promise<number> } {
  let [ended, longest, last] = [false, 0, Date.now()];
  const argv = ['curl', '--silent', '--fail', '--output', '/dev/null', '--max-time', '2'];
  const asking = (async () => {
    while (!ended) {
      const { code } = await story.lab.fromStranger([...argv, `http://${addressOfInstance(story, 'WEB')}/`]);
      if (code === 0) last = Date.now();
      longest = Math.max(longest, Date.now() - last);
      await sleep(250);
    }
  })();
  return {
    async end() {
      ended = true;
      await asking;
      return longest / 1000;
    },
  };
}

/** The one that has come by an address within a while. */
async function soleHolder(story: Story, instance: 'DB' | 'MEMCACHE' | 'WEB'): Promise<string> {
  const seen = () => holders(story, addressOfInstance(story, instance));
  hold(await comesAbout(async () => (await seen()).length === 1, 40), `nobody alone takes ${instance}`);
  return holderOf(story, instance);
}

/** Both roles on two hosts (fixtures/two-node): converged, run again, and through failovers. */
export const twoNodeStory: (Proof | Proof[])[] = [
  ...chosen(freshProofs, 'ansible-lint', 'check mode'),
  ...chosen(preflightProofs, 'preflight finds nothing'),
  {
    name: 'two stock appliances become a cluster of both roles',
    steps: [],
    vital: true,
    async run(story) {
      await ask(story, story.db[0], inUse, 'smestorage');
      await story.playWell('two nodes', ['site.yml'], { bySsh: true });
      same((await story.lab.fromStranger(['ip', '-br', 'link', 'show', bridge])).code, 0, 'the bridge');
    },
  },
  ...ownProofs,
  ...rerunProofs,
  ...chosen(nameProofs, 'all names', '/etc/hosts'),
  ...firewallProofs,
  ...jobProofs,
  ...chosen(mariadbProofs, 'MariaDB runs as', 'what was replaced', 'each server has', 'the accounts may do'),
  ...replicationProofs,
  ...vipProofs.slice(1),
  ...chosen(applicationProofs, 'PHP reads', 'the application writes', 'the web server itself'),
  ...chosen(failoverProofs, 'failover moves both', 'failback moves them'),
  ...chosen(verifyProofs, 'verify finds'),
  ...brandingProofs,
  ...backupProofs,
  ...restoreProofs,
  ...reseedProofs,
  ...operatorProofs,
  ...faultProofs,
  stoppedProof,
  memcachedProof,
  powerCutProof,
  ...lastProofs,
  ...chosen(
    replaceProofs,
    'replace-host.yml refuses',
    'an empty appliance takes the place of the lost database',
  ),
  ...chosen(cronProofs, 'promote-cron.yml refuses'),
  ...decommissionProofs,
];
