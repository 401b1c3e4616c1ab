import type { Model } from '../model/model.ts';
import { escapeFor } from './escape.ts';
import type { Fill, Locals, Template } from './template.ts';
import { templates as ours } from './templates.ts';
import { yamlLive } from './yaml.ts';

/**
 * Render the tree: relative path with `/` to content, in the order of the paths.
 * A template that renders to nothing but white space makes no file. Throws only for a fault of a template.
 */
export function render(model: Model, templates: readonly Template[] = ours): ReadonlyMap<string, string> {
  const files: File[] = [];
  const ofCluster: Locals = { model, server: undefined, live: yamlLive };
  const ofServers = model.servers.map((server) => ({ name: server.name, locals: { ...ofCluster, server } }));
  for (const [path, content] of templates) {
    if (typeof content === 'string') files.push([path, content]);
    else if (!path.includes('@server')) addFile(files, path, content, ofCluster);
    else
      for (const { name, locals } of ofServers)
        addFile(files, path.replaceAll('@server', name), content, locals);
  }
  return new Map(files.sort(([a], [b]) => (a < b ? -1 : 1)));
}

type File = [path: string, text: string];

function addFile(files: File[], path: string, fill: Fill, locals: Locals): void {
  const text = fill(locals, escapeFor(path));
  if (/\S/.test(text)) files.push([path, text]);
}
