// What AWX is told of a tree fits its playbooks: a job template for each, a question for each variable, and no consent unasked.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { surveyFaults } from './awx/survey-rules.ts';
import {
  codeOf,
  filesOf,
  type JobTemplate,
  listsOf,
  playbooksOf,
  questionsOf,
  textOf,
  type Tree,
  treeOf,
} from './awx/tree.ts';

const trees = new Map<string, Tree>();
for (const fixture of ['reference', 'every-key', 'two-node']) trees.set(fixture, await treeOf(fixture));
trees.set('the longest name', await treeOf('reference', `c${'0'.repeat(62)}`));
const tree = trees.get('reference')!;
const templates = listsOf(tree).controller_templates;
const questions = templates.flatMap((template) =>
  questionsOf(template).map((question) => ({ template, question })),
);

function templateOf(playbook: string): JobTemplate {
  const found = templates.find((template) => template.playbook === playbook);
  assert.ok(found, `${playbook} has no job template`);
  return found;
}

function asks(playbook: string): string[] {
  return questionsOf(templateOf(playbook)).map(({ variable }) => variable);
}

test('each playbook has one job template, named for it', () => {
  assert.ok(playbooksOf(tree).length > 15);
  assert.equal(templates.map(({ playbook }) => playbook).sort(), [...playbooksOf(tree)].sort());
  for (const { name, playbook } of templates)
    assert.is(name, `sme-prod ${playbook.replace(/^playbooks\/|\.yml$/g, '')}`);
});

for (const [title, one] of trees)
  test(`several clusters can share an AWX: ${title}`, () => {
    const cluster = /^sme_cluster: (.*)$/m.exec(textOf(one, 'inventory/group_vars/all/cluster.yml'))![1]!;
    const lists = listsOf(one);
    for (const list of Object.values(lists).filter(Array.isArray)) {
      const names = list.map(({ name }) => name as string);
      assert.is(new Set(names).size, names.length);
      for (const name of names) assert.match(name, new RegExp(`^${cluster} [A-Za-z/. -]+$`));
      assert.ok(Math.max(...names.map((name) => name.length)) <= 512);
    }
    assert.equal(
      lists.controller_templates.flatMap((template) => surveyFaults(template.survey_spec ?? full)),
      [],
    );
    for (const path of ['awx/controller.yml', 'awx/job_templates.yml'])
      assert.equal(
        textOf(one, path)
          .split('\n')
          .filter((line) => line.length > 125),
        [],
      );
  });

const full = { name: 'x', description: 'x', spec: [questions[0]!.question] };

test('the rules for surveys find what AWX refuses', () => {
  const [good] = full.spec;
  assert.equal(surveyFaults(full), []);
  assert.is(surveyFaults({ ...full, spec: [] }).length, 1);
  assert.is(surveyFaults({ ...full, spec: [good, good] }).length, 1);
  for (const spoilt of [
    { type: 'yesno' },
    { required: 'no' },
    { default: false },
    { min: 1 },
    { max: 0 },
    { help: '' },
  ])
    assert.ok(surveyFaults({ ...full, spec: [{ ...good, ...spoilt }] }).length > 0, JSON.stringify(spoilt));
  const choice = { ...good, type: 'multiplechoice', max: undefined };
  assert.equal(surveyFaults({ ...full, spec: [{ ...choice, default: 'a', choices: ['a', 'b'] }] }), []);
  assert.is(surveyFaults({ ...full, spec: [{ ...choice, default: '', choices: ['a', 'b'] }] }).length, 1);
});

test('what an entry names is there', () => {
  const lists = listsOf(tree);
  const [[environment], [project], [inventory]] = [
    lists.controller_execution_environments,
    lists.controller_projects,
    lists.controller_inventories,
  ];
  for (const template of templates) {
    assert.is(template.execution_environment, environment!.name);
    assert.is(template.project, project!.name);
    assert.is(template.inventory, inventory!.name);
    assert.equal(template.credentials, ['sme-prod machine', 'sme-prod vault']);
    assert.is(template.ask_variables_on_launch, false);
  }
  const [source] = lists.controller_inventory_sources;
  assert.equal([source!.inventory, source!.source_project], [inventory!.name, project!.name]);
  assert.ok(tree.has(source!.source_path as string));
  const names = templates.map(({ name }) => name);
  assert.equal(
    lists.controller_schedules
      .map(({ unified_job_template: name }) => name)
      .filter((name) => !names.includes(name as string)),
    [],
  );
});

