/** What can be made to go wrong, and what it does. `marquee rehearse --help` prints this list. */
export const FAULTS = {
  '429': 'the next request has to wait for half a second',
  '429-global': 'the same, for the bot as a whole',
  '500': 'the next request fails inside Discord, undone',
  '502': 'the next request fails in front of Discord, undone',
  hang: 'the next request is never answered',
  reset: "the next request's connection is reset, undone",
  lost: 'the next request is done, its answer lost',
  '10062': 'the next answer meets an unknown interaction',
  drop: 'the gateway breaks just before the next event (resume)',
  op7: 'the gateway asks to reconnect just before the next event',
  op9: 'the session ends at once; the bot identifies anew',
  'op9-resumable': 'the session is interrupted at once and can be resumed',
  duplicate: 'the next event comes twice',
  late: 'the next interaction comes 2.9 seconds late',
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
