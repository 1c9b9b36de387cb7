/** What can be made to go wrong, and what it does. `marquee rehearse --help` prints this list. */
export const FAULTS = {
  '429': 'the next request is told to wait half a second',
  '429-global': 'the next request is told that the bot as a whole is too fast',
  '500': 'the next request fails with an internal error, undone',
  '502': 'the next request fails at the gateway in front, undone',
  hang: 'the next request is never answered',
  reset: 'the connection of the next request is reset, undone',
  lost: 'the next request is done, but its answer is lost with the connection',
  '10062': 'the next answer to an interaction is told that the interaction is unknown',
  drop: 'the gateway connection is reset just before the next event, which waits for the resume',
  op7: 'the gateway asks the bot to reconnect just before the next event, which waits for the resume',
  op9: 'the gateway ends the session at once; the bot must identify again',
  'op9-resumable': 'the gateway ends the connection at once; the session can be resumed',
  duplicate: 'the next event is delivered twice',
  late: 'the next interaction arrives 2.9 seconds late',
} as const;

export type Fault = keyof typeof FAULTS;

export const isFault = (word: string): word is Fault => Object.hasOwn(FAULTS, word);

const AT_ONCE: readonly Fault[] = ['op9', 'op9-resumable'];
/** Whether a fault strikes the moment it is switched on. */
export const strikesAtOnce = (fault: Fault): boolean => AT_ONCE.includes(fault);

export type Faults = {
  /** Switches a fault on for the next `times` occasions. */
  arm(fault: Fault, times?: number): void;
  clear(): void;
  /** Takes the first of these that is switched on, and uses it up. */
  take(...wanted: readonly Fault[]): Fault | undefined;
};

/** No fault is switched on to begin with. */
export function noFaults(): Faults {
  let armed: Fault[] = [];
  return {
    arm: (fault, times = 1) => {
      armed.push(...Array.from({ length: times }, () => fault));
    },
    clear: () => {
      armed = [];
    },
    take: (...wanted) => {
      const index = armed.findIndex((fault) => wanted.includes(fault));
      return index === -1 ? undefined : armed.splice(index, 1)[0];
    },
  };
}
