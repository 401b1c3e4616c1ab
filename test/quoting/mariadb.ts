import { spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { execa, execaSync } from 'execa';
import { isRoot } from '../program.ts';
import { folder } from './tree.ts';

/** A MariaDB of our own: a socket in a temporary folder, no network, not as root. */
export interface MariaDb {
  readonly data: string;
  /** Feed a script to the client, root's unless `as` says otherwise; the result is the lines that it printed. */
  readonly feed: (sql: string, options: readonly string[], as?: Login) => Promise<string[]>;
  /** Run a script of a role, whose client finds this server, in the C locale; the result is the lines that it printed. */
  readonly run: (script: string, shell?: 'sh' | 'bash') => Promise<string[]>;
  readonly stop: () => Promise<void>;
}

export interface Login {
  readonly user: string;
  readonly password: string;
}

const paths = {
  PATH: `${process.env.PATH}:/usr/sbin:/usr/libexec:/usr/lib/mysql`,
};
const has = (program: string) =>
  execaSync('sh', ['-c', 'command -v "$0"', program], {
    env: paths,
    reject: false,
  }).exitCode === 0;

/** What is missing for a private MariaDB, or undefined. */
export const noMariaDb = ['mariadbd', 'mariadb', 'mariadb-install-db', ...(isRoot ? ['setpriv'] : [])]
  .filter((program) => !has(program))
  .map((program) => `no ${program} here`)[0];

/** Alone, unless options of the server say otherwise; its files are called by the name. */
export async function startMariaDb(
  name = 'mariadb',
  more: readonly string[] = ['--skip-networking', '--skip-log-bin', '--server-id=1'],
): Promise<MariaDb> {
  const data = join(folder, name);
  const socket = join(folder, `${name}.sock`);
  mkdirSync(data);
  // The server needs its own folder and, for the socket, the one above.
  if (isRoot) for (const path of [folder, data]) chownSync(path, 65534, 65534);
  const small = ['--innodb-log-file-size=4M', '--innodb-buffer-pool-size=8M', `--datadir=${data}`];
  // It ends with this process, however that ends.
  const asNobody = isRoot
    ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--pdeathsig=KILL']
    : ['env'];
  const [wrapper = '', ...wrapping] = asNobody;
  const install = ['mariadb-install-db', '--no-defaults', '--skip-test-db', ...small];
  await execa(wrapper, [...wrapping, ...install, '--auth-root-authentication-method=normal'], { env: paths });
  const options = [...small, `--socket=${socket}`, `--pid-file=${data}.pid`, ...more];
  const server = spawn(wrapper, [...wrapping, 'mariadbd', '--no-defaults', ...options], {
    env: { ...process.env, ...paths },
    stdio: 'ignore',
  });
  const end = () => void server.kill('SIGKILL');
  process.on('exit', end);
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));

  // No work may be done by the grace of the locale.
  const env = { LC_ALL: 'C', PATH: `${clientFor(name, socket)}:${process.env.PATH}` };
  const feed = async (sql: string, options: readonly string[], as?: Login) => {
    const login = as === undefined ? [] : [`--user=${as.user}`];
    const more = { MYSQL_PWD: as?.password ?? '' };
    const { stdout } = await execa('mariadb', [...login, ...options], {
      input: sql,
      env: { ...env, ...more },
    });
    return linesOf(stdout);
  };
  const run = async (script: string, shell = 'sh') => {
    const { stdout } = await execa(shell, ['-s'], {
      input: script,
      env,
      cwd: folder,
    });
    return linesOf(stdout);
  };
  for (let tries = 200; !existsSync(socket) && tries > 0; tries--) await setTimeout(50);
  const stop = async () => {
    server.kill('SIGTERM');
    await ended;
    process.off('exit', end);
  };
  return { data, feed, run, stop };
}

const linesOf = (text: string) => (text === '' ? [] : text.split('\n'));

/** A folder with a client that finds the private server, as the real one finds that of its host. */
function clientFor(name: string, socket: string): string {
  const bin = join(folder, `client-of-${name}`);
  mkdirSync(bin);
  const script = `#!/bin/sh\nPATH=\${PATH#*:}\nexec mariadb --no-defaults --socket='${socket}' --user=root "$@"\n`;
  writeFileSync(join(bin, 'mariadb'), script, { mode: 0o755 });
  return bin;
}
