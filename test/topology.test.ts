import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SaxesParser } from 'saxes';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../src/compile.ts';
import type { Inventory, InventoryInput } from '../src/generated/inventory.ts';
import { buildModel, type Model } from '../src/model/model.ts';
import type { Box, Line, Picture, Point, Text } from '../src/model/picture.ts';
import { lineHeight, widthOf, wrap } from '../src/model/text-style.ts';
import { render } from '../src/render/render.ts';
import { templates } from '../src/render/templates.ts';
import { call, inFolder } from './folder.ts';

const reference = 'fixtures/reference/inventory.json';
const given: InventoryInput = JSON.parse(readFileSync(reference, 'utf8'));

/** The resolved inventory of a cluster with such names; a name may be what no inventory would get away with. */
async function cluster(apps: number, naming: (name: string) => string, more: InventoryInput | object = {}) {
  const { inventory } = await compile({ name: 'i.json', text: JSON.stringify({ ...given, ...more }) });
  assert.ok(inventory);
  const long = 'vips' in more;
  const named = <T extends { name: string; address: string }>(one: T): T => {
    return { ...one, name: naming(one.name), ...(long && { address: ipv6 }) };
  };
  const app_servers = Array.from({ length: apps }, (_one, index) => {
    return named({ ansible_vars: {}, name: `smeweb${index + 1}`, address: `192.0.2.${100 + index}` });
  });
  const { database, memcached } = inventory.vips;
  const [first, second] = inventory.db_servers;
  return buildModel({
    ...inventory,
    cluster: naming(inventory.cluster),
    db_servers: [named(first), named(second)],
    app_servers: app_servers as NonNullable<Inventory['app_servers']>,
    vips: { database: named(database), memcached: named(memcached) },
  });
}

const ipv6 = '2001:db8:aaaa:bbbb:cccc:dddd:eeee:ffff';
const targets = ['192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.4', '192.0.2.5'];
const namings: Record<string, (name: string) => string> = {
  short: (name) => name,
  'one letter': (name) => name.slice(-1),
  '63 letters': (name) => name.padEnd(63, 'w'),
  'hyphens and 253 letters': (name) => `${name}-x`.padEnd(63, 'm').concat('.a-b'.repeat(60)).slice(0, 253),
  IPv6: () => ipv6,
  'wide letters': (name) => `${name}${'東京'.repeat(20)}`,
};
const settings: Record<string, object> = {
  defaults: {},
  'every word another': {
    keepalived: { preempt: true, vrrp: 'unicast', isolation_targets: targets, advert_interval: 0.25 },
    database: { semi_sync: true, replication: 'position' },
    memcached: { port: 1 },
  },
  'the longest addresses': JSON.parse(readFileSync('fixtures/ipv6/inventory.json', 'utf8')),
};

const models: [name: string, model: Model][] = [];
for (const [manner, naming] of Object.entries(namings)) {
  for (const [setting, more] of Object.entries(settings)) {
    for (const apps of [1, 2, 3, 4, 5, 8, 9, 23]) {
      models.push([`${apps} application servers, ${manner}, ${setting}`, await cluster(apps, naming, more)]);
    }
  }
}

/** The same for two nodes, whose third virtual IP stands with the others. */
async function twoNodes(naming: (name: string) => string): Promise<Model> {
  const text = readFileSync('fixtures/two-node/inventory.json', 'utf8');
  const { inventory } = await compile({ name: 'i.json', text });
  assert.ok(inventory);
  const named = <T extends { name: string }>(one: T): T => ({ ...one, name: naming(one.name) });
  const { database, memcached, web } = inventory.vips;
  const [first, second] = inventory.db_servers;
  return buildModel({
    ...inventory,
    db_servers: [named(first), named(second)],
    vips: { database: named(database), memcached: named(memcached), ...(web && { web: named(web) }) },
  });
}

for (const [manner, naming] of Object.entries(namings))
  models.push([`two nodes, ${manner}`, await twoNodes(naming)]);

test('two nodes: nobody votes, three addresses stand in the middle, and each host is drawn once', async () => {
  const { topology } = await twoNodes((name) => name);
  const texts = topology.texts.map(({ text }) => text);
  assert.not.ok(texts.some((text) => text.includes('votes')));
  for (const name of ['sme01', 'sme02', 'smeweb-vip', 'smesql-vip', 'smemem-vip'])
    assert.is(texts.filter((text) => text === name).length, 1, name);
  assert.is(topology.boxes.filter(({ kind }) => kind === 'vip').length, 3);
  assert.is(texts.filter((text) => text === 'cron jobs').length, 1);
});

interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function ofBox({ x, y, width, height }: Box): Area {
  return { left: x, top: y, right: x + width, bottom: y + height };
}

function ofText({ kind, x, y, anchor, text, style }: Text): Area {
  const width = widthOf(text, kind);
  const left = { start: x, middle: x - width / 2, end: x - width }[anchor];
  return { left, top: y - style.size * 0.9, right: left + width, bottom: y + style.size * 0.25 };
}

