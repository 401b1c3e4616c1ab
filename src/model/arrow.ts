import type { Line, Point } from './picture.ts';

const radius = 10;
const headLength = 9;
const headWidth = 9;

/** A line with an arrowhead at its end, or at both ends; it has two points at least. */
export function arrow(
  kind: Line['kind'],
  points: readonly [Point, Point, ...Point[]],
  ends: 'end' | 'both' = 'end',
): Line {
  const tip = points.at(-1) as Point;
  const beforeTip = points.at(-2) as Point;
  const heads = [headAt(tip, beforeTip), ...(ends === 'both' ? [headAt(points[0], points[1])] : [])];
  // The line ends within its head, so that it does not show beyond the tip.
  const from = ends === 'both' ? towards(points[0], points[1], headLength / 2) : points[0];
  const drawn = [from, ...points.slice(1, -1), towards(tip, beforeTip, headLength / 2)];
  return { kind, points, path: rounded(drawn), heads: heads.join(' ') };
}

/** The point so many pixels from one point on the way to another. */
function towards([x, y]: Point, [toX, toY]: Point, distance: number): Point {
  return [x + Math.sign(toX - x) * distance, y + Math.sign(toY - y) * distance];
}

function headAt(tip: Point, from: Point): string {
  const [x, y] = towards(tip, from, headLength);
  const isLevel = y === tip[1];
  const [dx, dy] = isLevel ? [0, headWidth / 2] : [headWidth / 2, 0];
  return `M${tip.join(' ')} L${x + dx} ${y + dy} L${x - dx} ${y - dy} Z`;
}

function rounded(points: readonly Point[]): string {
  const parts = points.map((point, index) => {
    const [before, after] = [points[index - 1], points[index + 1]];
    if (!before) return `M${point.join(' ')}`;
    if (!after) return `L${point.join(' ')}`;
    const [start, end] = [towards(point, before, radius), towards(point, after, radius)];
    return `L${start.join(' ')} Q${point.join(' ')} ${end.join(' ')}`;
  });
  return parts.join(' ');
}
