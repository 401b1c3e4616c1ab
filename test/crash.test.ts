import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../src/compile.ts';
import { withManifest } from '../src/plan/manifest.ts';
import { contents, inFolder } from './folder.ts';
import { isRoot, program, unprivileged } from './program.ts';
import { skip } from './skip.ts';

/** The text of an inventory with many application servers, each of which has a file of its own in the tree. */
function inventory(servers: number, motd: string): string {
  const app = Array.from({ length: servers }, (_, index) => ({
    name: `web${index}`,
    address: `198.51.${100 + Math.floor(index / 200)}.${1 + (index % 200)}`,
    ansible_vars: { motd },
  }));
  return JSON.stringify({
    cluster: 'big',
    db_servers: [
      { name: 'sql1', address: '192.0.2.11' },
      { name: 'sql2', address: '192.0.2.12' },
    ],
    app_servers: app,
    vips: {
      database: { name: 'sqlvip', address: '192.0.2.31' },
      memcached: { name: 'memvip', address: '192.0.2.32' },
    },
  });
}

async function treeOf(text: string): Promise<Record<string, string>> {
  const { tree, diagnostics } = await compile({ name: 'inventory.json', text });
  assert.ok(tree, JSON.stringify(diagnostics));
  return Object.fromEntries(withManifest(tree));
}

/** All files below a folder except the program's own marks of a run that is under way. */
function filesIn(folder: string): Record<string, string> {
  const files = Object.entries(contents(folder)).filter(
    ([path, text]) => text !== '/' && !/^\.sme-ha-gen\.(lock|staging)/.test(path),
  );
  return Object.fromEntries(files);
}

function compileTo(folder: string, source: string, options: { uid?: number } = {}) {
  return execaSync('node', [program, source, '-o', folder], { reject: false, ...options });
}

/** A sentence for the user, no stack, and the tree as it was. */
function assertRefused(result: ReturnType<typeof compileTo>, sentence: string | RegExp): void {
  assert.is(result.exitCode, 2, String(result.stderr));
  assert.match(String(result.stderr), sentence);
  assert.not.match(String(result.stderr), / at |bug/);
}

/** Start a compilation and kill it some milliseconds after it has begun to write; whether it was still running then. */
function killAfter(delay: number, folder: string, source: string): Promise<boolean> {
  const before = new Set(readdirSync(folder));
  return new Promise((done) => {
    const child = spawn(process.execPath, [program, source, '-o', folder], { stdio: 'ignore' });
    const watch = setInterval(() => {
      if (!readdirSync(folder).some((name) => name.startsWith('.sme-ha-gen.staging') && !before.has(name)))
        return;
      clearInterval(watch);
      setTimeout(() => child.kill('SIGKILL'), delay);
    }, 1);
    child.on('exit', (_code, signal) => {
      clearInterval(watch);
      done(signal === 'SIGKILL');
    });
  });
}

test('kill -9 at any moment leaves whole files, and the next run needs no --force', () =>
  inFolder(async (folder) => {
    const sources = ['a', 'b', 'c'].map((motd) => ({
      file: join(folder, `${motd}.json`),
      text: inventory(300, motd.repeat(2000)),
    }));
    for (const { file, text } of sources) writeFileSync(file, text);
    const trees = await Promise.all(sources.map(({ text }) => treeOf(text)));
    const tree = join(folder, 'tree');

    assert.is(compileTo(tree, sources[0]?.file ?? '').exitCode, 0);

    let killed = 0;
    let torn = 0;
    for (let round = 1; round <= 24; round += 1) {
      // From the start of the writing on, in uneven steps.
      const delay = 60 * ((round * 0.618) % 1);
      if (await killAfter(delay, tree, sources[round % 3]?.file ?? '')) killed += 1;
      const found = filesIn(tree);
      for (const [path, text] of Object.entries(found)) {
        assert.ok(
          trees.some((one) => one[path] === text),
          `round ${round}: ${path} is no whole file`,
        );
      }
      if (readdirSync(tree).some((name) => name.startsWith('.sme-ha-gen.staging'))) torn += 1;
    }
    assert.ok(killed > 5, `only ${killed} of 24 runs were still running when they were to be killed`);
    assert.ok(torn > 0, 'no run was killed while it wrote');

    const last = compileTo(tree, sources[1]?.file ?? '');
    assert.is(last.exitCode, 0, String(last.stderr));
    assert.equal(filesIn(tree), trees[1]);
    assert.equal(
      readdirSync(tree).filter((name) => name.startsWith('.sme-ha-gen')),
      ['.sme-ha-gen.json'],
    );
  }));

