import { type VerbKind, verbForms } from './verbs.ts';

/** Words of our own choosing, by what they say about a sentence: the story's people and things, or talk about a film. */
const LISTS = {
  he: 'he she they him her them his hers their theirs himself herself themselves',
  i: "i i'm i've i'd i'll me my mine myself we we're we've us our ours",
  you: "you you're you'll you've you'd your yours yourself",
  kin: `father mother dad mom mum son daughter brother sister siblings twin twins husband wife parents parent uncle aunt
    cousin nephew niece grandfather grandmother grandma grandpa stepfather stepmother stepdaughter stepson girlfriend
    boyfriend fiance fiancee lover lovers mistress ex child children kids kid baby widow widower orphan friend friends
    roommate partner family bride groom heir couple affair pregnant pregnancy wedding marriage`,
  person: `man men woman women girl girls boy boys guy guys cop cops police policeman officer officers detective detectives
    sheriff agent agents doctor nurse guard guards soldier soldiers army killer killers murderer assassin hitman gunman
    thief thieves robber gangster gangsters gang mob boss villain henchman henchmen thug thugs criminal criminals prisoner
    inmate inmates warden lawyer judge priest nun king queen prince princess president mayor teacher professor student
    students neighbor neighbour stranger strangers victim victims witness hostage culprit group pair trio team monster
    demon ghost ghosts vampire vampires zombie zombies alien aliens werewolf witch robot creature beast hero heroine
    protagonist antagonist bartender maid servant butler patient owner hunter captain pilot driver rival rivals reporter
    journalist scientist attacker kidnapper rapist pimp prostitute shaman spy someone everyone nobody`,
  dead: `dead death deaths corpse corpses body bodies suicide murdered funeral grave coffin cemetery blood bloody wound
    wounds killing killings massacre demise ashes autopsy remains unconscious deadly fatal dying alive lifeless deceased
    cancer overdose hospital coma rape hostage ransom custody prison jail murderous missing`,
  thing: `gun guns knife pistol rifle shotgun weapon weapons bullet bullets bomb car truck train boat ship plane door window
    bed phone call letter note photo photograph photos video footage tape key keys money cash diamonds bag briefcase
    suitcase box mask rope axe sword poison drug drugs pill pills bottle glass mirror table head face hand hands arm arms
    leg legs eyes throat finger fingers brain heart skull chest stomach foot feet stone stones powers power spell curse
    potion trap traps clue clues evidence alibi fingerprints treasure ring necklace computer laptop`,
  place: `house home room apartment hotel motel basement attic kitchen bathroom bedroom street road bridge river lake sea
    island forest woods desert mountain cliff cave tunnel station airport school college church castle mansion village
    town city office bar club restaurant party farm barn cabin warehouse laboratory lab roof rooftop hallway stairs pool
    yard headquarters earth morning night afternoon evening breakfast dinner`,
  time: `then later soon meanwhile eventually finally after afterwards before until till once when while next suddenly
    immediately upon during ultimately already again now initially instead thereby thus hours days weeks months years
    tonight yesterday tomorrow inevitably`,
  ending: `ending endings ends end ended finale climax climactic twist twists reveal revelation revealed conclusion
    denouement coda epilogue culminates closing last final showdown reversal spoiler spoilers`,
  secret: `secret secrets secretly truth identity actually plan scheme betrayal revenge vengeance conspiracy double impostor
    imposter disguise disguised undercover lie lies hidden mystery past responsible guilty innocent innocence behind
    traitor mole mastermind clone memory memories fake false accomplice`,
  maybe: 'may might could would should must cannot perhaps maybe probably possibly seems seem seemed whether if',
  film: `film films movie movies picture cinema feature flick franchise sequel sequels prequel remake installment entry
    series trilogy adaptation novel book source original version story stories plot narrative script screenplay premise
    documentary show production blockbuster runtime running release released screening theaters theatres theater
    theatrical netflix streaming blu-ray dvd box-office budget studio trailer poster rating credits opening`,
  crew: `director directors writer-director filmmaker filmmakers screenwriter screenwriters writer writers producer
    cinematographer composer editor actor actors actress actresses cast casting star stars lead leads ensemble debut
    starring portrayal portrayed performer performers`,
  craftwork: `performance performances acting direction directing cinematography photography camera camerawork shot shots
    editing score soundtrack music sound visuals visual imagery lighting colour color palette choreography stunts effects
    cgi makeup costumes design sets dialogue dialog humor humour pacing pace tone mood atmosphere tension suspense thrills
    scares action scene scenes sequence sequences set-piece set-pieces montage narration structure themes theme message
    metaphor character characters characterization development chemistry charisma style execution screen exposition
    moments moment act acts minutes spectacle storytelling writing`,
  genre: `thriller horror comedy drama western noir romance sci-fi fantasy slasher musical superhero giallo satire parody
    biopic anime genre subgenre cult classic masterpiece hollywood korean japanese french hong-kong exploitation whodunit
    procedural`,
  praise: `good great best better excellent fantastic brilliant superb terrific wonderful beautiful stunning impressive
    gripping compelling engaging entertaining enjoyable fun funny hilarious clever smart sharp effective solid strong
    memorable perfect amazing incredible awesome outstanding stellar remarkable refreshing original stylish slick gorgeous
    powerful moving touching heartfelt fresh intense thrilling exciting charming delightful fascinating interesting worth
    favorite favourite love loved beautifully brilliantly perfectly convincing authentic masterful nuanced subtle
    satisfying riveting captivating inspired rewarding competent pleasant recommended must-see epic`,
  blame: `bad worst worse poor weak dull boring tedious slow predictable generic cliche cliches cliched clichéd cliché
    formulaic derivative forgettable disappointing disappointment mediocre flawed flaws uneven messy bland flat lazy silly
    ridiculous contrived overlong unnecessary pointless shallow thin tired trite unconvincing awkward awful terrible
    overrated unfortunately sadly lacking unoriginal repetitive problem problems underdeveloped one-dimensional rushed
    unfunny implausible wasted confusing familiar`,
  degree: `very really quite too so more most less least rather fairly pretty extremely incredibly highly truly definitely
    certainly simply just even still almost perhaps enough especially particularly overall feels though although however
    despite personally honestly indeed often always never ever much many well`,
  audience: `audience audiences viewer viewers fans fan watching watched rewatch seen watch everyone anyone people reader
    readers critics critic review reviews opinion recommend recommendation imdb rotten oscar oscars academy awards award
    festival nominated`,
  premise: `follows follow centers centres revolves revolving concerns focuses tells story plays playing played stars
    portrays portraying set former young named called titular lonely ordinary must living lives sets about meets meet
    retired aspiring struggling seeking whose who`,
  not: "not no none nothing nor neither without isn't doesn't don't didn't wasn't can't won't never",
  be: "is are was were be been being am it's that's there's has have had having do does did done",
  plain: `the a an and or but of to in on at for with by from as into onto over under through between against this that
    these those it its which what where why how whom there here all any some each every other another such only own same
    than up down out off away back also because since like one two three four five six seven eight nine ten first second
    new old big small little long way thing things part parts lot kind sort bit times year day life world both either few
    several along across around toward towards within per yet let able due else plus`,
} as const;

/** What a word says about its sentence. */
export type Kind = VerbKind | keyof typeof LISTS;

let known: ReadonlyMap<string, readonly Kind[]> | undefined;

/** The kinds of every English word known here: in lower case, with straight apostrophes. A word may have several. */
export function wordKinds(): ReadonlyMap<string, readonly Kind[]> {
  if (known) return known;
  const kinds = new Map<string, Kind[]>();
  const put = (word: string, kind: Kind) => {
    const others = kinds.get(word);
    if (!others) kinds.set(word, [kind]);
    else if (!others.includes(kind)) others.push(kind);
  };
  for (const [kind, words] of Object.entries(LISTS) as [keyof typeof LISTS, string][])
    for (const word of words.split(/\s+/)) put(word, kind);
  for (const [word, kind] of verbForms()) put(word, kind);
  known = kinds;
  return kinds;
}