test('what a playbook says that it takes by -e is asked for', () => {
  let found = 0;
  for (const playbook of playbooksOf(tree)) {
    const head = textOf(tree, playbook).split('\n').slice(1);
    const comment = head.slice(
      0,
      head.findIndex((line) => !line.startsWith('#')),
    );
    for (const [, variable] of comment.join(' ').matchAll(/-e (sme_\w+)/g)) {
      found++;
      assert.ok(
        asks(playbook).includes(variable!),
        `${playbook} says -e ${variable}, which its survey does not ask for`,
      );
    }
  }
  assert.ok(found > 15);
});

const runbook = textOf(tree, 'README.md');
const documented = /-e (sme_\w+)|`(sme_\w+)=/g;

test('what the runbook gives by -e is asked for', () => {
  const sections = runbook.split(/^(?=#{2,3} )/m).filter((section) => /^### .*\.yml/.test(section));
  assert.ok(sections.length > 12);
  for (const section of sections) {
    const playbooks = [...section.split('\n')[0]!.matchAll(/([\w-]+\.yml)/g)].map(
      ([name]) => `playbooks/${name}`,
    );
    const asked = playbooks.flatMap(asks);
    for (const [, one, other] of section.matchAll(documented))
      assert.ok(asked.includes((one ?? other)!), `${playbooks.join()} does not ask for ${one ?? other}`);
  }
  const anywhere = [...runbook.matchAll(documented)].map(([, one, other]) => (one ?? other)!);
  const asked = new Set(questions.map(({ question }) => question.variable));
  assert.equal(
    [...new Set(anywhere)].filter((name) => !asked.has(name) && !name.startsWith('sme_awx_')),
    [],
  );
});

test('what is asked for is read by that playbook, and is in the runbook', () => {
  for (const { template, question } of questions) {
    const files = [...filesOf(tree, template.playbook)];
    const reads = files.some((path) =>
      new RegExp(`(?<!-e )\\b${question.variable}\\b(?!=)`).test(codeOf(tree, path)),
    );
    assert.ok(reads, `${template.playbook} does not read ${question.variable}`);
    assert.match(runbook, question.variable);
  }
});

test('what a playbook reads counts as read by the files that it uses alone', () => {
  const files = filesOf(tree, 'playbooks/failback.yml');
  for (const path of [
    'playbooks/tasks/move.yml',
    'playbooks/tasks/pair.yml',
    'playbooks/templates/take.sh.j2',
  ])
    assert.ok(files.has(path), path);
  assert.not(files.has('playbooks/tasks/checksums.yml'));
  assert.ok(filesOf(tree, 'site.yml').has('roles/replication/defaults/main.yml'));
});

const consents = ['sme_accept_data_loss', 'sme_accept_outage', 'sme_decommission', 'sme_reseed'];

test('a consent is false unless somebody types true, and says what is lost', () => {
  const given = questions.filter(({ question }) =>
    question.question_description.startsWith('The word true consents. '),
  );
  assert.equal([...new Set(given.map(({ question }) => question.variable))].sort(), consents);
  for (const { question } of questions.filter(({ question: { variable } }) => consents.includes(variable))) {
    assert.equal([question.type, question.default, question.max], ['text', 'false', 5]);
    assert.match(
      question.question_description,
      /^The word true consents\. .*(lost|los|kept|missing|alone|served|fail|end)/,
    );
  }
  for (const { question } of questions)
    if (question.default === 'true') assert.is(question.variable, 'sme_drill');
});

test('what decides which server is overwritten has to be typed', () => {
  const deciding = questions.filter(({ question }) =>
    /^sme_(reseed_server|replace|cron_server)$/.test(question.variable),
  );
  assert.is(deciding.length, 3);
  for (const { question } of deciding)
    assert.equal([question.type, question.required, question.default], ['text', true, '']);
});

test('a schedule runs only when it is wanted', () => {
  for (const schedule of listsOf(tree).controller_schedules) {
    assert.match(schedule.enabled as string, /^\{\{ sme_awx_schedules \| default\(false, true\) \| bool/);
    assert.match(schedule.rrule as string, /^DTSTART:\d{8}T\d{6}Z RRULE:FREQ=[A-Z]+;INTERVAL=\d+$/);
  }
});

test.run();
