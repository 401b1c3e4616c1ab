// playbooks/awx.yml with the real modules of awx.awx, against a stand-in for AWX's API; a real AWX is not to be had here.
import { execa, execaSync } from 'execa';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { standIn, type StandIn } from './awx/stand-in.ts';
import { listsOf, playbooksOf, treeOf, yamlOf } from './awx/tree.ts';
import { inFolder, put } from './folder.ts';
import { skip } from './skip.ts';

const tree = await treeOf('reference');
const lists = listsOf(tree);
const modules: Readonly<Record<string, string>> = {
  controller_execution_environments: 'execution_environment',
  controller_projects: 'project',
  controller_inventories: 'inventory',
  controller_inventory_sources: 'inventory_source',
  controller_templates: 'job_template',
  controller_schedules: 'schedule',
};

test('what is said of AWX reaches its modules, key by key', () => {
  const tasks = yamlOf(tree, 'playbooks/tasks/awx.yml') as Record<string, unknown>[];
  for (const [list, module] of Object.entries(modules)) {
    const [task, ...more] = tasks.filter((one) => one[`awx.awx.${module}`] !== undefined);
    assert.equal([task?.loop, more.length], [`{{ ${list} }}`, 0]);
    const taken = Object.entries(task![`awx.awx.${module}`] as Record<string, string>);
    for (const [key, value] of taken) assert.match(value, new RegExp(`^\\{\\{ item\\.${key}\\b`));
    const keys = new Set(lists[list as keyof typeof lists].flatMap((entry) => Object.keys(entry)));
    assert.equal([...keys].sort(), taken.map(([key]) => key).sort(), list);
  }
});

const docs = execaSync(
  'ansible-doc',
  ['--json', ...Object.values(modules).map((name) => `awx.awx.${name}`)],
  {
    reject: false,
  },
);
const documented = (docs.exitCode === 0 ? JSON.parse(docs.stdout) : {}) as Record<
  string,
  { doc: { options: Record<string, { choices?: unknown[] }> } }
>;
const isThere = Object.keys(documented).length === Object.keys(modules).length;
const noModules = 'the collection awx.awx is not installed (Debian has it in its package ansible)';

/** Run the playbook in a tree on disk; what it says, and how it ended. */
async function play(folder: string, awx: StandIn, ...options: string[]) {
  const { exitCode, stdout, stderr } = await execa('ansible-playbook', ['playbooks/awx.yml', ...options], {
    cwd: folder,
    reject: false,
    env: { CONTROLLER_HOST: awx.url, CONTROLLER_OAUTH_TOKEN: awx.token, ANSIBLE_NOCOLOR: '1', HOME: folder },
  });
  return { exitCode, said: (stdout + stderr).replaceAll(/\s+/g, ' ') };
}

const mine = [
  '-e',
  'sme_awx_scm_url=https://git.example.org/sme.git',
  '-e',
  'sme_awx_image=registry.example.org/sme:1',
];

async function withAwx(act: (folder: string, awx: StandIn) => Promise<void>): Promise<void> {
  const awx = await standIn(playbooksOf(tree));
  try {
    await inFolder(async (folder) => {
      put(folder, Object.fromEntries(tree));
      await act(folder, awx);
    });
  } finally {
    await awx.close();
  }
}

if (!isThere) skip('playbooks/awx.yml with the modules of awx.awx', noModules);
else {
  test('each key is a parameter of its module, as the module documents it', () => {
    for (const [list, module] of Object.entries(modules)) {
      const { options } = documented[`awx.awx.${module}`]!.doc;
      for (const entry of lists[list as keyof typeof lists])
        for (const [key, value] of Object.entries(entry)) {
          assert.ok(options[key], `awx.awx.${module} has no parameter ${key}`);
          if (options[key].choices)
            assert.ok(options[key].choices.includes(value), `${key}: ${String(value)}`);
        }
    }
  });

  test('it refuses ahead of the first change, with what is missing', () =>
    withAwx(async (folder, awx) => {
      const unsaid = await play(folder, awx);
      assert.match(unsaid.said, /Nothing was changed\. Say where this tree is/);
      const unmade = await play(folder, awx, ...mine);
      assert.match(unmade.said, /AWX has no credential sme-prod machine and no sme-prod vault/);
      const looked = await play(folder, awx, '--check', ...mine);
      assert.equal([unsaid.exitCode, unmade.exitCode, looked.exitCode, awx.changes()], [2, 2, 0, []]);
      assert.match(looked.said, /sme-prod failover/);
    }));

  test('AWX gets what the tree says, and a second run changes nothing', () =>
    withAwx(async (folder, awx) => {
      awx.add('credentials', { name: 'sme-prod machine' });
      awx.add('credentials', { name: 'sme-prod vault' });
      // A few job templates stand for all, for each takes its module a second; with and without a survey, and those scheduled.
      const few = lists.controller_templates.filter(({ name }) =>
        /(site|preflight|verify|backup)$/.test(name),
      );
      put(folder, { 'few.json': JSON.stringify({ controller_templates: few }) });
      const all = [
        ...mine,
        '-e',
        'sme_awx_schedules=true',
        '-e',
        'sme_awx_backup_dir=/backups',
        '-e',
        '@few.json',
      ];
      const first = await play(folder, awx, ...all);
      assert.is(first.exitCode, 0, first.said);
      assert.ok(awx.changes().length > 10);

      const got = awx
        .items('job_templates')
        .map(({ name, playbook, survey_enabled }) => [name, playbook, survey_enabled]);
      const wanted = few.map(({ name, playbook, survey_enabled = false }) => [
        name,
        playbook,
        survey_enabled,
      ]);
      assert.equal(got, wanted);
      for (const { name, survey_spec, credentials } of few) {
        const spec = survey_spec?.spec.map((question) => ({
          ...question,
          ...(question.variable === 'sme_backup_dir' && { default: '/backups' }),
        }));
        assert.equal(awx.survey(name), survey_spec && { ...survey_spec, spec }, name);
        assert.equal(awx.credentials(name), credentials, name);
      }
      const schedules = awx.items('schedules').map(({ enabled, extra_data }) => [enabled, extra_data]);
      assert.equal(schedules, [
        [true, undefined],
        [true, { sme_backup_dir: '/backups' }],
      ]);
      assert.is(awx.items('projects')[0]!.scm_url, 'https://git.example.org/sme.git');
      assert.is(awx.items('inventory_sources')[0]!.source_project, awx.items('projects')[0]!.id);
      assert.is(awx.items('execution_environments')[0]!.image, 'registry.example.org/sme:1');

      const second = await play(folder, awx, ...all);
      assert.match(second.said, / changed=0 .* failed=0 /, second.said);
      assert.equal(awx.changes(), ['POST projects update']);
    }));
}

test.run();
