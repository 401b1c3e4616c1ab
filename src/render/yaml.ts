/**
 * Write a value on one line as YAML that PyYAML (YAML 1.1) reads back as the same value.
 * A string with Jinja in it becomes `!unsafe`, so that Ansible never evaluates it.
 * Throws for what YAML or UTF-8 cannot hold: undefined, NaN, infinities, functions, half a character.
 */
export function yaml(value: unknown): string {
  return write(value, (text) => (jinja.test(text) ? `!unsafe ${quoted(text)}` : scalar(text)));
}

/** As `yaml`, but Jinja in strings stays live: for what the user wrote for Ansible to evaluate. */
export function yamlLive(value: unknown): string {
  return write(value, scalar);
}

/** What Ansible takes for a template, or for the settings of one. */
const jinja = /\{[{%#]|^#jinja2:/;

function write(value: unknown, string: (text: string) => string): string {
  if (typeof value === 'string') return string(value);
  if (typeof value === 'boolean' || value === null) return String(value);
  if (typeof value === 'number') return number(value);
  if (Array.isArray(value)) return `[${value.map((item) => write(item, string)).join(', ')}]`;
  if (typeof value !== 'object') throw new Error(`YAML cannot hold ${typeof value}`);
  const entries = Object.entries(value).map(([key, item]) => `${keyOf(key)}: ${write(item, string)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

/** PyYAML takes a number with an exponent for text unless it has a dot and the exponent a sign. */
function number(value: number): string {
  if (!Number.isFinite(value)) throw new Error(`YAML for Ansible cannot hold ${value}`);
  const [digits = '', exponent] = String(value).split('e');
  if (exponent === undefined) return digits;
  return `${digits.includes('.') ? digits : `${digits}.0`}e${exponent}`;
}

/** A key over 1,024 characters is read only where a question mark announces it. */
function keyOf(key: string): string {
  const text = scalar(key);
  return text.length > 1000 ? `? ${text} ` : text;
}

/** Words, names, paths and IPv4 addresses stand as they are; all else is quoted. */
const plain = /^(?:[A-Za-z/][A-Za-z0-9_./-]*|\d{1,3}(?:\.\d{1,3}){3})$/;
const reserved = /^(?:y|n|yes|no|on|off|true|false|null|none|nan|inf)$/i;

function scalar(text: string): string {
  return plain.test(text) && !reserved.test(text) ? text : quoted(text);
}

/** Controls, line ends of every kind, invisible marks, and what PyYAML calls unprintable. */
const special = /["\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufffe\uffff]/gu;
const named: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** Almost every text; to compile the expressions below takes longer than to write all of these. */
const ordinary = /^[ !#-[\]-~]*$/;

function quoted(text: string): string {
  if (ordinary.test(text)) return `"${text}"`;
  if (/\p{Cs}/u.test(text)) throw new Error('half a character (a lone surrogate) cannot be written as UTF-8');
  return `"${text.replaceAll(special, (character) => named[character] ?? numbered(character))}"`;
}

function numbered(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  if (code.length <= 2) return `\\x${code.padStart(2, '0')}`;
  return code.length <= 4 ? `\\u${code.padStart(4, '0')}` : `\\U${code.padStart(8, '0')}`;
}