/** Each stretch of a line as an area of no width. */
function ofLine({ points }: Line): Area[] {
  return points.slice(1).map(([x, y], index) => {
    const [fromX, fromY] = points[index] as Point;
    return {
      left: Math.min(x, fromX),
      right: Math.max(x, fromX),
      top: Math.min(y, fromY),
      bottom: Math.max(y, fromY),
    };
  });
}

function meet(a: Area, b: Area): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function isWithin(inner: Area, outer: Area): boolean {
  return (
    inner.left >= outer.left &&
    inner.right <= outer.right &&
    inner.top >= outer.top &&
    inner.bottom <= outer.bottom
  );
}

/** Everything that is wrong with a picture to look at, in words. */
function flaws({ width, height, boxes, lines, texts }: Picture): string[] {
  const page = { left: 0, top: 0, right: width, bottom: height };
  const boxAreas = boxes.map((one) => ({ what: `${one.kind} at ${one.x} ${one.y}`, area: ofBox(one) }));
  const textAreas = texts.map((one) => ({ what: `"${one.text}"`, area: ofText(one) }));
  const lineAreas = lines.flatMap((one) => ofLine(one).map((area) => ({ what: `line ${one.path}`, area })));
  const found = [...boxAreas, ...textAreas, ...lineAreas].flatMap(({ what, area }) =>
    isWithin(area, page) ? [] : [`${what} is not on the page`],
  );
  for (const [index, one] of boxAreas.entries()) {
    for (const other of boxAreas.slice(index + 1)) {
      if (!meet(one.area, other.area) || isWithin(other.area, one.area)) continue;
      found.push(`${other.what} overlaps ${one.what}`);
    }
    for (const text of textAreas) {
      if (meet(one.area, text.area) && !isWithin(text.area, one.area))
        found.push(`${text.what} crosses ${one.what}`);
    }
    for (const line of lineAreas)
      if (meet(one.area, line.area)) found.push(`${line.what} enters ${one.what}`);
  }
  for (const [index, text] of textAreas.entries()) {
    for (const other of textAreas.slice(index + 1)) {
      if (meet(text.area, other.area)) found.push(`${text.what} lies on ${other.what}`);
    }
    for (const line of lineAreas)
      if (meet(text.area, line.area)) found.push(`${line.what} crosses ${text.what}`);
  }
  for (const [index, { what, area }] of lineAreas.entries()) {
    for (const other of lineAreas.slice(index + 1)) {
      if (meet(area, other.area)) found.push(`${what} crosses ${other.what}`);
    }
  }
  return found;
}

test('no box, line or text lies on another, and all are on the page', () => {
  assert.ok(models.length > 90);
  for (const [name, { topology }] of models) assert.equal(flaws(topology), [], name);
});

test('the proof above sees an overlap of each kind', () => {
  const picture = models[0]?.[1].topology;
  assert.ok(picture);
  const [box, line, text] = [picture.boxes[1], picture.lines[0], picture.texts[2]];
  assert.ok(box && line && text);
  const moved = { ...box, x: box.x + 5, y: box.y + 5 };
  assert.match(flaws({ ...picture, boxes: [...picture.boxes, moved] }).join('\n'), 'overlaps');
  assert.match(flaws({ ...picture, texts: [...picture.texts, text] }).join('\n'), 'lies on');
  const beside = { ...text, x: box.x + box.width - 5, y: box.y + 30 };
  assert.match(flaws({ ...picture, texts: [...picture.texts, beside] }).join('\n'), 'crosses card');
  const through: Point[] = [
    [0, text.y - 3],
    [picture.width, text.y - 3],
  ];
  const lines = [...picture.lines, { ...line, points: through }];
  assert.match(flaws({ ...picture, lines }).join('\n'), `crosses "${text.text}"`);
  assert.match(flaws({ ...picture, height: 300 }).join('\n'), 'is not on the page');
});

test('text is broken without losing a letter, and never beyond the width', () => {
  const long = 'a-b.'.repeat(63).slice(0, 253);
  for (const text of [
    long,
    'w'.repeat(63),
    ipv6,
    'some words and a-long.name-of-a-host',
    '',
    '東'.repeat(40),
  ]) {
    for (const width of [60, 100, 226, 1000]) {
      const lines = wrap(text, 'name', width);
      assert.is(lines.join('').replaceAll(' ', ''), text.replaceAll(' ', ''));
      for (const line of lines) assert.ok(widthOf(line, 'name') <= width, line);
    }
  }
  assert.ok(lineHeight('name') > 14);
});

/** The text of every element of a kind; throws when the document is not well-formed XML. */
function textsOf(svg: string, element: string): string[] {
  const found: string[] = [];
  let open = false;
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name }) => {
    open = name === element;
    if (open) found.push('');
  });
  parser.on('closetag', () => (open = false));
  parser.on('text', (text) => {
    if (open) found.push(`${found.pop()}${text}`);
  });
  parser.write(svg).close();
  return found;
}

function svgOf(model: Model): string {
  const ours = templates.filter(([path]) => path === 'topology.svg');
  const svg = render(model, ours).get('topology.svg');
  assert.ok(svg);
  return svg;
}

