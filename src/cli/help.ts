import { type Argument, type Command, nameOf } from './command.ts';

/** The help of the whole program, on one screen of 80 columns and 24 lines; yargs' own takes two. */
export function help([program, ...others]: readonly Command[]): string {
  if (!program) throw new Error('there are no commands');
  const flags = Object.entries(program.flags).map(([name, flag]) => row(flagForm(name, flag), meaning(flag)));
  return [
    `${program.usage.replace('$0', 'sme-ha-gen')} -o <dir>   ${program.summary}`,
    ...flags,
    '',
    'Commands:',
    ...others.map(({ usage, summary }) => row(usage, summary)),
    '',
    'sme-ha-gen <command> --help says more of one; --version is the version.',
    '',
    'Examples:',
    ...[program, ...others]
      .map((one) => [nameOf(one), one.examples[0]] as const)
      .filter(([name, example]) => example !== undefined && shown.includes(name))
      .map(([, example]) => `  sme-ha-gen ${example}`),
    '',
  ].join('\n');
}

/** The commands of which the help of the program has an example. */
const shown = ['', 'init'];

function row(left: string, right: string): string {
  return `  ${left.padEnd(24)}${right}`;
}

function flagForm(name: string, { alias }: Argument): string {
  return typeof alias === 'string' ? `-${alias}, --${name}` : `    --${name}`;
}

function meaning({ describe, choices }: Argument): string {
  return `${describe}${choices ? `: ${choices.join(', ')}` : ''}`;
}
