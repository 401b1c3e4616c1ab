import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask, fromEach } from './ask.ts';
import { runScript } from './inside.ts';
import { hold, type Proof, same } from './proof.ts';
import type { Story } from './story.ts';

/** The lines of the configuration that may have become others. */
const settings = /^\s*var \$(dbhost|dbuser|password|memcachehost)\s*=/;

async function configurationOf(story: Story, host: string): Promise<string> {
  return story.lab.sh(host, `cat ${story.inventory.application.config_file}; echo .`);
}

/** The application's configuration, and what it reaches by it. */
export const applicationProofs: Proof[] = [
  {
    name: 'PHP reads the new values in the configuration, and every other one as before',
    steps: ['G26'],
    async run(story) {
      const { vips, memcached, database, application } = story.inventory;
      const stock = readFileSync(join(story.image, application.config_file), 'utf8');
      for (const host of story.app) {
        const before = JSON.parse(await runScript(story, host, 'application.php', [], stock));
        const text = (await configurationOf(story, host)).slice(0, -1);
        const now = JSON.parse(await runScript(story, host, 'application.php', [], text));
        const wanted = {
          ...before,
          dbhost: vips.database.name,
          dbuser: database.app_user,
          password: story.secrets.vault_sme_app_db_password,
          memcachehost: `${vips.memcached.name}:${memcached.port}`,
        };
        const sorted = (object: object) => Object.fromEntries(Object.entries(object).sort());
        same(sorted(now), sorted(wanted), `the configuration of ${host}`);
        same(now.dbname, 'smestorage', `$dbname of ${host}`);
      }
    },
  },
  {
    name: 'four lines of the configuration are new, the rest is as it was to the last byte, its owner and mode too',
    steps: ['G26'],
    async run(story) {
      const path = story.inventory.application.config_file;
      const stock = `${readFileSync(join(story.image, path), 'utf8')}.`.split('\n');
      const rest = (lines: string[], number: number) => {
        // The first of each name is the class's own; texts and comments hold the same words further down.
        const kept = [...lines];
        for (const name of ['dbhost', 'dbuser', 'password', 'memcachehost'].slice(0, number))
          kept.splice(
            kept.findIndex((line) => settings.exec(line)?.[1] === name),
            1,
          );
        return kept.join('\n');
      };
      for (const [host, text] of await fromEach(story.app, (name) => configurationOf(story, name))) {
        same(rest(text.split('\n'), 4), rest(stock, 3), `${path} of ${host}`);
        same(
          await story.lab.sh(host, `stat -c '%a %U %G' ${path}`),
          '640 smestorage smestorage',
          `${path} of ${host}`,
        );
      }
    },
  },
  {
    name: 'the application writes, reads, deletes and caches through the virtual IPs, from each web server',
    steps: ['G16', 'G17', 'G26', 'G29'],
    async run(story) {
      const [first] = story.db;
      for (const host of story.app) {
        const config = story.inventory.application.config_file;
        const seen = JSON.parse(await runScript(story, host, 'application.php', [config]));
        const { read, deleted, cached, server, schemas } = seen;
        same(
          { read, deleted, cached, server },
          { read: 'written', deleted: 1, cached: 'kept', server: first },
          host,
        );
        same(
          schemas.sort(),
          ['information_schema', 'smestorage'],
          `schemas that the application sees from ${host}`,
        );
      }
      const left = await ask(
        story,
        first,
        "SELECT COUNT(*) FROM options WHERE name LIKE 'proof-%'",
        'smestorage',
      );
      same(left, '0', 'rows that should be deleted');
    },
  },
  {
    name: 'the web server itself serves a page out of the database and memcached',
    steps: ['G26', 'G29'],
    async run(story) {
      for (const host of story.app) {
        const address = story.isIpv6 ? `[${story.addressOf(host)}]` : story.addressOf(host);
        const argv = ['curl', '--silent', '--globoff', '--max-time', '10', `http://${address}/`];
        const { stdout } = await story.lab.fromStranger(argv);
        hold(
          /"database":"[\w-]+"/.test(stdout) && stdout.includes('"memcached":true'),
          `the page of ${host}`,
          stdout,
        );
      }
    },
  },
];