const hostile = [
  '</text><script>alert(1)</script>',
  '" onload="alert(1)',
  "' onload='x",
  '&amp;&lt;&#0;&bogus;',
  ']]>',
  '<![CDATA[',
  '<!-- -->',
  '<%= 1 %>',
  '\u0000\u0007\u001b[31m\u007f\u0085',
  'a\nb\r\tc',
  '\u202etxt\u200b\ufeff',
  '\ufffe\uffff\ud800',
  'é日本😀',
];

test('whatever a name holds, the SVG is well-formed and shows it as text', async () => {
  for (const name of hostile) {
    const svg = svgOf(await cluster(2, () => name));
    // A very long line of text is broken between characters, so the words are compared as a whole.
    const shown = textsOf(svg, 'text').join('').replaceAll(' ', '');
    const legible = name.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\ufffe\uffff]/gu, '\ufffd').replaceAll(' ', '');
    assert.ok(shown.startsWith(legible), `${shown.slice(0, 80)} does not begin with ${legible}`);
    assert.not.match(svg, /<script|\sonload=["'](?!.*<)/);
    assert.equal(textsOf(svg, 'script'), []);
  }
});

test('a picture can be read aloud, and asks nothing of the world', async () => {
  const model = await cluster(2, (name) => name);
  const svg = svgOf(model);
  assert.match(svg, /^<svg [^>]*role="img" aria-labelledby="sme-prod-title sme-prod-words">/);
  assert.equal(textsOf(svg, 'title'), ['Topology of sme-prod']);
  const [words = ''] = textsOf(svg, 'desc');
  const texts = textsOf(svg, 'text');
  for (const { name, address } of model.names) {
    assert.ok(texts.includes(name), `${name} is not shown`);
    assert.ok(words.includes(name) && words.includes(address), `${name} is not told`);
  }
  assert.not.match(svg, /@import|url\(|href|<script|<image|<foreignObject/);
  assert.is(svg.match(/https?:/g)?.length, 1, 'nothing but the namespace');
});

test('the same inventory makes the same picture', async () => {
  const [one, other] = [await cluster(3, (name) => name), await cluster(3, (name) => name)];
  assert.is(svgOf(one), svgOf(other));
});

/** Relative luminance by WCAG 2. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\da-f]{2}/g) ?? []).map((part) => {
    const value = Number.parseInt(part, 16) / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

test('text and lines stand out from what they lie on, by WCAG AA, in the light and in the dark', async () => {
  const svg = svgOf(await cluster(1, (name) => name));
  const [light = '', dark = ''] = /<style>([^]*)<\/style>/.exec(svg)?.[1]?.split('@media') ?? [];
  for (const css of [light, dark]) {
    const colourOf = (name: string, property: string): string => {
      const rules = [...css.matchAll(/^([^{}\n]+) \{ (.*) \}$/gm)].filter(([, selectors = '']) =>
        selectors.split(', ').includes(`.${name}`),
      );
      const colour = new RegExp(`(?:^|; )${property}: (#[\\da-f]{6})`).exec(rules[0]?.[2] ?? '')?.[1];
      assert.ok(colour, `${name} has no ${property}`);
      return colour;
    };
    const assertApart = (name: string, property: string, grounds: string[], least: number) => {
      for (const ground of grounds) {
        const ratio = contrast(colourOf(name, property), colourOf(ground, 'fill'));
        assert.ok(ratio >= least, `${name} on ${ground}: ${ratio.toFixed(2)}`);
      }
    };
    for (const name of ['title', 'heading', 'name', 'label', 'subtitle', 'note', 'address', 'port'])
      assertApart(name, 'fill', ['paper', 'panel', 'card', 'vip'], 4.5);
    assertApart('sans.badge', 'fill', ['badge'], 4.5);
    assertApart('sans.tag', 'fill', ['tag'], 4.5);
    for (const name of ['traffic', 'takeover', 'replication', 'control'])
      assertApart(name, 'stroke', ['paper'], 3);
  }
});

test('graph prints the picture of the tree, or writes it', () =>
  inFolder(async (folder) => {
    const { tree } = await compile({ name: 'inventory.json', text: readFileSync(reference, 'utf8') });
    const svg = tree?.get('topology.svg') ?? '';
    assert.equal(await call('graph', reference), { code: 0, stdout: svg, stderr: '' });
    const file = join(folder, 'f.svg');
    assert.equal(await call('graph', reference, '-o', file), { code: 0, stdout: '', stderr: '' });
    assert.is(readFileSync(file, 'utf8'), svg);
    const nowhere = await call('graph', reference, '-o', join(folder, 'missing/f.svg'));
    assert.is(nowhere.code, 2);
    assert.match(nowhere.stderr, 'there is no such folder');
  }));

test('graph of an inventory with faults reports them and draws nothing', async () => {
  const faulty = 'fixtures/diagnostics/missing-keys/inventory.json';
  const text = await call('graph', faulty);
  assert.is(text.code, 2);
  assert.is(text.stdout, '');
  assert.match(text.stderr, 'SME2');
  const json = await call('graph', faulty, '--format', 'json');
  assert.is(json.stdout, '');
  assert.ok(JSON.parse(json.stderr));
});

test.run();
