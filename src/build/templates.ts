import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import ejs from 'ejs';

/**
 * The templates of a folder as the text of an ES module that exports `templates`, a `Template[]`.
 * A file that ends in `.ejs` becomes a function, every other one its text. Throws when a template does not parse.
 */
export function templateModule(folder: string): string {
  const entries = filesIn(folder).map((path) => {
    const text = readFileSync(join(folder, path), 'utf8');
    if (!path.endsWith('.ejs')) return `[${JSON.stringify(path)}, ${JSON.stringify(text)}]`;
    return `[${JSON.stringify(path.slice(0, -'.ejs'.length))}, ${templateFunction(text, `roles-templates/${path}`)}]`;
  });
  return `${atLine}\nexport const templates = [\n${entries.join(',\n')}\n];\n`;
}

/** Paths of all files below the folder, with `/`, in order. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !path.includes('__pycache__/'))
    .sort((a, b) => (a < b ? -1 : 1));
}

/** The template as a JavaScript function expression, a `Fill`; `__line` always holds the line it has come to. */
function templateFunction(text: string, file: string): string {
  const template = new ejs.Template(text, {
    compileDebug: true,
    destructuredLocals: ['model', 'server', 'live'],
    filename: file,
    strict: true,
  });
  template.compile();
  return `(locals, escapeFn) => {
  let __line = 1;
  try {
${template.source}
  } catch (error) {
    throw atLine(error, ${JSON.stringify(file)}, __line);
  }
}`;
}

/** As the module is loaded from a data: URL too, it cannot import anything of ours. */
const atLine = `const atLine = (error, file, line) =>
  new Error(\`\${file}:\${line}: \${error instanceof Error ? error.message : error}\`, { cause: error });`;
