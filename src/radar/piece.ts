import type { HoleKind } from './hole-kind.ts';

/** A stretch of a line: text that is kept, or what was masked. */
export type Piece = string | { readonly kind: HoleKind; readonly value: string };
