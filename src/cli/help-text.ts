/** What `oimscope --help` prints; a test holds it to args.ts, and writes it. */
export const HELP: string = `oimscope [path..]

Tell what became of each offline message, and why

Commands:
  oimscope analyze [path..]          Tell what became of each offline message, and why     [default]
  oimscope explain [rule] [path..]   Tell why a root cause was found, or why not
  oimscope batch [path..]            Analyse every bundle of some folders
  oimscope worker [url]              Analyse the bundles that a batch put on a queue
  oimscope merge [path..]            Join results folders of batches
  oimscope watch [folder]            Follow the folder of a client, and tell each change
  oimscope radar [path..]            Show lines of the matter that nothing understands, with phrases
                                     for them
  oimscope decode <file>             Print what a raw trace (.etl) holds
  oimscope excerpt [path..]          Write the smallest bundle that still gives the same findings
  oimscope diff [before] [after]     Compare two reports, or the results of two batches
  oimscope verify [report] [path..]  Open every citation of a report again
  oimscope rules                     List the root causes it knows
  oimscope formats                   List the forms of file it reads
  oimscope phrases [path..]          List the phrases in use, or check them
  oimscope completion                Print a completion script for bash or zsh

Positionals:
  path  Folder or file, - for standard input; several are one bundle          [string] [default: []]

Options:
      --version         Show version number                                                [boolean]
  -h, --help            Show help                                                          [boolean]
  -f, --format          Form of the report
           [choices: "table", "json", "ndjson", "csv", "markdown", "html", "timesketch", "perfetto"]
                                                                                  [default: "table"]
  -o, --output          Write the report to a file                                          [string]
      --zone            Time zone of sources that state none, or GLOB=ZONE for those a glob matches
                        [default: UTC]                                                       [array]
      --no-skew         Leave times as they are where clocks disagree     [boolean] [default: false]
      --tmf             Folder or file with formats of trace messages (TMF), for raw traces  [array]
      --manifest        Instrumentation manifest, for events of raw traces                   [array]
      --formats         Learned formats of trace messages, as "decode --learn" writes them   [array]
      --phrasebook      Phrasebook (JSON): what lines of a client mean                       [array]
      --now             When the bundle was collected (ISO 8601) [default: its newest file time]
                                                                                            [string]
      --mailbox         Where the mailbox is, if you know         [choices: "on-premises", "online"]
      --client-version  Version of the client, if you know: 16.0.6741.2048                  [string]
      --since           Only messages sent at or after this moment (ISO 8601, UTC without an offset)
                                                                                            [string]
      --until           Only messages sent at or before this moment                         [string]
      --redact          Tokens in the place of people, hosts and ids, for a ticket
                                                       [choices: "none", "ticket"] [default: "none"]
      --keep-domain     With --redact: a domain that stays readable, "*" for all             [array]
      --redact-key      With --redact: file (or env:NAME) with the key that makes the same tokens
                        again                                                               [string]
      --redact-map      With --redact: file for what each token stands for; keep it to yourself
                                                                                            [string]
      --width           Columns of the table [default: those of the terminal, else 100]     [string]
      --workers         Threads that read large traces [default: one a processor]           [string]
      --color           Colours; NO_COLOR and FORCE_COLOR are honoured
                                              [choices: "auto", "always", "never"] [default: "auto"]
      --progress        A progress line on standard error
                                              [choices: "auto", "always", "never"] [default: "auto"]
      --verbose         Every step, attempt, rule, gap and issue          [boolean] [default: false]
      --fail-on         Exit with 1 on a finding this grave or graver
                                     [choices: "error", "warning", "info", "none"] [default: "none"]

Examples:
  oimscope "C:\\Logs\\alice"                            Analyse a collected folder
  oimscope Lync-UccApi-0.UccApilog trace.xml          Single files, one bundle
  --mailbox on-premises
  oimscope bundle --zone "*.UccApilog=Europe/Berlin"  Every step, with its evidence
  --verbose
  oimscope explain drafts-bug-2016-06 bundle          Why this cause was found, or why not
  oimscope watch                                      See live what becomes of each message of the
                                                      current user
  oimscope decode Lync.etl --tmf C:\\tmf               A raw trace as text
  oimscope excerpt bundle -o small                    What a colleague needs to see the same
                                                      findings
  oimscope bundle -f markdown -o ticket.md            A block of text for a ticket
  oimscope bundle -f json -o report.json --fail-on    For scripts
  error

Exit codes: 0 analysed, 1 a finding at or above --fail-on, 2 wrong usage, 3 no usable input, 4 part
of the input could not be read, 70 internal error, 130 interrupted.
`;
