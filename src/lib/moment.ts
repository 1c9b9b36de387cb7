import { type Safe, safe } from './safe.ts';

/** `F` date and time, `f` shorter, `D` a date, `t` a time, `R` as seen from now. */
export type MomentStyle = 'F' | 'f' | 'D' | 't' | 'R';

/** An instant that Discord shows to each reader in their own time and language. */
export function moment(at: Date, style: MomentStyle): Safe {
  const seconds = Math.floor(at.getTime() / 1_000);
  switch (style) {
    case 'F':
      return safe`<t:${seconds}:F>`;
    case 'f':
      return safe`<t:${seconds}:f>`;
    case 'D':
      return safe`<t:${seconds}:D>`;
    case 't':
      return safe`<t:${seconds}:t>`;
    case 'R':
      return safe`<t:${seconds}:R>`;
  }
}

/** A person by name, without a ping as long as the message allows none. */
export function mention(userId: string): Safe {
  return safe`<@${digits(userId)}>`;
}

/** A channel's name, as a link to it. */
export function channelLink(channelId: string): Safe {
  return safe`<#${digits(channelId)}>`;
}

/** A role's name; it pings only where the message says so. */
export function roleMention(roleId: string): Safe {
  return safe`<@&${digits(roleId)}>`;
}

function digits(id: string): string {
  if (!/^\d{1,20}$/.test(id)) throw new TypeError('this is no id of Discord');
  return id;
}