/** Mount a small disk in memory at a folder; the reason why that does not work here, if so. */
function mountSmall(folder: string): string | undefined {
  if (!isRoot) return 'only root can mount a small disk';
  const { exitCode, stderr } = execaSync('mount', ['-t', 'tmpfs', '-o', 'size=1500k', 'tmpfs', folder], {
    reject: false,
  });
  return exitCode === 0 ? undefined : `no small disk can be mounted here: ${stderr}`;
}

await inFolder((folder) => {
  const reason = mountSmall(folder);
  if (reason === undefined) execFileSync('umount', [folder]);
  else skip('a full disk leaves the old tree whole', reason);
  if (reason !== undefined) return;

  test('a full disk leaves the old tree whole', () =>
    inFolder(async (disk) => {
      await inFolder(async (sources) => {
        writeFileSync(join(sources, 'small.json'), inventory(10, 'a'));
        writeFileSync(join(sources, 'large.json'), inventory(300, 'b'.repeat(3000)));
        assert.is(mountSmall(disk), undefined);
        try {
          const fresh = compileTo(join(disk, 'new'), join(sources, 'large.json'));
          assertRefused(fresh, 'no space is left on the disk. Nothing was changed.');
          assert.equal(readdirSync(disk), []);

          assert.is(compileTo(join(disk, 'tree'), join(sources, 'small.json')).exitCode, 0);
          const before = contents(disk);
          assertRefused(
            compileTo(join(disk, 'tree'), join(sources, 'large.json')),
            'no space is left on the disk',
          );
          assert.equal(contents(disk), before);
        } finally {
          execFileSync('umount', [disk]);
        }
      });
    }));
});

const user = unprivileged();
if (typeof user === 'string') skip('a folder that may not be written to', user);
else
  test('a folder that may not be written to is told in a sentence, and the old tree stays whole', () =>
    inFolder(async (folder) => {
      chmodSync(folder, 0o755);
      writeFileSync(join(folder, 'a.json'), inventory(2, 'a'));
      writeFileSync(join(folder, 'b.json'), inventory(3, 'b'));
      const tree = join(folder, 'tree');
      mkdirSync(tree);
      if (user.uid !== undefined) chownSync(tree, user.uid, user.uid);
      assert.is(compileTo(tree, join(folder, 'a.json'), user).exitCode, 0);
      const before = contents(tree);

      for (const locked of [tree, join(tree, 'inventory/host_vars')]) {
        chmodSync(locked, 0o555);
        assertRefused(
          compileTo(tree, join(folder, 'b.json'), user),
          /cannot write to .*: you may not do that there/,
        );
        assert.equal(contents(tree), before);
        chmodSync(locked, 0o755);
      }
      chmodSync(folder, 0o555);
      assertRefused(
        compileTo(join(folder, 'new'), join(folder, 'a.json'), user),
        /cannot make .*: you may not do that there/,
      );
      chmodSync(folder, 0o755);
    }));

test('two runs at once: one writes, the other waits for nobody and says so', () =>
  inFolder(async (folder) => {
    const source = join(folder, 'a.json');
    writeFileSync(source, inventory(300, 'a'));
    const tree = join(folder, 'tree');
    const runs = Array.from(
      { length: 4 },
      () =>
        new Promise<number | null>((done) => {
          spawn(process.execPath, [program, source, '-o', tree], { stdio: 'ignore' }).on('exit', done);
        }),
    );
    const codes = await Promise.all(runs);
    assert.ok(codes.includes(0), String(codes));
    assert.ok(
      codes.every((code) => code === 0 || code === 2),
      String(codes),
    );
    assert.is(compileTo(tree, source).exitCode, 0);
    assert.equal(filesIn(tree), await treeOf(inventory(300, 'a')));
  }));

test.run();
