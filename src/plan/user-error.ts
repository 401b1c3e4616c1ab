/** A fault of the user's or of their system, to be told in a sentence; every other error is a bug of ours. */
export class UserError extends Error {
  readonly exitCode: 2 | 3;

  constructor(message: string, exitCode: 2 | 3 = 2) {
    super(message);
    this.exitCode = exitCode;
  }
}
