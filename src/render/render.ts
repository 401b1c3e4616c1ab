import type { Model } from '../model/model.ts';
import { escapeFor } from './escape.ts';
import type { Template } from './template.ts';
import { templates as ours } from './templates.ts';
import { yamlLive } from './yaml.ts';

/**
 * Render the tree: relative path with `/` to content, in the order of the paths.
 * A template that renders to nothing but white space makes no file. Throws only for a fault of a template.
 */
export function render(model: Model, templates: readonly Template[] = ours): ReadonlyMap<string, string> {
  const files: File[] = [];
  for (const [path, content] of templates) {
    if (!path.includes('@server')) addFile(files, path, content, { model, server: undefined });
    else {
      for (const server of model.servers) {
        addFile(files, path.replaceAll('@server', server.name), content, { model, server });
      }
    }
  }
  return new Map(files.sort(([a], [b]) => (a < b ? -1 : 1)));
}

type File = [path: string, content: string];

function addFile(
  files: File[],
  path: string,
  content: Template[1],
  locals: { model: Model; server: unknown },
): void {
  const text =
    typeof content === 'string' ? content : content({ ...locals, live: yamlLive }, escapeFor(path));
  if (typeof content === 'string' || text.trim() !== '') files.push([path, text]);
}
