import type { Model } from './model.ts';

/** What the picture is made of: the model, as it is before the picture is part of it. */
export type Subject = Omit<Model, 'topology'>;

/** The places that the parts of the topology share, in pixels. Everything else follows from the text in it. */
export const grid = {
  width: 1200,
  margin: 40,
  /** Inside a box, between its border and its text. */
  padding: 16,
  /** Between two boxes of a row. */
  gap: 16,
  /** The database servers stand left and right; the virtual IPs between them. */
  serverWidth: 290,
  serverX: [100, 810],
  vipPanel: { x: 456, width: 288 },
  /** From the application servers down to the database servers. */
  descent: 84,
  /** How far outside of a database server the line of its guard goes up. */
  lane: 34,
} as const;

export const middle = grid.width / 2;
