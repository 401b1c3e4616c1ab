import { fromEach } from './ask.ts';
import { runScript } from './inside.ts';
import { tellTales } from './leaks.ts';
import { hold, type Proof, same } from './proof.ts';
import type { Story } from './story.ts';

/** The only files of the hosts that hold a secret. None of them may be read by others than owner and group. */
function keepers(story: Story, host: string): string[] {
  if (story.app.includes(host)) return ['/etc/sme-ha-gen/keys.json', story.inventory.application.config_file];
  return [
    '/etc/keepalived/auth_DB.conf',
    '/etc/keepalived/auth_MEMCACHE.conf',
    '/etc/sme-ha-gen/keys.json',
    '/var/lib/mysql/master.info',
  ];
}

/** Secrets are where they must be and nowhere else. */
export const hostSecretProof: Proof = {
  name: 'on the hosts secrets stand in the files that need them alone, which others cannot read, and in no log',
  steps: [],
  async run(story) {
    const words = `${JSON.stringify(tellTales(story.secrets, story.inventory.cluster))}\n`;
    const found = await fromEach(story.hosts, (host) => runScript(story, host, 'secrets.py', [], words));
    for (const [host, answer] of found) {
      const files: [path: string, mode: string, uid: number, word: number][] = JSON.parse(answer);
      const paths = [...new Set(files.map(([path]) => path))].sort();
      same(paths, keepers(story, host), `files of ${host} that hold a secret`);
      const open = files.filter(([, mode]) => (Number.parseInt(mode, 8) & 0o007) !== 0);
      same(open, [], `files of ${host} with a secret that others may read`);
    }
  },
};

export const outputSecretProof: Proof = {
  closing: true,
  name: 'no run of Ansible has shown a secret, with -vvv and --diff neither',
  steps: [],
  async run(story) {
    const words = tellTales(story.secrets, story.inventory.cluster);
    const loud = story.plays.filter(({ args }) => args.includes('-vvv'));
    hold(loud.length > 0, 'no run was made with -vvv: this proves too little');
    for (const { what, result } of story.plays)
      for (const word of words) {
        const at = result.output.indexOf(word);
        hold(at < 0, `${what} shows a secret`, result.output.slice(Math.max(0, at - 300), at + 100));
      }
  },
};
