/** What a file of a tree is for, in its own words: a comment at its head, a description, or its first task. */
export function purposeOf(path: string, text: string): string {
  const lines = text.split('\n');
  if (path.endsWith('.md')) return lines[0]?.replace(/^# /, '') ?? '';
  if (path.endsWith('.svg')) return matched(text, /<title[^>]*>(.*?)<\/title>/) ?? '';
  const described =
    matched(text, /^ *short_description: (.*)$/m) ??
    matched(text, /^ +description: (.*)$/m) ??
    matched(text, /^"""(.*?)"*$/m);
  if (/\.py$|\/meta\//.test(path) && described) return described;
  const comment = lines.slice(0, 4).find((line) => /^[#!] /.test(line));
  const task = matched(text, /^ *- name: (.*?)(?: {2}#.*)?$/m);
  const role = matched(path, /^roles\/(\w+)\//);
  return (
    comment?.replace(/^[#!] /, '') ??
    task ??
    described ??
    (role === undefined ? '' : `Part of the role ${role}`)
  );
}

function matched(text: string, pattern: RegExp): string | undefined {
  return pattern.exec(text)?.[1];
}
