import type { ErrorObject } from 'ajv';
import { show } from '../diagnostics/harmless.ts';
import { suggest } from '../diagnostics/suggest.ts';
import { pathName, pointerTo } from '../parse/pointer.ts';
import { formOf } from './forms.ts';
import type { CodedFinding } from './rule.ts';
import { withStars } from './hide-secrets.ts';
import { isPrivateKey, secretAdvice } from './secrets.ts';
import { secretsIn } from './secret-spans.ts';
import { knownKeys, unknownKey } from './unknown-key.ts';
import { wrongType } from './wrong-type.ts';

/** Turn one error of the schema into a message; several that say the same of one value are one in the end. `written` is the value's own text. */
export function shapeFinding(error: ErrorObject, written: string): CodedFinding[] {
  const { data } = error;
  // As in "ansible_password=...", where variables were meant.
  const secrets = typeof data === 'string' && !isPrivateKey(data) ? secretsIn(data) : [];
  const shown = secrets.length === 0 ? error : { ...error, data: withStars(String(data), secrets) };
  return findingOf(shown, written);
}

function findingOf(error: ErrorObject, written: string): CodedFinding[] {
  const { instancePath: at, keyword, params, data } = error;
  const severity = 'error';
  const name = `\`${pathName(at)}\``;
  if (isPrivateKey(data)) return [privateKey(at)];
  switch (keyword) {
    case 'additionalProperties':
      return [unknown(error)];
    case 'required':
      return [missing(error)];
    case 'type':
      return [{ code: 'SME203', severity, at, ...wrongType(error, written) }];
    case 'enum': {
      const words: string[] = params.allowedValues;
      const meant = typeof data === 'string' ? suggest(data, words) : undefined;
      const listed = words.map((word) => `"${word}"`).join(', ');
      const message = `${name} cannot be ${show(data)}`;
      return [
        { code: 'SME204', severity, at, message, fix: `Write ${meant ? `"${meant}"` : `one of ${listed}`}.` },
      ];
    }
    case 'minimum':
    case 'maximum': {
      const { minimum, maximum, type } = error.parentSchema ?? {};
      const range = maximum === undefined ? `${minimum} or more` : `from ${minimum} to ${maximum}`;
      const message = `${name} is ${show(data)}, which is out of range`;
      return [
        {
          code: 'SME205',
          severity,
          at,
          message,
          fix: `Write a ${type === 'integer' ? 'whole number' : 'number'} ${range}.`,
        },
      ];
    }
    case 'minItems':
    case 'maxItems':
      return [wrongLength(error)];
    case 'false schema':
      return [misplaced(at)];
    // What does not fit the layout has a message of its own.
    case 'if':
      return [];
    default:
      return wrongForm(error);
  }
}

function privateKey(at: string): CodedFinding {
  return {
    code: 'SME610',
    severity: 'error',
    at,
    isSecret: true,
    message: `a private key stands in \`${pathName(at)}\` as plain text`,
    cause: secretAdvice.cause,
    fix: 'Name the file that holds it, or put it into the vault as vault_sme_tls_keys, and have a new key made.',
  };
}

function unknown(error: ErrorObject): CodedFinding {
  const written = String(error.params.additionalProperty);
  const meant = suggest(written, knownKeys(error));
  const finding = unknownKey(pointerTo(error.instancePath, written), written, undefined, knownKeys(error));
  // What was meant is there already, or its misspelling would have been corrected.
  return meant === undefined || finding.code !== 'SME201'
    ? finding
    : { ...finding, fix: `Remove it: \`${meant}\` is there already.` };
}

function missing({ instancePath: at, params, parentSchema }: ErrorObject): CodedFinding {
  const key = String(params.missingProperty);
  const needed = neededBy(pointerTo(at, key));
  const example = JSON.stringify(needed?.example ?? parentSchema?.properties?.[key]?.examples?.[0]);
  return {
    code: 'SME202',
    severity: 'error',
    at,
    mark: 'mapping',
    message: `${at === '' ? 'the inventory' : `\`${pathName(at)}\``} has no \`${key}\``,
    ...(needed && { cause: needed.cause }),
    fix: example === undefined ? `Add \`${key}\`.` : `Add it, for instance "${key}": ${example}`,
  };
}

/** A key that one layout alone needs: the schema says so apart from what it says of the key. */
function neededBy(at: string): { cause: string; example: unknown } | undefined {
  if (at === '/vips/web') {
    const example = { name: 'smeweb-vip', address: '192.0.2.33' };
    return { cause: 'With topology two-node browsers and clients find the application there.', example };
  }
  if (at !== '/app_servers') return undefined;
  return {
    cause: 'The application runs somewhere; with "topology": "two-node" it runs on the database servers.',
    example: [
      { name: 'smeweb01', address: '192.0.2.21' },
      { name: 'smeweb02', address: '192.0.2.22' },
    ],
  };
}

/** A key that belongs to the other layout. */
function misplaced(at: string): CodedFinding {
  const isWeb = at === '/vips/web';
  return {
    code: 'SME208',
    severity: 'error',
    at,
    mark: 'key',
    message: `\`${pathName(at)}\` has no place in the layout ${isWeb ? 'separate' : 'two-node'}`,
    cause: isWeb
      ? 'The application servers have addresses of their own; what spreads the browsers over them is not part of the cluster.'
      : 'The two database servers are the application servers.',
    fix: isWeb ? 'Remove it, or set "topology": "two-node".' : 'Remove it, or leave `topology` out.',
  };
}

function wrongLength({ instancePath: at, data, parentSchema }: ErrorObject): CodedFinding {
  const { minItems, maxItems } = parentSchema ?? {};
  const length = (data as unknown[]).length;
  const wanted = minItems === maxItems ? `exactly ${minItems}` : `at least ${minItems}`;
  const isServers = at === '/db_servers' && length > maxItems;
  return {
    code: 'SME206',
    severity: 'error',
    at,
    mark: 'key',
    message: `\`${pathName(at)}\` has ${length} ${length === 1 ? 'entry' : 'entries'} and needs ${wanted}`,
    ...(isServers && {
      cause: 'The two databases replicate each other; a third one has no place in that (G17).',
    }),
    fix: length > minItems ? 'Remove what is too much.' : 'Add what is missing.',
  };
}

/** A pattern or a length that does not fit. Of addresses the rules say more, and better. */
function wrongForm({ instancePath: at, data }: ErrorObject): CodedFinding[] {
  if (/\/address$|^\/keepalived\/isolation_targets\//.test(at)) return [];
  const message = `\`${pathName(at)}\` cannot be ${show(data)}`;
  return [{ code: 'SME207', severity: 'error', at, message, ...formOf(at, String(data)) }];
}
