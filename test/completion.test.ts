import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { nameOf } from '../src/cli/command.ts';
import { commands } from '../src/cli/commands.ts';
import { run } from '../src/cli/run.ts';
import { call, inFolder, put } from './folder.ts';
import { skip } from './skip.ts';

const names = commands.map(nameOf).filter((name) => name !== '');

/** A line up to the cursor, what it may become, and what it must not. */
const lines: [line: string, offered: string[], not: string[]][] = [
  ['', [...names, 'a.json', 'clusters'], ['notes.txt']],
  ['va', ['validate'], ['schema']],
  [
    'a.json --',
    ['--output', '--check', '--diff', '--force', '--format', '--help'],
    ['--vault-password-file'],
  ],
  ['a.json -o ', ['clusters'], ['a.json']],
  ['a.json --format ', ['text', 'json', 'github'], ['a.json']],
  ['a.json --format=gi', ['github'], ['text']],
  ['validate ', ['a.json', 'b.yml', 'clusters'], ['notes.txt', 'schema']],
  ['validate a.json b', ['b.yml'], []],
  ['validate clusters/', ['c.yaml'], ['a.json']],
  ['validate --format j', ['json'], ['text']],
  ['secrets ', ['clusters', 'a folder'], ['a.json', 'notes.txt']],
  ['secrets clusters --', ['--vault-password-file'], ['--format']],
  ['secrets clusters --vault-password-file n', ['notes.txt'], ['clusters']],
  ['completion ', ['bash', 'fish', 'zsh'], ['a.json']],
];

const files = { 'a.json': '', 'b.yml': '', 'notes.txt': '', 'clusters/c.yaml': '', 'a folder/d.json': '' };

/** The environment has a shell's own settings out of the way. */
const env = { HOME: '/nonexistent', TERM: 'dumb', ZDOTDIR: '/nonexistent' };

/** Ask bash as its line editor does: `=` is a word of its own, and the last word is the one at the cursor. */
function inBash(line: string, folder: string): string[] {
  const words = ['sme-ha-gen', ...line.replaceAll('=', ' = ').split(' ')];
  const array = words.map((word) => `'${word}'`).join(' ');
  const code = `source ./script; COMP_WORDS=(${array}); COMP_CWORD=${words.length - 1}
complete -p sme-ha-gen >/dev/null || exit 1; _sme_ha_gen; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execaSync('bash', ['--norc', '-c', code], { cwd: folder, env }).stdout.split('\n');
}

/** Press the tab key in a zsh on a terminal of its own, and read what it lists. */
function inZsh(line: string, folder: string): string[] {
  const code = `zmodload zsh/zpty
zpty z 'zsh -f -i'
zpty -w z 'PS1=; autoload -Uz compinit; compinit -D -u; source ./script; unsetopt list_beep; LISTMAX=0; compdef'
zpty -w z "zstyle ':completion:*' list-separator ''; zstyle ':completion:*' list-packed no; bindkey '^I' list-choices; print RE''ADY"
zpty -r z line '*READY*'
zpty -w -n z $'sme-ha-gen ${line.replaceAll("'", "\\'")}\\t\\x15print DO""NE\\n'
zpty -r z line '*DONE*'
print -r -- $line`;
  const { stdout } = execaSync('zsh', ['-f', '-c', code], { cwd: folder, env, timeout: 60_000 });
  return stdout.split(/\s{2,}|[\r\n]+|\u001b\[[0-9;?]*[A-Za-z]/);
}

function inFish(line: string, folder: string): string[] {
  const code = `source ./script; complete -C '${`sme-ha-gen ${line}`.replaceAll("'", "\\'")}'`;
  return execaSync('fish', ['--no-config', '-c', code], { cwd: folder, env })
    .stdout.split('\n')
    .map((row) => row.split('\t')[0] ?? '');
}

/** A candidate's own name: without the folder in front, a flag in front and a slash behind it. */
function bare(candidate: string): string {
  return candidate
    .trim()
    .replace(/^--\w+=/, '')
    .replace(/\/$/, '')
    .replace(/^.*\//, '')
    .replaceAll('\\ ', ' ');
}

for (const [shell, ask] of [
  ['bash', inBash],
  ['zsh', inZsh],
  ['fish', inFish],
] as const) {
  if (execaSync(shell, ['--version'], { reject: false }).exitCode !== 0) {
    skip(`the completion in a real ${shell}`, `${shell} is not installed`);
    continue;
  }
  for (const [line, offered, not] of lines) {
    test(`${shell}: sme-ha-gen ${line}<tab>`, () =>
      inFolder(async (folder) => {
        put(folder, files);
        writeFileSync(join(folder, 'script'), (await call('completion', shell)).stdout);
        const answer = ask(line, folder);
        const got = answer.map(bare);
        for (const one of offered) assert.ok(got.includes(one), `${one} is not in ${JSON.stringify(answer)}`);
        for (const one of not) assert.not.ok(got.includes(one), `${one} is in ${JSON.stringify(answer)}`);
      }));
  }
}

test('the shell is the one named, else that of $SHELL; what has no completion is said', async () => {
  const said = { out: '', err: '' };
  const io = {
    stdout: { write: (text: string) => (said.out += text) },
    stderr: { write: (text: string) => (said.err += text) },
    cwd: process.cwd(),
  };
  assert.is(await run(['completion'], { ...io, env: { SHELL: '/usr/bin/zsh' } }), 0);
  assert.match(said.out, /^#compdef sme-ha-gen\n/);
  assert.is(await run(['completion'], { ...io, env: { SHELL: '/bin/tcsh' } }), 2);
  assert.match(said.err, 'there is no completion for tcsh: name a shell');
  assert.is(await run(['completion'], { ...io, env: {} }), 2);
  assert.match(said.err, '$SHELL is not set');
});

test('no completion lacks a command or a flag', async () => {
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { stdout } = await call('completion', shell);
    for (const one of commands) {
      assert.match(stdout, nameOf(one));
      for (const flag of Object.keys(one.flags)) assert.match(stdout, flag, `${shell}: ${flag}`);
    }
  }
});

test.run();
