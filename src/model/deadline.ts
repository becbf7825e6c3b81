/** Microsoft, "Enable or disable offline IM": a two-minute timer runs from the moment the message is sent (contract section 3). */
export const DEADLINE_SECONDS = 120;
