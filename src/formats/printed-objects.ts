import type { TextSource } from '../input/text-source.ts';
import type { CompanionComponent } from '../model/companion.ts';
import type { ReadContext, Survey } from './format.ts';
import { propertyBlocks } from './property-blocks.ts';
import { propertyLine, readWholeText, type TextPart } from './whole-text.ts';

/** True for a text with an object that one of these printed. */
export function holdsPrinted(text: string, isWanted: (by: CompanionComponent) => boolean): boolean {
  return propertyBlocks(text).some((block) => isWanted(block.component));
}

function partsOf(text: string): readonly TextPart[] {
  return propertyBlocks(text).map(({ fields, ...place }) => ({
    ...place,
    message: [...fields].map(([name, value]) => propertyLine(name, value)).join('\n'),
  }));
}

/** Each printed object becomes one record: a transcript may hold the output of several cmdlets, whichever form claims it. */
export function readPrinted(source: TextSource, context: ReadContext, what: string): Promise<Survey> {
  return readWholeText(source, context, what, partsOf);
}
