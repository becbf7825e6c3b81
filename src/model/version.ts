/** The version of this tool; a test holds it equal to that of package.json. */
export const VERSION = '0.1.0';
