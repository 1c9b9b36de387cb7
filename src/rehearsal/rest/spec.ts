import { createRequire, findPackageJSON, registerHooks } from 'node:module';
import { join } from 'node:path';
import type { core } from 'zod';

const PACKAGE = 'discord-api-spec';
const FILE = 'build/discord-api-spec.zod.js';
const LOOSE = 'let zObject = z.object;';

/**
 * Discord's published schemas, made strict: an unknown key is an error. The package builds its schemas while it is
 * loaded, so its own switch comes too late and the source is changed on the way in.
 */
function loadStrict(): Map<string, core.$ZodType> {
  let isStrict = false;
  const hooks = registerHooks({
    load(url, context, next) {
      const loaded = next(url, context);
      if (!url.endsWith(FILE)) return loaded;
      const source = String(loaded.source);
      isStrict = source.includes(LOOSE);
      return { ...loaded, source: source.replace(LOOSE, 'let zObject = z.strictObject;') };
    },
  });
  try {
    // Required by its path and not imported: a test runner that bundles imports would load it past the hook.
    const path = join(findPackageJSON(PACKAGE, import.meta.url) ?? '', '..', FILE);
    const exported: Record<string, core.$ZodType> = createRequire(import.meta.url)(path);
    if (!isStrict) throw new Error(`${PACKAGE} no longer says "${LOOSE}": it cannot be made strict`);
    return new Map(Object.entries(exported));
  } finally {
    hooks.deregister();
  }
}

const schemas = loadStrict();

/**
 * A published schema by the name the package gives it, without `Schema`.
 * @throws when there is none.
 */
export function published(name: string): core.$ZodType {
  const schema = schemas.get(`${name}Schema`);
  if (!schema) throw new Error(`discord-api-spec has no ${name}Schema`);
  return schema;
}
