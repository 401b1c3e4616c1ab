import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { enter } from '../hosts.ts';
import { killFamily } from '../processes.ts';
import type { Story } from '../story.ts';

/** A PHP script of the folder `inside` that runs on a host and tells what it sees, line by line. */
export class Feed {
  private readonly child: ChildProcess;
  private over = false;

  /** Starts it; each line goes to the listener, and into a file for people to study. */
  constructor(
    story: Story,
    host: string,
    script: string,
    args: string[],
    listen: (line: string) => void,
    file: string,
  ) {
    const state = story.lab.state.hosts.find(({ name }) => name === host);
    if (!state) throw new Error(`no host ${host}`);
    // Not in the host's control group: a frozen host does not freeze it, a power cut kills it.
    const run = ['php', '-r', source(script).replace('<?php', ''), '--'];
    const [command = '', ...rest] = enter(state, [...run, ...args]);
    this.child = spawn(command, rest, {
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C.UTF-8' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    // A host that goes down stops what runs in it ahead of the end; nsenter stops too, and would not see that end.
    const wake = setInterval(() => this.child.kill('SIGCONT'), 500).unref();
    const ended = () => {
      this.over = true;
      clearInterval(wake);
    };
    this.child.on('exit', ended).on('error', ended);
    this.child.stderr?.on('data', (text) => appendFileSync(`${file}.stderr`, text));
    const kept: string[] = [];
    const write = () => {
      if (kept.length > 0) appendFileSync(file, `${kept.splice(0).join('\n')}\n`);
    };
    createInterface({ input: this.child.stdout! })
      .on('line', (line) => {
        if (kept.push(line) > 200) write();
        listen(line);
      })
      .on('close', write);
  }

  get runs(): boolean {
    return !this.over;
  }

  /** Ends it where it stands. What it said until then has been heard when this returns. */
  async end(): Promise<void> {
    const { child } = this;
    const heard = new Promise((resolve) => child.stdout?.once('close', resolve));
    if (!this.over && child.pid) killFamily(child.pid);
    if (child.stdout?.closed === false) {
      // A process that escaped would hold the pipe open.
      await Promise.race([heard, new Promise((resolve) => setTimeout(resolve, 3000).unref())]);
    }
  }
}

function source(script: string): string {
  return readFileSync(join(import.meta.dirname, '..', 'inside', script), 'utf8');
}
