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
  const files = templates.flatMap((template) => renderTemplate(template, model));
  return new Map(files.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function renderTemplate(template: Template, model: Model): [path: string, content: string][] {
  const [path] = template;
  if (!path.includes('@server')) return renderFile(template, path, { model, server: undefined });
  return model.servers.flatMap((server) =>
    renderFile(template, path.replaceAll('@server', server.name), { model, server }),
  );
}

function renderFile(
  [, content]: Template,
  path: string,
  locals: { model: Model; server: unknown },
): [path: string, content: string][] {
  if (typeof content === 'string') return [[path, content]];
  const text = content({ ...locals, live: yamlLive }, escapeFor(path));
  return text.trim() === '' ? [] : [[path, text]];
}
