import { text as english } from './en.ts';

/** Every string a page shows. Read it inside functions: what a module reads while it loads stays as it is. */
export const text = english;
