import { type CodeEntry, codes } from './codes.ts';

const chapters: Readonly<Record<string, string>> = {
  SME1: 'The file and its syntax',
  SME2: 'The shape of the inventory',
  SME3: 'Names and addresses',
  SME4: 'Keepalived',
  SME5: 'MariaDB',
  SME6: 'Application, firewall and secrets',
  SME7: 'Several clusters',
};

/** docs/diagnostics.md: every code with its reason, an example and what to do. */
export function diagnosticsManual(): string {
  const parts = Object.entries(chapters).map(([prefix, title]) => {
    const entries = Object.entries(codes).filter(([code]) => code.startsWith(prefix));
    return [`## ${title}`, ...entries.map(([code, entry]) => section(code, entry))].join('\n\n');
  });
  return `${[head, ...parts].join('\n\n')}\n`;
}

const head = `# Diagnostics

<!-- Made by \`npm run generate\` from src/diagnostics/codes*.ts: change those files, not this one. -->

Every message of the compiler about an inventory has a code. An error stops the compilation, a warning does not.
A code keeps its meaning from release to release. G01 to G37 are the steps of the guide.`;

function section(code: string, { severity, title, explanation, example, fix }: CodeEntry): string {
  return `### ${code}: ${title}

*${severity === 'error' ? 'Error' : 'Warning'}.* ${explanation}

\`\`\`
${example}
\`\`\`

${fix}`;
}
