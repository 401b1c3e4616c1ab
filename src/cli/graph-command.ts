import { replaceOurs } from '../apply/replace-file.ts';
import { withSentence } from '../apply/system-fault.ts';
import { compileAll, type Format, report } from './inventories.ts';
import { type Io, pathOf } from './io.ts';

export interface GraphOptions {
  readonly inventory: string;
  readonly output?: string | undefined;
  readonly format?: Format | undefined;
}

/** Print the topology as SVG, or write it to a file, where only an earlier one may stand: the very topology.svg of the tree. */
export async function graphCommand(
  { inventory, output, format = 'text' }: GraphOptions,
  io: Io,
): Promise<number> {
  const compilations = await compileAll([inventory], io);
  const toStdout = output === undefined || output === '-';
  // Faults must not get between the lines of the picture.
  const places = toStdout ? { ...io, stdout: io.stderr } : io;
  if (report(compilations, format, places)) return 2;
  const picture = compilations[0]?.tree?.get('topology.svg');
  if (picture === undefined) throw new Error('an inventory without errors has no picture');
  if (toStdout) io.stdout.write(picture);
  else
    await withSentence(`write ${output}`, () =>
      replaceOurs(pathOf(output, io), picture, 'picture', isOurPicture),
    );
  return 0;
}

/** Whether a text is the picture of any cluster: it begins as topology.svg.ejs does. */
function isOurPicture(text: string): boolean {
  return /^<svg [^>]* aria-labelledby="(\S+)-title \1-words">\n<title id="\1-title">/.test(text);
}
