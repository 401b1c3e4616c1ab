/**
 * In place of the package string-width, whose emoji tables cost 50 ms at every start: in columns,
 * true for the ASCII of our own help text, the only text that it measures.
 */
export default function stringWidth(text: string): number {
  return text.length;
}
