// A survey's answers reach a playbook as strings, an empty one as '' or null: 'false' is no consent, and empty is not given.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { codeOf, filesOf, listsOf, questionsOf, treeOf } from './awx/tree.ts';
import { askPython, pythonWith } from './python.ts';
import { skip } from './skip.ts';

const tree = await treeOf('every-key');
const asked = listsOf(tree).controller_templates.flatMap((template) =>
  questionsOf(template).map((question) => ({ question, files: filesOf(tree, template.playbook) })),
);
const consents = /^sme_(accept_\w+|reseed|decommission)$/;
const isYesOrNo = ({ variable, choices }: { variable: string; choices?: readonly string[] }) =>
  consents.test(variable) || (choices ?? []).includes('false');

/** How a file reads a variable: the variable with the filters behind it, as far as they follow each other. */
function readsOf(variable: string, path: string): string[] {
  // What is said to a person is no reading: -e NAME=VALUE, "NAME is ...".
  const reading = new RegExp(`(?<!-e )\\b${variable}\\b(?!=| is (?!defined))`, 'g');
  const code = codeOf(tree, path);
  return [...code.matchAll(reading)].map(({ index }) => {
    const [filters] = /^( \| \w+(\((?:[^()]|\([^()]*\))*\))?)*/.exec(code.slice(index + variable.length))!;
    return variable + filters;
  });
}

const reads = [
  ...new Map(
    asked.flatMap(({ question, files }) =>
      [...files]
        .filter((path) => !path.endsWith('/argument_specs.yml'))
        .flatMap((path) =>
          readsOf(question.variable, path).map(
            (read) => [`${path}: ${read}`, { question, path, read }] as const,
          ),
        ),
    ),
  ).values(),
];

test('an answer that is empty counts as not given, wherever it is read', () => {
  assert.ok(reads.length > 35);
  for (const { question, path, read } of reads) {
    const isGivenUp = /^\w+ \| default\(.*, true\)/.test(read);
    assert.ok(isGivenUp || (question.required && !read.includes('default')), `${path} reads ${read}`);
  }
});

test('a yes or no is read as one', () => {
  const yesOrNo = reads.filter(({ question }) => isYesOrNo(question));
  assert.ok(yesOrNo.length > 14);
  for (const { path, read } of yesOrNo) assert.match(read, / \| default\(false, true\) \| bool$/, path);
});

test('a role that checks its arguments lets an empty answer in', () => {
  const specs = [...tree.keys()].filter((path) => path.endsWith('/argument_specs.yml'));
  const variables = new Set(asked.map(({ question }) => question.variable));
  const types = specs.flatMap((path) =>
    [...codeOf(tree, path).matchAll(/^ {6}(sme_\w+):\n(?: {8}.*\n)*? {8}type: (\w+)$/gm)]
      .filter(([, name]) => variables.has(name!))
      .map(([, name, type]) => `${name}: ${type}`),
  );
  assert.equal(types, ['sme_reseed: raw']);
});

const ansible = pythonWith('ansible.template');
const script = `
from ansible.parsing.dataloader import DataLoader
from ansible.template import Templar
from ansible.utils.unsafe_proxy import wrap_var
def evaluate(read, values):
    variables = dict(given["others"], **{read.split(" ")[0]: wrap_var(value) for value in values})
    return Templar(loader=DataLoader(), variables=variables).template("{{ [%s] }}" % read)
answer = [[evaluate(read, values) for values in given["values"]] for read in given["reads"]]
`;

if (ansible === undefined) skip('answers as Ansible reads them', 'no Python here has Ansible');
else
  test('Ansible takes empty, null and not given for the same, and the words for what they say', () => {
    const given = [...new Set(reads.filter(({ read }) => read.includes(' | ')).map(({ read }) => read))];
    const answers = askPython(ansible, script, {
      reads: given,
      values: [[], [''], [null], ['false'], ['true']],
      others: { sme_cluster: 'sme-prod', ansible_facts: { pkg_mgr: 'dnf' } },
    }) as unknown[][];
    for (const [index, read] of given.entries()) {
      const [missing, empty, nothing, no, yes] = answers[index]!;
      assert.equal([empty, nothing], [missing, missing], read);
      if (read.endsWith('| bool')) assert.equal([no, yes, missing], [[false], [true], [false]], read);
    }
  });

test.run();
