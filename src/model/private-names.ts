/**
 * Elements that hold what people wrote: the item's Body, Subject and their derivatives, and extended properties, of which
 * ConversationXml holds whole conversations; plain or escaped once more (`&lt;t:Body BodyType="Text"&gt;`).
 */
export const PRIVATE_NAMES: readonly string[] = [
  'Body',
  'Subject',
  'UniqueBody',
  'NormalizedBody',
  'TextBody',
  'Preview',
  'MimeContent',
  'ConversationTopic',
  'ExtendedProperty',
];

/** Source of a regular expression: where the start tag or the end tag of one begins. */
export const PRIVATE_TAG: string = `(?:<|&lt;)/?(?:[\\w.-]+:)?(?:${PRIVATE_NAMES.join('|')})\\b`;
