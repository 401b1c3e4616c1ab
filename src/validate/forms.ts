interface Form {
  /** Matches the pointers of the fields of this form. */
  readonly where: RegExp;
  /** What such a field has to look like, as a sentence. */
  readonly sentence: string;
  /** What this very text did wrong, where that can be told. */
  readonly reason?: (text: string) => { cause: string; fix?: string } | undefined;
}

const forms: readonly Form[] = [
  {
    where: /^\/cluster$/,
    sentence:
      'It names a folder: 1 to 63 letters, digits, dots, dashes and underscores, with a letter or digit at both ends.',
  },
  {
    where: /^\/(db_servers|app_servers|vips)\/[^/]+\/name$/,
    sentence: 'A host name has small letters, digits and dashes, in parts of 1 to 63 with dots between them.',
    reason: hostNameReason,
  },
  {
    where: /interface$/,
    sentence: 'An interface name has 1 to 15 letters, digits, dots, dashes and underscores.',
    reason: (text) =>
      /[@:]/.test(text)
        ? { cause: 'What follows @ or : is not part of the name.', fix: 'Leave it out.' }
        : undefined,
  },
  {
    where: /^\/connection\/user$|\/cron_user$/,
    sentence:
      "A user's name has 1 to 32 letters, digits, dots, dashes and underscores, and begins with a letter or underscore.",
  },
  {
    where: /^\/database\/name$/,
    sentence:
      'A database name has 1 to 64 characters, none of them / \\ . or a control character, and no blank at the end.',
  },
  {
    where: /^\/database\/(app|replication)_user$/,
    sentence: 'A MariaDB user has 1 to 32 characters, no control characters, and no blank at either end.',
  },
  {
    where: /\/(config_file|backup_dir|branding_dir)$|^\/database\/tls\//,
    sentence: 'A path begins with /.',
    reason: pathReason,
  },
  {
    where: /\/max_binlog_size$/,
    sentence: 'A size is a whole number of bytes, or one that is followed by K, M or G in capitals.',
    reason: (text) =>
      /^\d+\s*[kmg]i?b?$/i.test(text)
        ? {
            cause: 'MariaDB knows K, M and G alone.',
            fix: `Write "${Number.parseInt(text, 10)}${/[kmg]/i.exec(text)?.[0].toUpperCase()}".`,
          }
        : undefined,
  },
  {
    where: /\/notification_email\/\d+$/,
    sentence: 'A mail address is name@domain, without a name in front or <>.',
  },
  {
    where: /^\/firewall\/chain$/,
    sentence: 'The name of a chain has 1 to 28 letters, digits, dots, dashes and underscores.',
  },
  {
    where: /\/update_command$/,
    sentence: 'A command is text of at least one character, and line ends are its only control characters.',
  },
];

/** Why the text does not have the form of its field, and what to write if that can be told. */
export function formOf(pointer: string, text: string): { cause?: string; fix?: string } {
  const form = forms.find(({ where }) => where.test(pointer));
  return form?.reason?.(text) ?? (form ? { cause: form.sentence } : {});
}

function hostNameReason(text: string): { cause: string; fix?: string } | undefined {
  const better = text.trim().toLowerCase().replaceAll('_', '-').replace(/\.$/, '');
  if (/^[0-9.]+$/.test(text)) return { cause: 'It would be taken for an address.', fix: 'Write the name.' };
  if (!/^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/.test(better)) return undefined;
  if (text.includes('_')) return { cause: 'Host names have no underscores.', fix: `Write "${better}".` };
  if (/[A-Z]/.test(text))
    return { cause: 'Host names are written in small letters.', fix: `Write "${better}".` };
  if (better !== text)
    return { cause: 'It has something at an end that is no part of it.', fix: `Write "${better}".` };
  if (/(^|\.)[0-9]+$/.test(text)) return { cause: 'A last part of digits alone looks like an address.' };
  return {
    cause:
      'A part of a host name has at most 63 characters, the whole at most 253; that of a server 251, for it names a file.',
  };
}

function pathReason(text: string): { cause: string; fix?: string } | undefined {
  if (text.length > 1024) return { cause: 'A path has at most 1024 characters.' };
  if (/\p{Cc}/u.test(text)) return { cause: 'A path has no control characters.' };
  if (text.startsWith('~')) return { cause: '~ differs from user to user.', fix: 'Write the whole path.' };
  if (!text.startsWith('/'))
    return { cause: 'It is relative, and to what nobody can say.', fix: 'Begin with /.' };
  if (/\/\.{1,2}(\/|$)/.test(text))
    return { cause: 'It has . or .. in it.', fix: 'Write where that leads to.' };
  if (text.length > 1 && /\/$|\/\//.test(text)) {
    const better = text.replaceAll(/\/+/g, '/').replace(/\/$/, '');
    return { cause: 'It has a / too many.', ...(better && { fix: `Write "${better}".` }) };
  }
  return text === '/'
    ? { cause: 'It is the root of everything.', fix: 'Name a folder or file of its own.' }
    : undefined;
}
