import { join } from 'node:path';
import { execaSync } from 'execa';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { seed } from '../quoting/hostile.ts';
import { skip } from '../skip.ts';
import { type Firewall, firewall, parentOf, parents, running, stored } from './rules.ts';
import { type Answer, doSteps, folder, noPython, python, type Step } from './steps.ts';

const canFilter = () =>
  execaSync('unshare', ['--net', 'sh', '-c', 'iptables -N X && iptables-save'], { reject: false })
    .exitCode === 0;
const missing =
  python === undefined
    ? noPython
    : canFilter()
      ? undefined
      : 'no iptables in a network namespace (needs root)';

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const save: Step = { step: 'run', argv: ['iptables-save', '-t', 'filter'] };

function steps(one: Firewall, path: string): Step[] {
  const args = {
    name: 'SME-HA',
    parents,
    rules: one.wanted,
    file: path,
    backup: `${path}.backup`,
  };
  const act = (check = false): Step => ({
    step: 'module',
    name: 'iptables_chain',
    args,
    check,
  });
  const read: Step = { step: 'read', path };
  const stat: Step = { step: 'stat', path };
  const content = stored(one);
  const reference = [
    '*filter',
    ':REFERENCE - [0:0]',
    ...one.wanted.map((rule) => `-A REFERENCE ${rule}`),
    'COMMIT\n',
  ];
  return [
    content === undefined ? read : { step: 'write', path, content, mode: 0o640, owner: 33 },
    { step: 'run', argv: ['iptables-restore'], input: running(one) },
    ...[save, act(true), save, read],
    ...[act(), save, read, stat],
    ...[act(), save, read],
    { step: 'read', path: `${path}.backup` },
    // What the kernel makes of the wanted rules under another name, and of the file at the next boot.
    {
      step: 'run',
      argv: ['iptables-restore', '--noflush'],
      input: reference.join('\n'),
    },
    save,
    { step: 'run', argv: ['iptables-restore', path] },
    save,
  ];
}

test('iptables_chain: one chain of ours and the jump to it, in the kernel and in the file, and nothing of others', () => {
  if (missing !== undefined) return skip('iptables_chain', missing);
  const cases = fc.sample(firewall, { numRuns: 30, seed });
  const results = doSteps(
    cases.map((one, index) => steps(one, join(folder, `iptables-${index}`))),
    true,
  );
  for (const [index, one] of cases.entries()) {
    const [
      ,
      restored,
      first,
      check,
      second,
      unread,
      act,
      third,
      text,
      access,
      again,
      fourth,
      still,
      backup,
      loaded,
      both,
      boot,
      booted,
    ] = results[index] as [
      unknown,
      Ran,
      Ran,
      Answer,
      Ran,
      string | null,
      Answer,
      Ran,
      string,
      { mode: number; owner: number },
      Answer,
      Ran,
      string,
      string | null,
      Ran,
      Ran,
      Ran,
      Ran,
    ];
    const say = `${JSON.stringify(one, null, 1)}\n${first.out}\n${third.out}\n${text}\n${act.msg}`;
    const content = stored(one);
    assert.is(restored.code + loaded.code, 0, `${restored.err}${loaded.err}`);

    assert.equal([lines(second.out), unread], [lines(first.out), content ?? null], `check mode: ${say}`);
    assert.is(act.failed, undefined, say);
    assert.is(act.changed, check.changed, say);
    assert.is(act.parent, parentOf(one), say);
    assert.is(again.changed, false, say);
    assert.equal([lines(fourth.out), still], [lines(third.out), text], say);

    assert.equal(others(third.out), others(first.out), say);
    assert.equal(chain(third.out, 'SME-HA'), chain(both.out, 'REFERENCE'), say);
    assert.ok(jumpLeads(third.out, parentOf(one)), say);

    assert.is(boot.code, 0, `${boot.err}\n${say}`);
    assert.equal(chain(booted.out, 'SME-HA'), chain(both.out, 'REFERENCE'), say);
    assert.ok(
      parents.some((parent) => jumpLeads(booted.out, parent)),
      say,
    );
    if (content === undefined) assert.is(access.mode, 0o600, say);
    else assert.equal([access.mode, access.owner], [0o640, 33], say);
    if (content?.includes('*filter')) assert.is(withoutOurs(text), withoutOurs(content), say);
    else assert.ok(text.startsWith(content ?? ''), say);
    if (act.changed) assert.equal(lines(backup ?? ''), lines(first.out), say);
    else assert.is(backup, null, say);
  }
});

const lines = (text: string) => text.split('\n').filter((line) => !line.startsWith('#'));
const isOurs = (line: string) => /^:SME-HA |^(\[\d+:\d+\] )?-A (SME-HA .*|\S+ -j SME-HA)$/.test(line);
const others = (text: string) => lines(text).filter((line) => !isOurs(line));
const withoutOurs = (text: string) =>
  text
    .split('\n')
    .filter((line) => !isOurs(line))
    .join('\n');
const chain = (text: string, name: string) =>
  lines(text)
    .filter((line) => line.startsWith(`-A ${name} `))
    .map((line) => line.slice(name.length + 4));

/** A comment may say anything. */
const quoted = /"(\\.|[^"\\])*"/g;

/** Whether there is one jump, in this chain, and no rule ahead of it decides. */
function jumpLeads(text: string, parent: string): boolean {
  const jumps = lines(text).filter((line) => /^-A \S+ -j SME-HA$/.test(line));
  const rules = chain(text, parent);
  const ahead = rules.slice(0, rules.indexOf('-j SME-HA'));
  return (
    jumps.length === 1 &&
    jumps[0] === `-A ${parent} -j SME-HA` &&
    !ahead.some((rule) => /(^| )-j (ACCEPT|DROP|REJECT)( |$)/.test(rule.replaceAll(quoted, '')))
  );
}
