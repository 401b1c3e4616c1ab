/**
 * Write a string, a number or a boolean as a value of ansible.cfg, which Ansible reads raw, without interpolation.
 * Throws for what it would read otherwise: line ends, blanks around it, quotes around it, ` ;` (a comment).
 */
export function iniValue(value: unknown): string {
  if (!['string', 'number', 'boolean'].includes(typeof value)) {
    throw new Error(`ansible.cfg cannot hold ${value === null ? 'null' : typeof value}`);
  }
  const text = String(value);
  if (/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|^\s|\s$|^["';#]|\s;/u.test(text)) {
    throw new Error(`ansible.cfg cannot hold ${JSON.stringify(text)}`);
  }
  return text;
}
