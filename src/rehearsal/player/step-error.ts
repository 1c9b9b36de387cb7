/** Why a person cannot do what a step says; nothing was sent. */
export class StepError extends Error {}
