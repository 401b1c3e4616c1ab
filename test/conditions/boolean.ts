import { jinja, jinjaExpression, type Node } from '../../src/foresee/jinja.ts';

/** What Ansible, or a module, gives as true or false: the last name of `result.stat.exists`. */
const ofAnsible = ['ansible_check_mode', 'changed', 'exists', 'unreachable'];

/** What the looks print as `true` or `false`; conditions.test.ts sees that they do. */
export const ofLooks = ['connecting', 'guarded', 'installed', 'restart_due', 'runs', 'tls_left'];

/** What our filters give as true or false: sme_lag. */
const ofFilters = ['done'];

/** Every value that a variable is given anywhere in the tree. */
export type Definitions = ReadonlyMap<string, readonly unknown[]>;

/** Whether an expression gives true or false whatever the host says: not a text, a list or nothing that is taken for one. */
export function isBoolean(expression: string, definitions: Definitions): boolean {
  return gives(jinjaExpression(expression), definitions);
}

function gives(node: Node, definitions: Definitions): boolean {
  const its = (one: Node) => gives(one, definitions);
  switch (node.type) {
    case 'Identifier':
      return ['true', 'false', ...ofAnsible].includes(node.value) || isGivenBoolean(node.value, definitions);
    case 'MemberExpression': {
      const name = node.property.value;
      const isKnown =
        [...ofAnsible, ...ofLooks, ...ofFilters].includes(name) || isGivenBoolean(name, definitions);
      return !node.computed && isKnown;
    }
    case 'UnaryExpression':
      return node.operator.value === 'not';
    case 'BinaryExpression':
      return /^(?:and|or)$/.test(node.operator.value)
        ? its(node.left) && its(node.right)
        : /^(?:==|!=|<=?|>=?|in|not in)$/.test(node.operator.value);
    case 'Ternary':
      return its(node.trueExpr) && its(node.falseExpr);
    case 'FilterExpression':
      return isBooleanFilter(node, its);
    default:
      return false;
  }
}

/** Tests of Jinja stand here too, as filters whose names begin with is_. */
function isBooleanFilter({ operand, filter }: Node, its: (node: Node) => boolean): boolean {
  const name: string = filter.callee?.value ?? filter.value;
  if (name === 'default') return its(operand) && its(filter.args[0]);
  return name === 'bool' || name.startsWith('is_');
}

function isGivenBoolean(name: string, definitions: Definitions): boolean {
  const given = definitions.get(name) ?? [];
  // A variable that is made of itself, such as one that a caller hands on, says nothing of its kind.
  const others = new Map([...definitions].filter(([other]) => other !== name));
  return given.length > 0 && given.every((value) => isBooleanValue(value, others));
}

/** A value as YAML has it, or one expression and not a character beside it, which would make a text of it. */
function isBooleanValue(value: unknown, definitions: Definitions): boolean {
  if (typeof value !== 'string' || !/^\{\{[\s\S]*\}\}$/.test(value)) return typeof value === 'boolean';
  const [node, ...more] = jinja(value);
  return node !== undefined && more.length === 0 && gives(node, definitions);
}
