import { FAULTS } from '../rehearsal/faults.ts';
import { MOST_BOTS } from '../rehearsal/seats.ts';
import { MEMBERS, OPENING } from '../rehearsal/stage.ts';

/** What `marquee rehearse --help` prints. */
export const HELP = `usage: marquee rehearse [--as NAME] [--guild one|two] [--json] [--data DIR]
                        [--at TIME] [--members N] [--bots N]
                        [COMMAND | SCRIPT.jsonl]

Plays one command or a script on a loopback Discord, with the bot in a process
of its own, and exits. An argument that names an existing file is a script,
anything else a command. Without one, a terminal gets a prompt.

  --as NAME      who does what a step leaves open (default: host)
  --guild G      the guild of a single command (default: one)
  --json         one line of JSON a step on standard output, nothing else there
  --data DIR     the embedded database's folder; left out, a fresh one that is
                 thrown away
  --at TIME      when the stage's clock starts, e.g. 2026-03-01T18:00:00Z
                 (default: ${OPENING.toISOString()})
  --members N    people in each guild, 3 to 1000 (default: ${MEMBERS})
  --bots N       processes of the bot on one database, 1 to ${MOST_BOTS}; each
                 interaction is dealt to one of them, in turn (default: 1)

There are two guilds, "one" and "two", each with #film-club, a voice channel
Cinema and the same people:
host (owner), mod (moderator), ko (a client in Korean), m1, m2, ...
A third, "three" with #general, is there once the bot is invited.

A script has one step a line, a JSON object:
  {"as":"m1","type":"/film title:ballerina"}      run a command
  {"as":"m1","typing":"/film title:balle"}        type it as far as that; the
                                                  option typed last is asked for
  {"as":"m1","click":"Our club"}                  a button, by its label
  {"as":"m1","select":"1st choice","values":["Ballerina (2023)"]}
                                                  a select, by its placeholder
  {"as":"m1","submit":{"Rating":"4"}}             the open form, by its labels
  {"as":"mod","menu":"Hide as a spoiler"}         the menu of a message
  {"as":"m1","say":"hello","in":"#film-club"}     write
  {"as":"m1","say":"","files":[{"name":"a.png","size":1000,"spoiler":true}]}
                                                  with files (bytes)
  {"webhook":"Relay","say":"hello"}               through a webhook
  {"as":"m1","unsay":ID}                          delete a message
  {"as":"m1","rsvp":true,"on":"Film night"}       answer an event; the newest
                                                  when none is named
  {"as":"mod","event":"Film night","move":"2026-02-01T20:00:00Z"}
                                                  also "cancel":true,
                                                  "delete":true, "rename":"x"
  {"as":"mod","thread":"Room 12","archive":true}  also "lock", "delete":true,
                                                  "rename":"x", "add":["m1"],
                                                  "remove":["m1"],
                                                  "create":"private"|"public"
  {"as":"m1","accept":"#seen-it"}                 past its spoiler notice
  {"as":"host","shut":"m1","in":"#film-club"}     hide a channel from somebody;
                                                  "admit" shows it again
  {"as":"m1","look":"#film-club"}                 what this person sees there
  {"as":"m1","look":"@m1"}                        the bot's direct messages to
                                                  m1; "dms":false refuses them
  {"as":"m1","vote":["Burning (2018)"]}           in Discord's own poll; []
                                                  takes the vote back
  {"as":"m3","leave":true}                        the server; "join":true: back,
                                                  or somebody new
  {"role":"fans","give":"m3"}                     made when missing; or "take";
                                                  "mentionable":true
  {"deny":["SendMessages"],"in":"#film-club"}     the bot's rights; "allow"
  {"create":"#cinema"} {"delete":"#film-club"}    channels ("nsfw":true)
  {"invite":true,"guild":"three"}                 the bot joins a server;
                                                  "remove":true: thrown out
  {"advance":"48h"}                               let time pass (ms s m h d w)
  {"stop":true} {"kill":true} {"start":true}      the bot: an orderly end,
                                                  SIGKILL, a new start; of
                                                  several "bot":2, or all
  {"fault":"429","times":2}                       let something go wrong
  {"together":[[STEP,...],[STEP,...]]}            lines of steps at once; each
                                                  step ends when it is answered
"in" and "look" take threads and posts by their names too, the newest first.
Every step may have "guild":"two" and "on":ID, a message by its id; left out,
the newest that fits is meant. Commands split only at a declared option's name
with a colon; text before that goes to the first text option. Text that is the
name of a choice just offered by "typing" picks that choice. A file is named by
its path on this machine. Labels and placeholders have to match exactly, in the
language shown.

Faults ("none" switches all of them off):
${Object.entries(FAULTS)
  .map(([word, meaning]) => `  ${word.padEnd(14)} ${meaning}`)
  .join('\n')}

A step ends when the bot is idle, or after 30 s; "advance" goes from one due
job of the bot to the next. Each line of --json holds
{"step","ms","seen","refused","error"}: real milliseconds to the first response
(null where the bot was asked nothing), everything delivered to anyone because
of the step, the Discord errors the bot ran into, and why the step could not be
done; "together" has the results of each line. In "seen", "text" is what a
reader sees with spoilers as ${'▒▒▒'}, "revealed" the same with spoilers shown,
"notification" what a phone would push.

Exit code: 0 when every step ran, even with an "error" or something "refused"; 1
when the bot could not be started; 2 for wrong usage.`;
