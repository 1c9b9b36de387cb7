import { registerHooks } from 'node:module';
import type { core } from 'zod';

const PACKAGE = 'discord-api-spec/zod';
const LOOSE = 'let zObject = z.object;';

/**
 * Discord's published schemas, made strict: an unknown key is an error. The package builds its schemas while it is
 * imported, so its own switch comes too late and the source is changed on the way in.
 */
async function loadStrict(): Promise<Map<string, core.$ZodType>> {
  const hooks = registerHooks({
    load(url, context, next) {
      const loaded = next(url, context);
      if (!url.endsWith('/discord-api-spec.zod.js')) return loaded;
      const source = String(loaded.source);
      if (!source.includes(LOOSE)) throw new Error(`${PACKAGE} no longer says "${LOOSE}": it cannot be made strict`);
      return { ...loaded, source: source.replace(LOOSE, 'let zObject = z.strictObject;') };
    },
  });
  try {
    const specifier: string = PACKAGE;
    return new Map(Object.entries<core.$ZodType>(await import(specifier)));
  } finally {
    hooks.deregister();
  }
}

const schemas = await loadStrict();

/**
 * A published schema by the name the package gives it, without `Schema`.
 * @throws when there is none.
 */
export function published(name: string): core.$ZodType {
  const schema = schemas.get(`${name}Schema`);
  if (!schema) throw new Error(`discord-api-spec has no ${name}Schema`);
  return schema;
}
