import { filtered, tested } from './filters.ts';
import { jinja, jinjaExpression, type Node } from './jinja.ts';
import { computed, isDictionary, isUnknown, textOf, Unknown } from './unknown.ts';

/** Where a name gets its value: variables of Ansible, loop variables of a template, functions. */
export interface Scope {
  lookup(name: string): unknown;
  /** What the host has of a list that is compared with this one; undefined where nothing is known. */
  compared(there: Unknown, wanted: readonly unknown[]): readonly unknown[] | undefined;
}

type Callable = (args: readonly unknown[]) => unknown;

/** The value of an expression. Unknown parts make it a formula. */
export function evaluate(expression: string, scope: Scope): unknown {
  return value(jinjaExpression(expression), scope);
}

/** The value of a string of YAML: a lone `{{ }}` keeps its type, as Ansible does; all else is text. */
export function template(text: string, scope: Scope): unknown {
  if (!/\{[{%#]/.test(text)) return text;
  const nodes = jinja(text.trim());
  const [only] = nodes;
  if (nodes.length === 1 && only && only.type !== 'For' && only.type !== 'If') return value(only, scope);
  return render(jinja(text), scope);
}

/** A template's text. Both branches of a condition that only the host knows stand in it. */
export function render(nodes: readonly Node[], scope: Scope): string {
  let local = scope;
  let text = '';
  for (const node of nodes) {
    if (node.type === 'Set' && node.value)
      local = withNames(local, { [node.assignee.value]: value(node.value, local) });
    else if (node.type === 'Macro') local = withNames(local, { [node.name.value]: macro(node, local) });
    else text += written(node, local);
  }
  return text;
}

function written(node: Node, scope: Scope): string {
  if (node.type === 'Comment') return '';
  if (node.type === 'If') {
    const condition = value(node.test, scope);
    const [yes, no] = [() => render(node.body, scope), () => render(node.alternate, scope)];
    if (isUnknown(condition)) return `⟨if ${textOf(condition)}⟩${yes()}⟨else⟩${no()}⟨end⟩`;
    return isTrue(condition) ? yes() : no();
  }
  if (node.type === 'For') {
    const list = value(node.iterable, scope);
    const items = Array.isArray(list) ? list : [computed('each', list)];
    return items
      .map((item, index) => {
        const loop = { last: index === items.length - 1, first: index === 0, index: index + 1 };
        return render(node.body, withNames(scope, { [node.loopvar.value]: item, loop }));
      })
      .join('');
  }
  return textOf(value(node, scope));
}

function macro(node: Node, scope: Scope): Callable {
  const names: string[] = node.args.map((arg: Node) => arg.value);
  return (args) => {
    const given = Object.fromEntries(names.map((name, index) => [name, args[index]]));
    return render(node.body, withNames(scope, given));
  };
}

/** A scope in which some names mean something else. */
function withNames(scope: Scope, names: Record<string, unknown>): Scope {
  return { ...scope, lookup: (name) => (Object.hasOwn(names, name) ? names[name] : scope.lookup(name)) };
}

export function isTrue(condition: unknown): boolean {
  if (Array.isArray(condition)) return condition.length > 0;
  if (isDictionary(condition)) return Object.keys(condition).length > 0;
  return Boolean(condition);
}

const literals: Readonly<Record<string, unknown>> = {
  true: true,
  True: true,
  false: false,
  False: false,
  none: null,
  None: null,
};

function value(node: Node, scope: Scope): unknown {
  const of = (one: Node) => value(one, scope);
  switch (node.type) {
    case 'StringLiteral':
    case 'IntegerLiteral':
    case 'FloatLiteral':
      return node.value;
    case 'ArrayLiteral':
    case 'TupleLiteral':
      return node.value.map(of);
    case 'ObjectLiteral':
      return Object.fromEntries([...node.value].map(([key, item]) => [textOf(of(key)), of(item)]));
    case 'Identifier':
      return Object.hasOwn(literals, node.value) ? literals[node.value] : scope.lookup(node.value);
    case 'MemberExpression':
      return member(of(node.object), node.computed ? node.property : node.property.value, of);
    case 'CallExpression':
      return called(of(node.callee), argumentsOf(node, of), node);
    case 'UnaryExpression':
      return negated(of(node.argument));
    case 'Ternary':
    case 'SelectExpression':
      return chosen(node, of);
    case 'BinaryExpression':
      return binary(node, of);
    case 'FilterExpression':
      return piped(node, scope);
    default:
      throw new Error(`Jinja's ${node.type} is not understood`);
  }
}

function argumentsOf(node: Node, of: (one: Node) => unknown): unknown[] {
  return node.args.flatMap((arg: Node) => {
    if (arg.type === 'SpreadExpression') {
      const list = of(arg.argument);
      return Array.isArray(list) ? list : [list];
    }
    return arg.type === 'KeywordArgumentExpression' ? [{ [arg.key.value]: of(arg.value) }] : [of(arg)];
  });
}

function member(object: unknown, property: Node | string, of: (one: Node) => unknown): unknown {
  const key = typeof property === 'string' ? property : of(property);
  if (object instanceof Unknown) return object.part(textOf(key));
  if (key instanceof Unknown) return computed('part', object, key);
  if (Array.isArray(object)) return typeof key === 'number' ? object.at(key) : method(object, textOf(key));
  if (isDictionary(object) && Object.hasOwn(object, textOf(key))) return object[textOf(key)];
  return method(object, textOf(key));
}

function method(object: unknown, name: string): unknown {
  if (typeof object === 'string' && name === 'splitlines') return () => object.replace(/\n$/, '').split('\n');
  if (typeof object === 'string' && name === 'split') return () => object.split(/\s+/).filter(Boolean);
  if (typeof object === 'string' && name === 'encode') return () => object;
  if (isDictionary(object) && name === 'keys') return () => Object.keys(object);
  if (isDictionary(object) && name === 'values') return () => Object.values(object);
  return undefined;
}

function called(callee: unknown, args: readonly unknown[], node: Node): unknown {
  if (typeof callee === 'function') return (callee as Callable)(args);
  return computed(
    callee instanceof Unknown ? `${callee.text}()` : String(node.callee.value ?? 'call'),
    callee,
    ...args,
  );
}

function negated(operand: unknown): unknown {
  return isUnknown(operand) ? computed('not', operand) : !isTrue(operand);
}

function chosen(node: Node, of: (one: Node) => unknown): unknown {
  if (node.type === 'SelectExpression') return isTrue(of(node.test)) ? of(node.lhs) : undefined;
  const condition = of(node.condition);
  if (!isUnknown(condition)) return of(isTrue(condition) ? node.trueExpr : node.falseExpr);
  const [yes, no] = [of(node.trueExpr), of(node.falseExpr)];
  return textOf(yes) === textOf(no) ? yes : computed('if', condition, yes, no);
}

function binary(node: Node, of: (one: Node) => unknown): unknown {
  const operator: string = node.operator.value;
  const left = of(node.left);
  if (operator === 'and' || operator === 'or') {
    const settles = operator === 'or';
    if (!isUnknown(left)) return isTrue(left) === settles ? left : of(node.right);
    const right = of(node.right);
    if (!isUnknown(right)) return isTrue(right) === settles ? right : left;
    return computed(operator, left, right);
  }
  const right = of(node.right);
  if (right instanceof Unknown && typeof left === 'string' && /in$/.test(operator))
    return computed(operator, left, right.about(left));
  if (operator === '~') return textOf(left) + textOf(right);
  if (isUnknown(left) || isUnknown(right)) return computed(operator, left, right);
  return calculated(operator, left, right);
}

function calculated(operator: string, left: unknown, right: unknown): unknown {
  switch (operator) {
    case '+':
      return Array.isArray(left) && Array.isArray(right)
        ? [...left, ...right]
        : (left as number) + (right as number);
    case '-':
      return Number(left) - Number(right);
    case '*':
      return Number(left) * Number(right);
    case '/':
      return Number(left) / Number(right);
    case '==':
      return textOf(left) === textOf(right);
    case '!=':
      return textOf(left) !== textOf(right);
    case '<':
      return (left as number) < (right as number);
    case '<=':
      return (left as number) <= (right as number);
    case '>':
      return (left as number) > (right as number);
    case '>=':
      return (left as number) >= (right as number);
    case 'in':
      return isIn(left, right);
    case 'not in':
      return !isIn(left, right);
    default:
      throw new Error(`Jinja's operator ${operator} is not understood`);
  }
}

function isIn(item: unknown, list: unknown): boolean {
  if (Array.isArray(list)) return list.some((one) => textOf(one) === textOf(item));
  if (isDictionary(list)) return Object.hasOwn(list, textOf(item));
  return textOf(list).includes(textOf(item));
}

function piped(node: Node, scope: Scope): unknown {
  const of = (one: Node) => value(one, scope);
  const call: boolean = node.filter.type === 'CallExpression';
  const name: string = call ? node.filter.callee.value : node.filter.value;
  const operand = of(node.operand);
  const args = call ? argumentsOf(node.filter, of) : [];
  if (name === 'default') return defaulted(operand, args);
  if (name === 'is_defined' || name === 'is_not_defined')
    return (operand !== undefined) === (name === 'is_defined');
  if (name.startsWith('is_not_')) return negated(tested(name.slice(7), operand, args));
  if (name.startsWith('is_')) return tested(name.slice(3), operand, args);
  if (name === 'from_json' && operand instanceof Unknown)
    return new Unknown(operand.text, operand.asked, true);
  if (name === 'difference') return different(operand, args[0], scope);
  if (name === 'map') return mapped(operand, args);
  if (name === 'select' || name === 'reject') return selected(operand, args, name === 'select');
  if (name === 'selectattr' || name === 'rejectattr')
    return isUnknown(args) || !Array.isArray(operand)
      ? computed(name, operand, ...args)
      : operand.filter(
          (item) =>
            (tested(String(args[1]), item[String(args[0])], args.slice(2)) === true) ===
            (name === 'selectattr'),
        );
  return filtered(name, operand, args);
}

function defaulted(operand: unknown, [otherwise, alsoEmpty]: readonly unknown[]): unknown {
  if (operand instanceof Unknown) return operand;
  return operand === undefined || (alsoEmpty === true && !isTrue(operand)) ? otherwise : operand;
}

/** What one has and the other has not: where the other is the host, it has what the old tree wanted of it. */
function different(list: unknown, other: unknown, scope: Scope): unknown {
  const there = list instanceof Unknown ? list : other instanceof Unknown ? other : undefined;
  const wanted = there === list ? other : list;
  if (!there || !Array.isArray(wanted)) return filtered('difference', list, [other]);
  const before = scope.compared(there, wanted);
  if (!before) return computed('difference', list, other);
  return there === list ? filtered('difference', before, [wanted]) : filtered('difference', wanted, [before]);
}

function mapped(list: unknown, args: readonly unknown[]): unknown {
  const [how, ...rest] = args;
  if (!Array.isArray(list)) return computed('map', list, ...args);
  if (isDictionary(how) && 'attribute' in how)
    return list.map((item) => member(item, String(how.attribute), () => undefined));
  if (how === 'extract') {
    const [from, ...path] = rest;
    return list.map((key) =>
      path.flat().reduce(
        (found, step) => member(found, String(step), () => undefined),
        member(from, String(key), () => undefined),
      ),
    );
  }
  return list.map((item) => filtered(String(how), item, rest));
}

function selected(list: unknown, args: readonly unknown[], wanted: boolean): unknown {
  if (!Array.isArray(list) || isUnknown(args)) return computed(wanted ? 'select' : 'reject', list, ...args);
  const [test, ...rest] = args;
  return list.filter(
    (item) =>
      (test === undefined ? isTrue(item) : tested(String(test), textOf(item), rest) === true) === wanted,
  );
}
