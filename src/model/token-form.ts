/** The form of what stands for an identity in a redacted report: its kind and eight letters or digits or more. As the source of a pattern. */
export const TOKEN_FORM = '(?:user|domain|host|ip|phone|sid|id|name|file|bundle)-[a-km-np-z2-9]{8,}';
