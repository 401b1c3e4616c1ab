import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import ejs from 'ejs';
import { packedTexts, textsCache } from './texts-cache.ts';

/** The templates of a folder as the text of an ES module that exports `templates`, a `Template[]`. */
export function templateModule(folder: string): string {
  const { texts, functions } = readTemplates(folder);
  return `${helpers}\nconst texts = ${JSON.stringify(texts)};\n${exported(functions)}`;
}

/**
 * The same for the bundle, whose module finds the texts in the file templates.bin beside it: one piece of ASCII, compressed,
 * of which each text is a part. Where makeCodeCache has left it there unpacked, that is read instead.
 */
export function packedTemplates(folder: string): { module: string; texts: Buffer } {
  const { texts, functions } = readTemplates(folder);
  const whole = texts.join('');
  const strange = texts.find((text) => /[^\0-\x7f]/.test(text));
  if (strange !== undefined) throw new Error(`a file has other letters than ASCII: ${strange.slice(0, 80)}`);
  const module = `import { readFileSync } from 'node:fs';
${helpers}
function read() {
  try {
    const found = readFileSync(__dirname + '/${textsCache(whole)}', 'latin1');
    if (found.length === ${whole.length}) return found;
  } catch {}
  return require('node:zlib').inflateRawSync(readFileSync(__dirname + '/${packedTexts}')).latin1Slice();
}
const whole = read();
let start = 0;
const texts = ${JSON.stringify(texts.map(({ length }) => length))}.map((length) => whole.slice(start, (start += length)));
${exported(functions)}`;
  return { module, texts: deflateRawSync(whole, { level: 9 }) };
}

function exported(templates: readonly string[]): string {
  return `export const templates = [\n${templates.join(',\n')}\n];\n`;
}

/**
 * The texts that are copied as they are, and the templates as expressions that refer to them: a file that ends in `.ejs`
 * is a function, every other one its text. Throws when a template does not parse.
 */
function readTemplates(folder: string): { texts: string[]; functions: string[] } {
  const texts: string[] = [];
  const functions = filesIn(folder).map((path) => {
    const text = readFileSync(join(folder, path), 'utf8');
    if (!path.endsWith('.ejs')) return `[${JSON.stringify(path)}, texts[${texts.push(text) - 1}]]`;
    return `[${JSON.stringify(path.slice(0, -'.ejs'.length))}, ${templateFunction(text, `roles-templates/${path}`)}]`;
  });
  return { texts, functions };
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
  return `(locals, escapeFn, trace = untraced) => {
  let __line = 1;
  try {
${traced(template.source)}
  } catch (error) {
    throw atLine(error, ${JSON.stringify(file)}, __line);
  }
}`;
}

/** Let every piece of output say which line of the template wrote it; EJS itself knows that only outside of loops. */
function traced(source: string): string {
  const statements = source.split('\n');
  let line = 1;
  const result = statements.map((statement, index) => {
    const [, at] = /^ +; __line = (\d+)$/.exec(statement) ?? [];
    if (at !== undefined) line = Number(at);
    const [, written] = /^ +; __append\((.*)\)$/.exec(statement) ?? [];
    if (written === undefined) return statement;
    // Of a text that begins behind a `-%>` the first line break is gone, so its end is what counts.
    const [, end] = /^ +; __line = (\d+)$/.exec(statements[index + 1] ?? '') ?? [];
    const literal = written.startsWith('"') ? (JSON.parse(written) as string) : '';
    const start = end === undefined ? line : Number(end) - (literal.split('\n').length - 1);
    return `    ; __append(trace(${start}, ${literal ? written : `() => ${written}`}))`;
  });
  return result.join('\n');
}

/** As the module is loaded from a data: URL too, it cannot import anything of ours. */
const helpers = `const untraced = (line, text) => typeof text === 'function' ? text() : text;
const atLine = (error, file, line) =>
  new Error(\`\${file}:\${line}: \${error instanceof Error ? error.message : error}\`, { cause: error });`;
