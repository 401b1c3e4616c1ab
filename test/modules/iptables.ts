import { join } from 'node:path';
import { execaSync } from 'execa';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { seed } from '../quoting/hostile.ts';
import { skip } from '../skip.ts';
import { type Firewall, firewall, inIpv6, parentOf, parents, running, stored } from './rules.ts';
import { type Access, type Answer, doSteps, folder, noPython, python, type Ran, type Step } from './steps.ts';

const canFilter = () =>
  execaSync('unshare', ['--net', 'sh', '-c', 'iptables -N X && ip6tables -N X'], { reject: false })
    .exitCode === 0;
const missing =
  python === undefined
    ? noPython
    : canFilter()
      ? undefined
      : 'no iptables in a network namespace (needs root)';

interface Results {
  readonly restored: Ran;
  readonly first: Ran;
  readonly check: Answer;
  readonly checked: Ran;
  readonly untouched: string | null;
  readonly act: Answer;
  readonly second: Ran;
  readonly text: string;
  readonly access: Access;
  readonly again: Answer;
  readonly third: Ran;
  readonly still: string;
  readonly backup: string | null;
  readonly compared: Ran;
  readonly boot: Ran;
  readonly booted: Ran;
  readonly mayGo: Answer;
  readonly goes: Answer;
  readonly after: Ran;
  readonly cleared: string;
  readonly isGone: Answer;
}

function steps(one: Firewall, path: string): Step[] {
  const tool = one.version === 6 ? 'ip6tables' : 'iptables';
  const [name, backup] = ['SME-HA', `${path}.backup`];
  const args = { ip_version: one.version, name, parents, rules: one.wanted, file: path, backup };
  const act = (check = false) => ({ step: 'module', name: 'iptables_chain', args, check }) as const;
  const leave = (check = false) =>
    ({
      step: 'module',
      name: 'iptables_chain',
      args: { ...args, rules: [], state: 'absent' },
      check,
    }) as const;
  const save = { step: 'run', argv: [`${tool}-save`, '-t', 'filter'] } as const;
  const content = stored(one);
  const other = one.wanted.map((rule) => `-A REFERENCE ${rule}\n`).join('');
  const reference = `*filter\n:REFERENCE - [0:0]\n${other}COMMIT\n`;
  return [
    content === undefined ? { step: 'read', path } : { step: 'write', path, content, mode: 0o640, owner: 33 },
    { as: 'restored', step: 'run', argv: [`${tool}-restore`], input: running(one) },
    { as: 'first', ...save },
    { as: 'check', ...act(true) },
    { as: 'checked', ...save },
    { as: 'untouched', step: 'read', path },
    { as: 'act', ...act() },
    { as: 'second', ...save },
    { as: 'text', step: 'read', path },
    { as: 'access', step: 'stat', path },
    { as: 'again', ...act() },
    { as: 'third', ...save },
    { as: 'still', step: 'read', path },
    { as: 'backup', step: 'read', path: `${path}.backup` },
    // What the kernel makes of the wanted rules under another name, and of the file at the next boot.
    { step: 'run', argv: [`${tool}-restore`, '--noflush'], input: reference },
    { as: 'compared', ...save },
    { as: 'boot', step: 'run', argv: [`${tool}-restore`, path] },
    { as: 'booted', ...save },
    { as: 'mayGo', ...leave(true) },
    { as: 'goes', ...leave() },
    { as: 'after', ...save },
    { as: 'cleared', step: 'read', path },
    { as: 'isGone', ...leave() },
  ];
}

function judge(one: Firewall, results: Results): void {
  const { first, check, checked, untouched, act, second, text, again, third, still, compared, boot, booted } =
    results;
  const say = `${JSON.stringify(one, null, 1)}\n${first.out}\n${second.out}\n${text}\n${act.msg}\n${boot.err}`;
  const content = stored(one);
  assert.is(results.restored.code, 0, results.restored.err);

  assert.equal([lines(checked.out), untouched], [lines(first.out), content ?? null], `check mode: ${say}`);
  assert.equal([act.failed, act.changed, act.parent], [undefined, check.changed, parentOf(one)], say);
  assert.equal([again.changed, lines(third.out), still], [false, lines(second.out), text], `again: ${say}`);

  assert.equal(others(second.out), others(first.out), `rules of others: ${say}`);
  assert.equal(chain(second.out, 'SME-HA'), chain(compared.out, 'REFERENCE'), say);
  assert.ok(jumpLeads(second.out, parentOf(one)), `the jump: ${say}`);

  assert.is(boot.code, 0, `at boot: ${say}`);
  assert.equal(chain(booted.out, 'SME-HA'), chain(compared.out, 'REFERENCE'), `at boot: ${say}`);
  assert.ok(jumpLeads(booted.out, parents[0]) || jumpLeads(booted.out, 'INPUT'), `at boot: ${say}`);

  const { mayGo, goes, after, cleared, isGone } = results;
  assert.equal([mayGo.changed, goes.changed, isGone.changed], [true, true, false], `absent: ${say}`);
  assert.equal(lines(after.out), others(booted.out), `absent, rules of others: ${say}\n${after.out}`);
  assert.is(cleared, withoutOurs(text), `absent: ${say}`);

  const { mode, owner } = results.access;
  assert.equal([mode, owner], content === undefined ? [0o600, 0] : [0o640, 33], say);
  if (content?.includes('*filter')) assert.is(withoutOurs(text), withoutOurs(content), say);
  else assert.ok(text.startsWith(content ?? ''), say);
  if (act.changed) assert.equal(lines(results.backup ?? ''), lines(first.out), say);
  else assert.is(results.backup, null, say);
}

test('iptables_chain: one chain of ours and the jump to it, in the kernel and in the file, nothing of others', () => {
  if (missing !== undefined) return skip('iptables_chain', missing);
  const ipv4 = fc.sample(firewall, { numRuns: 24, seed });
  const cases = [...ipv4, ...ipv4.slice(0, 12).map(inIpv6)];
  const scripts = cases.map((one, index) => steps(one, join(folder, `iptables-${index}`)));
  doSteps<Results>(scripts, true).forEach((results, index) => judge(cases[index] as Firewall, results));
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
function jumpLeads(text: string, parent = ''): boolean {
  const jumps = lines(text).filter((line) => /^-A \S+ -j SME-HA$/.test(line));
  const rules = chain(text, parent);
  const ahead = rules.slice(0, rules.indexOf('-j SME-HA'));
  return (
    jumps.length === 1 &&
    jumps[0] === `-A ${parent} -j SME-HA` &&
    !ahead.some((rule) => /(^| )-j (ACCEPT|DROP|REJECT)( |$)/.test(rule.replaceAll(quoted, '')))
  );
}
