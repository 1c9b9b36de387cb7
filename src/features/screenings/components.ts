import type { Component } from '../../discord/component.ts';
import type { FormHandler } from '../../discord/form.ts';
import { askComponents } from './asks/components.ts';
import { draftComponents, draftForms } from './drafts/components.ts';
import { guestComponents } from './guests/components.ts';

export const screeningComponents: readonly Component[] = [...draftComponents, ...guestComponents, ...askComponents];
export const screeningForms: readonly FormHandler[] = draftForms;
