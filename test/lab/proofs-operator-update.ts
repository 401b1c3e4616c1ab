import { areEqual } from './databases.ts';
import { hold, prose, type Proof, same } from './proof.ts';
import { roles } from './proofs-refusal.ts';
import { settles } from './proofs-vips.ts';
import type { Story } from './story.ts';
import { endWriting, nothingIsLost, startWriting } from './writing.ts';

const log = '/var/tmp/proof-updated';

/** When the command of the update ran on each application server (seconds), 0 where it did not; the logs are emptied. */
async function updated(story: Story): Promise<number[]> {
  const read = (host: string) => story.lab.sh(host, `cat ${log} 2>/dev/null || echo 0; rm -f ${log}`);
  return (await Promise.all(story.app.map(read))).map((text) => Number(text.split('\n').at(-1)));
}

/** What says that an application server is in: its page, its jobs. */
async function serves(story: Story, host: string): Promise<string> {
  return story.lab.sh(
    host,
    `curl -s -o /dev/null -w '%{http_code}' --max-time 5 http://127.0.0.1/ || true
     echo " $(crontab -u smestorage -l | grep -c '^[0-9*@]')"`,
  );
}

async function allServe(story: Story): Promise<void> {
  for (const [index, host] of story.app.entries())
    same(await serves(story, host), `200 ${index === 0 ? 7 : 0}`, `page and jobs of ${host}`);
}

/** The playbook update.yml, for the application servers. */
export const updateProofs: Proof[] = [
  {
    name: 'update.yml updates one application server after the other, and gives back what the update took: all serve',
    steps: ['G31'],
    async run(story) {
      const { config_file: config } = story.inventory.application;
      // An update that brings its own configuration and switches a database on, as vendors' updates do.
      const command = `if systemctl is-active --quiet httpd; then exit 9; fi
        sed -i 's/\\$dbhost = .*/$dbhost = "localhost";/' ${config}; systemctl enable --now mariadb; sleep 2; date +%s.%N > ${log}`;
      const vars = { sme_application_update_command: command, sme_application_restart: 'services' };
      const { output } = await story.playWell('update', ['playbooks/update.yml'], { vars });
      const times = await updated(story);
      hold(
        times.every((time, i) => time > (times[i - 1] ?? 0) + (i > 0 ? 2 : 0)),
        `not one after the other: ${times.join(', ')}`,
        output,
      );
      await allServe(story);
      for (const host of story.app)
        same(
          (await story.lab.exec(host, ['systemctl', 'is-enabled', 'mariadb'])).stdout.trim(),
          'disabled',
          host,
        );
    },
  },
  {
    name: 'an update that fails on the first server leaves it out and the others untouched; the next run puts it back',
    steps: ['G31'],
    async run(story) {
      const [first = '', second = ''] = story.app;
      const command = `date +%s.%N > ${log}; test -e /run/proof-may-pass || { echo no such version >&2; exit 3; }`;
      const vars = { sme_application_update_command: command };
      const { code, output } = await story.play('update fails', ['playbooks/update.yml'], { vars });
      same(code, 2, `update.yml ends with ${code}`);
      for (const word of ['no such version', 'It stays out', `Untouched are ${second}`])
        hold(prose(output).includes(word), `it does not say "${word}"`, output);
      same(
        (await updated(story)).map(Boolean),
        story.app.map((host) => host === first),
        'where the command ran',
      );
      same(await serves(story, first), '000 0', `page and jobs of ${first}`);
      same(await serves(story, second), '200 0', `page and jobs of ${second}`);
      // The last one that serves is not taken out.
      const last = await story.play('update the last', ['--limit', second, 'playbooks/update.yml'], { vars });
      hold(
        last.code === 2 && prose(last.output).includes('this would be an outage'),
        'it does not refuse',
        last.output,
      );
      await story.lab.sh(first, 'touch /run/proof-may-pass');
      await story.playWell('update passes', ['--limit', first, 'playbooks/update.yml'], { vars });
      await updated(story);
      await allServe(story);
    },
  },
  {
    name: 'without application.update_command update.yml says so and changes nothing',
    steps: ['G31'],
    async run(story) {
      const { code, output } = await story.play('update of nothing', ['playbooks/update.yml']);
      same(code, 2, `update.yml ends with ${code}`);
      hold(prose(output).includes('no application.update_command'), 'it does not say why', output);
      await allServe(story);
    },
  },
  {
    name: 'update.yml with sme_update=os updates the standby, lets it take over, updates the other one; writes stop for that move',
    steps: ['G31', 'G34'],
    async run(story) {
      const { master, standby } = await roles(story);
      const vars = { sme_update: 'os', sme_os_update_command: `date +%s.%N > ${log}` };
      const writer = await startWriting(story, 'update-os');
      await story.playWell('update of the system', ['playbooks/update.yml'], { vars });
      const { tokens, gap } = await endWriting(writer);
      const read = async (host: string) => Number(await story.lab.sh(host, `cat ${log}; rm ${log}`));
      const [first, second] = [await read(standby), await read(master)];
      hold(first > 0 && first < second, `not the standby first: ${first}, ${second}`);
      for (const instance of ['DB', 'MEMCACHE'] as const) await settles(story, instance, standby, 20);
      await areEqual(story);
      await nothingIsLost(story, tokens);
      hold(gap < 2, `the writer had to wait for ${gap.toFixed(1)} s`);
      return `no write for ${gap.toFixed(1)} s`;
    },
  },
];
