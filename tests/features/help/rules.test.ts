import { describe, expect, test } from 'vitest';
import { house } from '../../../commands/index.ts';
import { ROUND_STATES } from '../../../src/db/schema/rounds.ts';
import { type Role, suggestions } from '../../../src/features/help/rules.ts';

const ALL = new Set([
  ...['film', 'nominate', 'nominations', 'setup', 'club join', 'club leave', 'club settings'],
  ...['poll open', 'poll status', 'poll close', 'poll cancel', 'poll recount'],
  ...['screening plan', 'screening move', 'screening list', 'review', 'discuss', 'recap night'],
]);
const NOW = new Set(
  house.commands.flatMap((one) => {
    if ('subcommands' in one) return one.subcommands.map(({ name }) => `${one.name} ${name}`);
    return [one.name];
  }),
);
const ROLES: Role[] = ['host', 'member', 'stranger'];

const at = (role: Role, state: (typeof ROUND_STATES)[number], films = 0) => suggestions(role, { state, films }, 2, ALL);

describe('the three commands for a moment', () => {
  test('a member puts films forward while that is open', () => {
    expect(at('member', 'nominating')).toEqual(['nominate', 'nominations', 'film']);
  });

  test('a host opens the vote once there are films enough, and not before', () => {
    expect(at('host', 'nominating', 2)[0]).toBe('poll open');
    expect(at('host', 'nominating', 1)).not.toContain('poll open');
  });

  test('while a vote is open a host can look, close and cancel, a member can look', () => {
    expect(at('host', 'polling')).toEqual(['poll status', 'poll close', 'poll cancel']);
    expect(at('member', 'polling')[0]).toBe('poll status');
    expect(at('member', 'polling')).not.toContain('poll close');
  });

  test('who is no member joins first', () => {
    for (const state of ROUND_STATES) expect(at('stranger', state)[0]).toBe('club join');
  });

  test.each(ROUND_STATES)('in %s everybody gets three different ones that there are', (state) => {
    for (const role of ROLES)
      for (const offered of [ALL, NOW]) {
        const found = suggestions(role, { state, films: 9 }, 2, offered);
        expect(new Set(found).size).toBe(3);
        expect(found.filter((name) => !offered.has(name))).toEqual([]);
      }
  });

  test('only a host is sent to what only a host may do', () => {
    const forHosts = ['poll open', 'poll close', 'poll cancel', 'club settings', 'screening plan', 'screening move'];
    for (const state of ROUND_STATES)
      for (const role of ['member', 'stranger'] as const)
        expect(at(role, state, 9).filter((name) => forHosts.includes(name))).toEqual([]);
  });
});
