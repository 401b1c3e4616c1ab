import { unit } from './ask.ts';
import { areEqual } from './databases.ts';
import { comesAbout, hold, prose, type Proof, same } from './proof.ts';
import { roles } from './proofs-refusal.ts';
import { holderOf, settles } from './proofs-vips.ts';
import type { Story } from './story.ts';

/** When a unit last went down or came up: the monotonic clock, which all hosts share. */
async function momentOf(
  story: Story,
  host: string,
  name: string,
  what: 'Inactive' | 'Active',
): Promise<number> {
  return Number(
    await story.lab.sh(host, `systemctl show --property=${what}EnterTimestampMonotonic --value ${name}`),
  );
}

/** The playbooks shutdown.yml and startup.yml. */
export const shutdownProofs: Proof[] = [
  {
    name: 'shutdown.yml stops services: application servers, standby, master; startup.yml starts them in reverse; nothing fails over',
    steps: ['G32'],
    async run(story) {
      const { master, standby } = await roles(story);
      const vars = { sme_services_only: true };
      const down = await story.playWell('shutdown of services', ['playbooks/shutdown.yml'], { vars });
      hold(
        prose(down.output).includes(`${master} was the master at the end`),
        'it does not say who goes first',
        down.output,
      );
      hold(
        prose(down.output).includes('both databases are equal'),
        'it does not say that both are equal',
        down.output,
      );
      const stopped = async (host: string, name: string) => {
        const { active } = await unit(story, host, name);
        hold(active === 'inactive', `${name} on ${host} is ${active}`);
        return momentOf(story, host, name, 'Inactive');
      };
      const web = await Promise.all(story.app.map((host) => stopped(host, 'httpd')));
      const keepalived = await stopped(standby, 'keepalived');
      const databases = [await stopped(standby, 'mariadb'), await stopped(master, 'mariadb')];
      const order = [Math.max(...web), keepalived, ...databases];
      same(
        order,
        [...order].sort((a, b) => a - b),
        'application servers, standby, master',
      );
      for (const host of story.app)
        same(
          await story.lab.sh(host, "crontab -u smestorage -l | grep -c '^[0-9*@]' || true"),
          '0',
          `jobs on ${host}`,
        );
      await story.playWell('shutdown again', ['playbooks/shutdown.yml'], { vars });
      const up = await story.playWell('startup of services', ['playbooks/startup.yml'], { vars });
      hold(prose(up.output).includes(`All is up: ${master} serves`), 'it does not say who serves', up.output);
      const started = [
        await momentOf(story, master, 'mariadb', 'Active'),
        await momentOf(story, standby, 'mariadb', 'Active'),
        ...(await Promise.all(story.app.map((host) => momentOf(story, host, 'httpd', 'Active')))).sort(
          (a, b) => a - b,
        ),
      ];
      same(
        started,
        [...started].sort((a, b) => a - b),
        'master, standby, application servers',
      );
      for (const instance of ['DB', 'MEMCACHE'] as const) await settles(story, instance, master, 20);
      await areEqual(story);
      const jobs = await story.lab.sh(story.app[0] ?? '', "crontab -u smestorage -l | grep -c '^[0-9*@]'");
      same(jobs, '7', 'jobs that run again');
    },
  },
  {
    name: 'shutdown.yml switches the hosts off, in that order; startup.yml waits for them and sees that all is well',
    steps: ['G32'],
    async run(story) {
      const { master, standby } = await roles(story);
      const off: string[] = [];
      const watch = setInterval(() => {
        for (const host of story.hosts) if (!off.includes(host) && !story.lab.isOn(host)) off.push(host);
      }, 50);
      const down = await story.play('shutdown of hosts', ['playbooks/shutdown.yml']);
      const allOff = await comesAbout(async () => story.hosts.every((host) => off.includes(host)), 20);
      clearInterval(watch);
      same(down.code, 0, `shutdown.yml ends with ${down.code}\n${down.output}`);
      hold(allOff, `still on: ${story.hosts.filter((host) => !off.includes(host)).join(', ')}`);
      same(off.slice(-2), [standby, master], 'the last two that went off');
      // The one that stood by is there first: whichever serves then, it has all that was written.
      const up = story.play('startup of hosts', ['playbooks/startup.yml'], {
        vars: { sme_startup_timeout: 120 },
      });
      for (const host of [standby, master, ...story.app]) await story.lab.boot(host);
      const { code, output } = await up;
      same(code, 0, `startup.yml ends with ${code}\n${output}`);
      const serves = await holderOf(story, 'DB');
      hold(prose(output).includes(`All is up: ${serves} serves`), 'it does not say who serves', output);
      await settles(story, 'DB', serves, 20);
      await areEqual(story);
    },
  },
  {
    name: 'shutdown.yml refuses while replication is broken, and stops nothing',
    steps: ['G32'],
    async run(story) {
      const { standby } = await roles(story);
      const since = async () =>
        Promise.all(story.app.map(async (host) => (await unit(story, host, 'httpd')).since));
      const before = await since();
      await story.lab.sh(standby, "touch /var/lib/sme-ha-gen/connecting; mariadb -e 'STOP SLAVE SQL_THREAD'");
      try {
        const { code, output } = await story.play('shutdown refused', ['playbooks/shutdown.yml']);
        same(code, 2, `shutdown.yml ends with ${code}`);
        hold(
          prose(output).includes(`${standby}: it does not follow its partner`),
          'it does not say why',
          output,
        );
        same(await since(), before, 'httpd was stopped');
      } finally {
        await story.lab.sh(standby, 'rm /var/lib/sme-ha-gen/connecting');
      }
      await areEqual(story);
    },
  },
];
