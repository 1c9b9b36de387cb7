export const Intent = {
  guilds: 1 << 0,
  members: 1 << 1,
  presences: 1 << 8,
  messages: 1 << 9,
  directMessages: 1 << 12,
  messageContent: 1 << 15,
  scheduledEvents: 1 << 16,
  polls: 1 << 24,
  directPolls: 1 << 25,
} as const;

const PRIVILEGED = Intent.members | Intent.presences | Intent.messageContent;
/** Bits that mean something: 0 to 16, 20, 21, 24 and 25. */
const KNOWN = (1 << 17) - 1 + (1 << 20) + (1 << 21) + (1 << 24) + (1 << 25);

/** The code a connection is closed with for these intents: 4013 unknown, 4014 not switched on; 0 when they are fine. */
export function intentsRefused(intents: number): 0 | 4013 | 4014 {
  if (!Number.isInteger(intents) || intents < 0 || (intents & ~KNOWN) !== 0) return 4013;
  return intents & PRIVILEGED ? 4014 : 0;
}
