/** What a verb says about its sentence: a deed with a victim, a turn of events, a plain act, a thought, talk about a film. */
export type VerbKind = 'harm' | 'turn' | 'act' | 'mind' | 'craft';

/** Base forms; after a colon, past forms that no rule gives. */
const VERBS: Readonly<Record<VerbKind, string>> = {
  harm: `kill murder die shoot:shot stab strangle hang drown poison execute slaughter slay:slew:slain behead decapitate
    dismember bleed:bled burn explode torture rape assault attack beat:beaten punch kick wound injure bite:bit:bitten
    devour choke slash massacre sacrifice perish crash destroy smother assassinate mutilate ambush fight:fought impale
    electrocute stalk haunt beg bury gun slit maim cripple batter bludgeon gas blind infect possess curse commit overdose`,
  turn: `reveal discover learn realize realise confess admit betray escape flee:fled survive rescue save capture kidnap
    abduct arrest imprison uncover expose deceive trick steal:stole:stolen rob marry divorce reunite abandon reject defeat
    win:won lose:lost surrender forgive:forgave:forgiven avenge transform become:became vanish disappear awake:awoke
    awaken recognize recognise confront chase trap lock hide:hid:hidden threaten blackmail bribe seduce refuse agree
    decide plan attempt manage succeed force demand join hire accuse convict sentence witness overhear inherit impregnate
    impersonate pose frame fake conspire plot scheme sabotage hunt corner overpower subdue free befriend adopt reconcile
    accept resolve vow swear:swore:sworn promise convince persuade manipulate control hatch suspect investigate
    interrogate identify track pursue intervene retaliate crumble collapse propose elope cheat spy smuggle succumb relent
    regain resurrect revive trigger activate infiltrate retrieve recover return leave:left arrive find:found team
    fall:fell:fallen trade swap replace lure kiss sleep:slept`,
  act: `go:went:gone walk run:ran drive:drove:driven ride:rode:ridden climb jump enter exit reach come:came sit:sat
    stand:stood lie stare gaze glance hear:heard hold:held grab pull push throw:threw:thrown drop pick carry
    give:gave:given take:took:taken bring:brought send:sent put close knock call phone ask answer tell:told say:said
    reply whisper scream shout yell cry laugh smile hug eat:ate:eaten drink:drank:drunk wear:wore:worn hand point aim fire
    turn head travel move board check pack search wait visit meet:met approach emerge appear reappear break:broke:broken
    cut tie gag strip undress dance sing:sang:sung spot notice stumble encounter toss pour swing:swung smash rip
    tear:tore:torn lift drag crawl slip sneak rush hurry march wander retreat follow lead:led attend interrupt insist
    claim explain announce declare warn order protest plead shriek vomit dig:dug swim:swam:swum fly:flew:flown land sail
    lean nod shrug sigh grow:grew:grown invite introduce describe rummage pocket unlock slam stop start begin:began:begun
    continue try get:got pay:paid buy:bought sell:sold write:wrote:written read work study practice spend:spent live stay
    settle teach:taught train raise rent burst peer snap gather mention suggest`,
  mind: `want need hope love hate think:thought know:knew:known fear dream wish believe wonder remember
    forget:forgot:forgotten understand:understood miss mourn grieve desire trust doubt regret long feel:felt imagine
    see:saw:seen struggle suffer pretend expect care worry blame`,
  craft: `deliver prove shine entertain disappoint impress lack boast enjoy recommend appreciate deserve elevate direct star
    perform act cast film edit score pen script photograph adapt evoke exude convey captivate enchant resonate culminate
    engage bore pace feature showcase depict explore examine portray present combine blend mix offer provide serve rely
    recall echo remind compare rank rate review premiere stream release debut market produce distribute remake homage
    handle craft create establish build:built keep:kept make:made watch surprise satisfy underwhelm justify play embody
    inhabit`,
};

const DOUBLED = /(?:[^aeiou]|^)[aeiou][bdgmnpt]$/;
const UNDOUBLED = new Set([
  'open',
  'enter',
  'murder',
  'abandon',
  'reveal',
  'discover',
  'poison',
  'burn',
  'return',
  'learn',
]);

/** Every inflected form of the verbs with its kind. A form of two verbs belongs to the first kind that has it. */
export function verbForms(): ReadonlyMap<string, VerbKind> {
  const forms = new Map<string, VerbKind>();
  for (const kind of ['harm', 'turn', 'act', 'mind', 'craft'] as const) {
    for (const entry of VERBS[kind].split(/\s+/)) {
      const [verb = '', ...irregular] = entry.split(':');
      for (const form of [...inflect(verb), ...irregular]) if (!forms.has(form)) forms.set(form, kind);
    }
  }
  return forms;
}

function inflect(verb: string): string[] {
  if (verb.endsWith('ie')) return [verb, `${verb}s`, `${verb}d`, `${verb.slice(0, -2)}ying`];
  if (verb.endsWith('ee')) return [verb, `${verb}s`, `${verb}d`, `${verb}ing`];
  if (verb.endsWith('e')) return [verb, `${verb}s`, `${verb}d`, `${verb.slice(0, -1)}ing`];
  if (/[^aeiou]y$/.test(verb)) return [verb, `${verb.slice(0, -1)}ies`, `${verb.slice(0, -1)}ied`, `${verb}ing`];
  const stem = DOUBLED.test(verb) && !UNDOUBLED.has(verb) ? `${verb}${verb.at(-1)}` : verb;
  return [verb, /(?:s|x|z|ch|sh|o)$/.test(verb) ? `${verb}es` : `${verb}s`, `${stem}ed`, `${stem}ing`];
}
