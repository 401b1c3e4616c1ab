import { harmless } from '../diagnostics/harmless.ts';
import type { Effect } from './effects.ts';
import type { Foreseen, Step } from './foresee.ts';
import type { Pause } from './pauses.ts';

/** Write what is foreseen for a person, in the order in which it happens. Safe to print. */
export function foreseenText(foreseen: Foreseen): string {
  const { cluster, files, steps, refusals, notInPlace, left } = foreseen;
  if (files.length === 0)
    return `${cluster}: nothing changes, neither a file of the tree nor anything on a host.\n`;
  const sections = [
    section(
      'Files of the tree',
      files.map(({ path, change }) => `${change.padEnd(8)} ${path}`),
    ),
    section('Variables', foreseen.variables.map(variableLine)),
    section(
      'Servers',
      foreseen.servers.map(
        ({ change, name, before }) => `${name} is ${change}${before ? `, it was ${before}` : ''}`,
      ),
    ),
    steps.length === 0
      ? 'On the hosts\n  Nothing: no task of site.yml does anything else than before.\n'
      : `On the hosts, in the order in which site.yml does it; ${foreseen.serving} is taken to serve (--serving says otherwise)\n${plays(steps)}`,
    section(
      'Where the play may end by itself',
      refusals.map(({ task, hosts }) => `${task}  (${hosts.join(', ')})`),
    ),
    section('The virtual IP', [virtualIp(foreseen.pauses)]),
    section('Pauses', pauseLines(foreseen.pauses)),
    section(
      'Not in place',
      notInPlace.flatMap(({ what, instead, steps: guide }) => [
        `${what} (${guide.join(', ')})`,
        `  ${instead}`,
      ]),
    ),
    section('What stays of the old inventory', unique(left.map(({ host, task }) => `${host}: ${task}`))),
  ];
  return `${cluster}: what the change does\n\n${sections.filter((text) => text !== '').join('\n')}`.replaceAll(
    /[^\n]+/g,
    harmless,
  );
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${title}\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

function variableLine({ name, hosts, before, after, readBy }: Foreseen['variables'][number]): string {
  const whose = hosts.length === 1 ? ` of ${hosts[0]}` : '';
  const readers =
    readBy.length === 0
      ? name.startsWith('ansible_')
        ? 'Ansible itself'
        : 'no play of this tree'
      : readBy.join(', ');
  return `${name}${whose}: ${before} becomes ${after}\n    read by ${readers}`;
}

function plays(steps: readonly Step[]): string {
  let text = '';
  for (const play of unique(steps.map((step) => step.play))) {
    text += `  ${play}\n`;
    let headline = '';
    for (const [hosts, step] of byHosts(steps.filter((one) => one.play === play))) {
      if (hosts !== headline) text += `    ${hosts}\n`;
      headline = hosts;
      text += `      ${words(step)}\n`;
      const { effect } = step;
      if (effect.kind === 'file') text += (effect.lines ?? []).map((line) => `          ${line}\n`).join('');
    }
  }
  return text;
}

/** The steps of a play, each once for the hosts that do it together. */
function byHosts(steps: readonly Step[]): [hosts: string, step: Step][] {
  const found = new Map<string, [Set<string>, Step]>();
  for (const step of steps) {
    const key = JSON.stringify([step.together ? '' : step.host, words(step), step.effect]);
    const [hosts] = found.get(key) ?? [new Set()];
    found.set(key, [hosts.add(step.host), step]);
  }
  return [...found.values()].map(([hosts, step]) => [[...hosts].join(', '), step]);
}

function words({ effect, task, sure }: Step): string {
  return `${effectWords(effect, task)}${sure ? '' : ', where the host is found to need it'}`;
}

function effectWords(effect: Effect, task: string): string {
  switch (effect.kind) {
    case 'file':
      return `${effect.isGone ? 'removes' : 'writes'} ${effect.path}`;
    case 'service':
      return `${effect.unit} is ${effect.state}`;
    case 'reboot':
      return 'reboots, one server after the other';
    default:
      return task;
  }
}

function virtualIp(pauses: readonly Pause[]): string {
  const moving = pauses.filter(({ moves }) => moves === 'may move');
  return moving.length === 0
    ? 'stays where it is.'
    : `may move: ${moving.map(({ cause }) => cause).join('; ')}.`;
}

function pauseLines(pauses: readonly Pause[]): string[] {
  if (pauses.length === 0) return ['none: writes go on.'];
  return pauses.map(({ what, cause, atMost, between }) => {
    const subject = what === 'writes' ? 'writes stop' : 'the cache is away';
    const [first, last] = between ?? [];
    const span = first === last ? `during "${first}"` : `from "${first}" to "${last}"`;
    const time = atMost
      ? `for ${atMost.text} at the most (${atMost.formula})`
      : `${span}, as long as that takes`;
    return `${subject} ${time}: ${cause}`;
  });
}

function unique(lines: readonly string[]): string[] {
  return [...new Set(lines)];
}
