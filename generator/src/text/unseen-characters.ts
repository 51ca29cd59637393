/** Control characters, line breaks, and what is invisible or reorders text: no name needs them. */
export const UNSEEN_CHARACTERS = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115F\u1160\u3164\uFFA0]/u;
