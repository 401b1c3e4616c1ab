// Made by `npm run generate` from schemas/inventory.schema.json: change that file, not this one.
import type { ErrorObject } from 'ajv';

/** Fill in every default in place; false when `errors` then says what does not fit the schema. */
declare const validate: {
  (data: unknown): boolean;
  errors?: ErrorObject[] | null;
};
export default validate;
