import { type APIMessageTopLevelComponent, ComponentType } from 'discord.js';
import type { Letter } from './publish.ts';

/** A letter without its files and what shows them: files need a right of their own, what is said does not. */
export function withoutFiles(letter: Letter): Letter {
  if ('content' in letter) return { ...letter, files: [] };
  return { files: [], components: letter.components.flatMap(bare) };
}

function bare(component: APIMessageTopLevelComponent): APIMessageTopLevelComponent[] {
  if (component.type !== ComponentType.Container) return showsFile(component) ? [] : [component];
  return [{ ...component, components: component.components.filter((one) => !showsFile(one)) }];
}

function showsFile({ type }: { type: ComponentType }): boolean {
  return type === ComponentType.MediaGallery || type === ComponentType.File;
}
