/** What the application knows of a row that the database acknowledged. */
export interface Row {
  server: string;
  sent: number;
  acked: number;
  /** What may stand in it: two texts while it is unknown whether a change was done. Empty: as inserted. */
  payloads: string[];
  gone: 'no' | 'yes' | 'perhaps';
}

/** One commit that a server acknowledged: when it was sent, and when the answer came. */
export interface Ack {
  server: string;
  writer: string;
  sent: number;
  acked: number;
  rows: number;
}

/** Keeps the books of what the application was told; fed with the lines of load.php. */
export class Ledger {
  readonly rows = new Map<string, Row>();
  readonly acks: Ack[] = [];
  readonly faults: { time: number; message: string }[] = [];
  /** Changes of rows which the server at hand did not have at that moment. */
  unseen = 0;

  note(line: string): void {
    const [kind, writer = '', ...fields] = line.split('\t');
    if (kind === 'A') this.acknowledged(writer, fields);
    else if (kind === 'B') this.doubt(fields[1] ?? '-', fields[2] ?? '-');
    else if (kind === 'U') this.faults.push({ time: Number(fields[1]), message: fields[5] ?? '' });
    else if (kind === 'E') this.faults.push({ time: Number(fields[0]), message: fields[1] ?? '' });
  }

  private acknowledged(writer: string, fields: string[]): void {
    const [server = '', sent, acked, inserted = '-', updated = '-', deleted = '-', unseen = '-'] = fields;
    const times = { sent: Number(sent), acked: Number(acked) };
    const tokens = inserted === '-' ? [] : inserted.split(',');
    for (const token of tokens) this.rows.set(token, { server, ...times, payloads: [''], gone: 'no' });
    this.acks.push({ server, writer, ...times, rows: tokens.length });
    const older = this.rows.get(updated === '-' ? deleted : (updated.split('=')[0] ?? ''));
    if (!older) return;
    if (unseen !== '-') this.unseen++;
    // The server has said that it changed nothing: then nothing is to be found changed.
    if (unseen !== '-') Object.assign(older, { payloads: [''], gone: 'no' });
    else if (updated === '-') older.gone = 'yes';
    else older.payloads = [updated.slice(updated.indexOf('=') + 1)];
  }

  private doubt(updated: string, deleted: string): void {
    const older = this.rows.get(updated === '-' ? deleted : (updated.split('=')[0] ?? ''));
    if (older && deleted !== '-') older.gone = 'perhaps';
    if (older && updated !== '-') older.payloads = ['', updated.slice(updated.indexOf('=') + 1)];
  }

  /** The longest time without an acknowledgement in a span, in microseconds, and when it began. */
  longestGap(from: number, to: number): { gap: number; since: number } {
    const times = this.acks.map(({ acked }) => acked).filter((time) => time > from && time < to);
    let longest = { gap: 0, since: from };
    let last = from;
    for (const time of [...times.sort((a, b) => a - b), to]) {
      if (time - last > longest.gap) longest = { gap: time - last, since: last };
      last = time;
    }
    return longest;
  }

  /** The application's errors in a span, the most frequent first. */
  errors(from: number): string[] {
    const count = new Map<string, number>();
    for (const { time, message } of this.faults) {
      if (time >= from) count.set(message, (count.get(message) ?? 0) + 1);
    }
    return [...count].sort(([, a], [, b]) => b - a).map(([message, times]) => `${times} x ${message}`);
  }
}
