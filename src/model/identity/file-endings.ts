/** Files that people write and name. */
const DOCUMENTS =
  'docx?|docm|dotx?|dotm|rtf|od[tspg]|pdf|xlsx?|xlsm|xlsb|xltx?|csv|tsv|pptx?|pptm|ppsx?|potx?|vsdx?|mpp|pub|onepkg|msg|eml|ics|vcf|pst|ost|' +
  'txt|log|xml|html?|mht|md|json|jpe?g|png|gif|bmp|tiff?|heic|svg|mp[34]|m4a|wav|avi|mov|mkv|wm[av]|zip|7z|rar|tar|tgz|gz|cab|bak|mdb|accdb|' +
  'dwg|dxf|psd|etl|evtx|dmp|reg|rdp|lnk|pfx|p12|kdbx|cer|crt|csr|pem|p7[bc]|jks|ppk|one(?!\\s*[=:([])|key(?!\\s*[=:([])';
/** Files of the client, and what was put aside. */
const CLIENT = 'hist|uccapilog|old';
/** Files of programs. */
const MODULES = 'exe|dll|sys|ocx|mui|msi|bat|cmd|ps1|psm1|vbs|ini|cfg|conf|config|dat|db|tmp';
const SOURCES = 'c|cc|cpp|cxx|h|hpp|hxx|inl|idl|asm|rc|cs|pdb|tmf|mof';

/** The ending of a document, which does not go on behind it: `.docx`, not the `.doc` of `.document`. */
export const DOCUMENT: RegExp = new RegExp(`\\.(?:${DOCUMENTS})(?![\\p{L}\\p{N}_(]|-\\p{L}|\\.[\\p{L}\\p{N}])`, 'giu');
/** The same at the end of a name, with what rotation and copying put behind it. */
export const ENDING: RegExp = new RegExp(
  `(?:\\.(?:${DOCUMENTS}|${CLIENT}|${MODULES}|${SOURCES})(?:\\.\\d{1,3})?)+$`,
  'i',
);
export const IS_DOCUMENT: RegExp = new RegExp(`\\.(?:${DOCUMENTS})$`, 'i');
export const IS_SOURCE: RegExp = new RegExp(`\\.(?:${SOURCES})$`, 'i');
/** Services: what answers, and no document. */
export const IS_SERVICE: RegExp = /\.(?:asmx|aspx|ashx|svc|dll|xsd|wsdl)$/i;
/** Up to the first ending of a file. */
export const TO_ENDING: RegExp = new RegExp(
  `^.{0,160}?\\.(?:${DOCUMENTS}|${MODULES}|${SOURCES})(?![\\p{L}\\p{N}_]|\\.[\\p{L}\\p{N}])`,
  'iu',
);
