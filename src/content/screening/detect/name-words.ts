import { folded } from './folded.js';

const list = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter(Boolean).map(folded));

/** Names that are everyday words in one of the six languages: by themselves they are a name only where something says so. */
export const EVERYDAY = list(`
  bjørn dag stein liv tor even per odd bo sten björn rose mark will may hope grace kai rauha toivo ilo meri kivi saar tamm kask
  berg bakke haugen lund dal vik strand moen lien eide holm ek lind ask alm rosen blom ros mai siv ro ida gro unn var sol jo alf
  eli ola kari ove ulf varg stig ling sand sten mäki lahti niemi laine koski lehto ranta salo metsä aalto virta lumi tuuli pilvi
  taimi sulo oiva armas usko aamu päivi suvi syksy talvi tähti lehti ruusu mets mägi kukk sepp rebane oja org kuusk pärn lepik jõgi
  koppel saare kuld rand lill raud ilus hele valge must roheline punane bakker visser smit mulder kuiper vos wolf dekker prins
  koning kok boer jager bos berg dijk brug roos iris jan piet bas mees pit guy jack bill rob sue pat art dean ray gene dale glen
  young king long white black brown green gray grey short small little rich wise stone wood hill lake field forest ford bell cook
  baker smith miller taylor carter mason hunter fisher page price rice hall church north west east summer winter spring dawn eve
  joy faith april june august melody harmony crystal amber ruby pearl jade ivy lily daisy violet olive hazel heather robin jay
  nor finn inn stor lill lille gamle unge hansa norden viken vinter sommer høst aas ås åsen nes næss lie holt myhr myhre rud
  sæther setter hammer krog hauge foss bru bruun brun svart hvit grønn blå skog sjö ström fors näs holmen dahl borg
  kaiser kaisa oras ott tiit mait ain eha koit tõnn kalju mart lauri ano siim pille pihla tammi kangas tie
  hans hanne hun han der den det van von de la el bin ten ter te af av
`);

/** Small words within names, which are none by themselves. */
export const PARTICLES = list(
  'van von de der den la le el bin ibn al af av da di do dos du ten ter te y of op in het zu zur',
);

/** What is said before or after the name of a person in six languages. */
export const PERSON_WORDS = list(`
  mr mrs ms miss dear hi hello pupil student teacher parent mother father guardian
  herr fru frøken kjære hei hilsen elev eleven lærer læreren mor far foresatt kontaktlærer rektor
  hej kära hälsningar mvh eleven läraren lärare mamma pappa vårdnadshavare
  herra rouva hei moi terveisin oppilas opettaja äiti isä huoltaja
  härra proua tere tervitades õpilane õpetaja ema isa
  meneer mevrouw dhr mevr mw beste groeten leerling docent juf meester moeder vader
`);

/** Endings of names in six languages: genitives, and the cases of Finnish and Estonian. The longer come first. */
export const ENDINGS: readonly string[] = `
  ille illa illä ilta iltä issa issä ista istä iksi ina inä iin een aan ään lle lla llä lta ltä ssa ssä sta
  stä tta ttä ksi sse iga ile ilt ist oon uun hun han hän hin hen nä na in ta tä ga le lt st ni ks es a ä n
  s i e u t l d
`
  .trim()
  .split(/\s+/)
  .map(folded);

/** Finnish names in -nen have another stem in their cases: `Virtanen`, `Virtaselle`. */
export const NEN = /se(?:n|lle|lla|lta|ssa|sta|en|na|ksi|tta)$|sta$/;
