import { z } from 'zod';
import { type JsonSchema, toJsonSchema } from '@/lib/profiles/json-schema';
import type { Field } from '@/lib/profiles/reference/content';

/** What is read of a JSON Schema. */
const node = z.object({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  format: z.string().optional(),
  description: z.string().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  items: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  default: z.unknown().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  minItems: z.number().optional(),
  maxItems: z.number().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
});

type Node = z.infer<typeof node>;

const code = (value: unknown) => `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;

/** What a value may be, in words: `string`, `array of strings`, `string or null`. */
function typeOf({ type, anyOf, items, format }: Node): string {
  if (anyOf) return anyOf.map((each) => typeOf(node.parse(each))).join(' or ');
  if (type === 'array') return `array of ${typeOf(node.parse(items ?? {}))}s`;
  if (format === 'date-time') return 'date and time';
  return [type ?? 'any value'].flat().join(' or ');
}

function range(unit: string, least: number | undefined, most: number | undefined): string[] {
  // The safe integers are the bounds of every integer.
  const [min, max] = [least, most].map((bound) => (Number.isSafeInteger(bound) ? bound : undefined));
  const isOpen = max === undefined || max === Number.MAX_SAFE_INTEGER;
  const isBounded = min !== undefined && min !== Number.MIN_SAFE_INTEGER;
  if (isOpen) return isBounded ? [`At least ${min}${unit}.`] : [];
  if (min === max) return [`${min}${unit}.`];
  return [isBounded ? `${min} to ${max}${unit}.` : `At most ${max}${unit}.`];
}

/** How long a text, a list or a number may be. */
function bounds({ anyOf = [], ...schema }: Node): string[] {
  return [
    ...range(' characters', schema.minLength, schema.maxLength),
    ...range(' items', schema.minItems, schema.maxItems),
    ...range('', schema.minimum, schema.maximum),
    ...anyOf.flatMap((each) => bounds(node.parse(each))),
  ];
}

/** The rules of the schema for a value, except its type. */
function rulesOf(schema: Node): string[] {
  return [
    ...(schema.description ? [schema.description] : []),
    ...(schema.enum ? [`One of ${schema.enum.map(code).join(', ')}.`] : []),
    ...bounds(schema),
    ...(schema.default === undefined ? [] : [`Default: ${code(schema.default)}.`]),
  ];
}

/** The schema of the objects in a value: its own, or that of its items. */
function inner(schema: Node): { suffix: string; schema: Node } {
  if (schema.type !== 'array') return { suffix: '', schema };
  return { suffix: '[]', schema: node.parse(schema.items ?? {}) };
}

function flatten(schema: Node, prefix: string, deep: boolean): Field[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, value]) => {
    const property = node.parse(value);
    const field: Field = {
      name: prefix + name,
      type: typeOf(property),
      required: schema.required?.includes(name) ?? false,
      description: rulesOf(property).join(' '),
    };
    const { suffix, schema: child } = inner(property);
    return [field, ...(deep ? flatten(child, `${prefix}${name}${suffix}.`, deep) : [])];
  });
}

/** The fields of a shape as callers send it. */
export function requestFields(shape: z.ZodType | undefined): Field[] {
  return shape ? flatten(node.parse(toJsonSchema(shape, 'input')), '', true) : [];
}

/**
 * The fields of a response, for each of the forms that it can have. After the first form, only the outermost fields are
 * listed: they contain what the first form is.
 */
export function responseFields(shape: z.ZodType): Field[][] {
  const schema: JsonSchema = toJsonSchema(shape, 'output');
  const { anyOf, ...only } = node.parse(schema);
  const forms = anyOf?.map((each) => node.parse(each)) ?? [only];
  return forms.map((form, index) => flatten(form, '', index === 0)).filter((fields) => fields.length > 0);
}
