/** What Articles 9 and 10 of the GDPR protect more than other data. */
export const specialCategories = [
  'HEALTH',
  'RELIGION',
  'ETHNICITY',
  'POLITICS',
  'UNION',
  'SEXUALITY',
  'GENETIC',
  'BIOMETRIC',
  'CRIMINAL',
] as const;

export type SpecialCategory = (typeof specialCategories)[number];

/**
 * Beginnings of words, a line for each of en, nb, sv, fi, et and nl. A word that ends in `.` is whole; one that begins with
 * `*` may stand within a compound, as in brystkreft. `_` is a space. Those after `?` are everyday words as well, and count where the text
 * speaks of a person.
 */
export const SPECIAL_WORDS: Readonly<Record<SpecialCategory, readonly string[]>> = {
  HEALTH: [
    'diagnos diabet epilep asthma *cancer adhd autis dyslex dyscalcul depressi anxiety bipolar schizophren psychiat psycholog psychosis psychotic anorexi bulimi suicid self-harm allerg celiac coeliac ritalin hiv. aids. hepatit tubercul pregnan miscarriage abortion disabil wheelchair chemotherap insulin antidepress medication prescription sick_leave sick_note alcoholic addict overdos dementia alzheimer parkinson leukemia leukaemia migraine arthrit tourette medical_condition mental_health ?covid stroke. illness sick. disease surgery hospital therapy injury symptoms blind. deaf.',
    'diagnose ritalin *kreft epileps astma dyslek dyskalkul depresjon angst. bipolar schizofren psykiatr psykolog psykose psykotisk anoreks bulim selvmord selvskad *allergi cøliaki hepatitt tuberkul gravid spontanabort aborten funksjonshem funksjonsneds rullestol cellegift *medisinering resept. resepten sykemeld sykmeld sjukemeld alkoholik rusmis rusavheng overdose demens leddgikt hjerneslag hjerteinfarkt migrene spiseforstyr utbrent kronisk_syk utviklingshem ?abort. syk. sykdom sykehus operert behandling symptom blind. døv. skadet medisin medisiner',
    'cancern funktionsneds funktionshind självmord självskad psykisk psykolog psykos gravid missfall sjukskriv sjukskrivning rullstol cellgift *medicinering läkemedel alkoholist beroende_av ätstörning utbränd ångest. diabetiker glutenintoleran celiaki blodpropp hjärtinfarkt hjärnblödning reumat kronisk_sjuk ?recept. receptet missbruk sjuk. sjukdom sjukhus opererad behandling symtom blind. döv. skadad medicin mediciner',
    'diagnoosi mielialalääk *syöpä syövän syöpää epilepsia astma lukihäiri masennu masentu ahdistuneisuus kaksisuuntai skitsofren psykiat psykologi psykoosi syömishäiri itsemurha itsetuhoi allergi keliakia raska keskenmeno abortti vammai kehitysvamma pyörätuoli solunsalpa insuliini lääkity sairausloma alkoholisti päihdeongel päihderiippuv muistisaira dementia aivohalvau sydäninfarkt migreeni reuma. nivelreuma uupumu mielenterve ?sairas. sairaus sairastaa sairaala leikkaus hoito. oire. oireet sokea. kuuro. lääke lääkkeet',
    'diagnoos *vähk vähi. vähiravi diabeet suhkruhai epilepsia astma düsleksia depressioon ärevushäi bipolaar skisofreen psühhiaat psühholoog psühhoos söömishäi enesetapp enesevigast allergi tsöliaakia rasedus nurisünnitus puue. puudega ratastool keemiaravi insuliin ravimeid retsept. haigusleht alkohoolik sõltuvusravi narkomaan dementsus insult. infarkt migreen vaimne_tervis vaimse_tervise ?rase. abort. haige. haigus haigla operatsioon ravi. sümptom pime. kurt. ravim',
    'diagnose *kanker epilep astma dyslex depressie depressief angststoornis bipolair schizofre psychiat psycholoo psychose anorexia boulimia zelfmoord suïcid zelfbeschadig allergi coeliakie zwanger miskraam abortus gehandicapt handicap. rolstoel chemokuur chemotherap insuline medicatie ziekteverlof ziekgemeld ziekmelding alcoholist verslav dement hersenbloed hartinfarct beroerte migraine reuma. eetstoornis burn-out overspannen verstandelijk_beperk chronisch_ziek ?ziek. ziekte ziekenhuis operatie behandeling symptomen blind. doof. medicijn medicijnen',
  ],
  RELIGION: [
    'muslim islam christian. christians catholic protestant lutheran orthodox_christ jewish judaism jew. jews hindu. hinduism hindus buddhis sikh atheis jehovah mormon baptised baptized religio bar_mitzvah ramadan halal kosher hijab ?church mosque synagogue pray. prays priest imam. rabbi',
    'muslimsk islamsk kristen. kristne katolik katolsk protestantisk luthersk jødisk jøde. jøder jødedom hinduis buddhis ateis jehovas mormon livssyn trossamfunn menighet konfirmasjon døpt human-etisk pinsemenighet ?kirken. moske moskeen synagoge prest. imam.',
    'muslimer muslimsk islamisk kristen. kristna katolik katolsk judisk jude. judar judendom hindu buddhis ateis jehovas församling konfirmation döpt. frikyrk pingstkyrk trossamfund religiös ?kyrkan moské moskén synagoga präst imam.',
    'muslimi islamin kristitty kristity katolinen katolilai luterilai juutalai hindulai buddhalai ateisti jehovan helluntailai lestadiolai seurakun uskonto uskonnol rippikoul kastettu ?kirkko kirkossa moskeija synagog rukoil pappi. imaami',
    'moslem islamiusk kristlane kristlas katoliik katolik luterlane luterlas õigeusk juut. juudid judaism hindu budist ateist jehoova kogudus usuline usutunnis leeriõpe ristitud ?kirik kirikus mošee sünagoog palvetab preester imaam',
    'moslim islamitisch christen. christelijk katholiek protestants gereformeerd hervormd joods. joodse jood. joden hindoe boeddhis atheïs jehova kerkgenoot gedoopt geloofsovertuig religieus ?kerk. moskee synagoge bidt. priester imam.',
  ],
  ETHNICITY: [
    'ethnic ethnicity roma_people romani. gypsy sami_people racial skin_colo african-american indigenous_ asylum refugee ?immigrant black_people native_american',
    'etnisk etnisitet rom-folk romani. romer. sigøyner samisk. samer. hudfarge asylsøk flyktning ?innvandrer kvener tater tatere',
    'etnicitet etniska ursprung_ romer. romsk. zigen hudfärg asylsök flykting ?invandrare samer. samisk samiska tornedaling',
    'etninen etnisyys romani. romanien saamelai ihonväri turvapaikanhak pakolai ?maahanmuutta mustalai',
    'etniline rahvuse. rahvuselt roma. mustlane mustlas nahavärv varjupaigataot põgenik ?sisserändaja immigrant',
    'etnisch etniciteit afkomst_ zigeuner huidskleur asielzoek vluchteling ?allochtoon migratieachtergrond',
  ],
  POLITICS: [
    'political_opinion political_view party_member votes_for voted_for labour_party conservative_party socialist communist green_party ?political politician',
    'politisk_ partimedlem stemmer_på stemte_på arbeiderpartiet fremskrittspartiet senterpartiet miljøpartiet sosialist kommunist partiet_rødt unge_høyre auf. ?politisk',
    'partimedlem röstar_på röstade_på socialdemokrat moderaterna sverigedemokrat vänsterpartiet miljöpartiet kristdemokrat centerpartiet kommunist ssu. ?politisk politiska',
    'puolueen_jäsen puoluejäsen äänestää äänesti. sosiaalidemokraa perussuomalai vasemmistoliit kokoomuksen keskustapuolue kommunisti poliittinen_mielipi ?poliittinen poliittise',
    'erakon reformierakon keskerakon ekre. sotsiaaldemokraat isamaalane valis_erakonna kommunist poliitiline_vaade poliitilised_vaated ?poliitili',
    'partijlid stemt_op stemde_op pvda. groenlinks vvd. pvv. cda. d66. socialist communist politieke_ ?politiek',
  ],
  UNION: [
    'trade_union union_member labour_union labor_union union_rep union_dues shop_steward',
    'fagforening fagforbund tillitsvalgt fagorganisert utdanningsforbundet fellesforbundet fagforbundet lo-medlem streikebidrag',
    'fackförening fackförbund fackmedlem fackligt facklig lärarförbundet kommunal-medlem skyddsombud ?fackets facket. unionen.',
    'ammattiliit ammattiyhdisty luottamusmies luottamushenki liiton_jäsen oaj:n',
    'ametiühing usaldusisik ametiühingu',
    'vakbond vakbondslid fnv. fnv-lid cnv. ondernemingsraad',
  ],
  SEXUALITY: [
    'homosexual bisexual lesbian. lesbians gay. transgender transsexual asexual pansexual sexual_orientation queer. lgbt nonbinary non-binary came_out_as gender_identity sex_life',
    'homofil homoseksu biseksu lesbisk. transperson transkjønn transseksu aseksu seksuell_legning legning. skeiv. skeive lhbt kjønnsidentitet homo. ?kjønnsskifte',
    'homosexuel bisexuel lesbisk transsexuel könsidentitet sexuell_läggning sexuella_läggning hbtq könskorriger transperson asexuel bög. ?partner_av_samma',
    'homoseksu biseksu lesbo. transsukupuol transihmi seksuaalinen_suuntau seksuaalisen_suuntau sukupuoli-identit homo. hlbt sateenkaariper muunsukupuol',
    'homoseksu biseksu lesbi. transsooli seksuaalne_sättumus seksuaalse_sättumus sooidentit gei. geid lgbt',
    'homoseksu homofiel biseksu lesbisch transgender transseksu seksuele_geaard seksuele_voorkeur genderidentit aseksu lhbti geaardheid. uit_de_kast',
  ],
  GENETIC: [
    'genetic dna. genome. genomes brca hereditary chromosom down_syndrome huntington',
    'genetisk gentest dna-test arvelig. kromosom downs_syndrom arvelig_sykdom',
    'genetiskt genetiska ärftlig dna-test kromosom downs_syndrom',
    'geneetti geenitesti perinnöllinen_saira dna-testi kromosom downin_synd',
    'geneeti geenitest pärilik_haigus dna-test kromosoom downi_sündroom',
    'genetisch dna-test erfelijk chromosoom syndroom_van_down downsyndroom',
  ],
  BIOMETRIC: [
    'biometr fingerprint facial_recognition face_recognition iris_scan retina_scan voiceprint faceprint',
    'biometri fingeravtrykk ansiktsgjenkjenning irisskann',
    'biometri fingeravtryck ansiktsigenkänning irisskann',
    'biometri sormenjälk sormenjälj kasvojentunnist iirisskann',
    'biomeetri sõrmejälg sõrmejälj näotuvast silmaiiris',
    'biometri vingerafdruk gezichtsherkenning irisscan',
  ],
  CRIMINAL: [
    'rape. raped rapist assault sexual_abuse domestic_violence convicted criminal_record prison. imprison arrested sentenced felony burglary assaulted parole. police_report restraining_order shoplift ?conviction probation crime criminal suspect theft jail',
    'voldtekt voldtatt mishandl overgrep seksuelt_misbruk vold_i_hjemmet straffedømt domfelt straffesak strafferegister rulleblad politianmeld anmeldt_for fengsel. fengslet siktet_for tiltalt_for varetekt voldsdømt besøksforbud naskeri ?kriminell kriminalitet tyveri dømt straff. mistenkt',
    'våldtäkt våldtagen misshandl övergrepp sexuellt_utnyttja våld_i_hemmet straffdömd dömd_för brottsregister belastningsregist polisanmäl fängelse. häktad häktet åtalad misstänkt_för kontaktförbud snatteri villkorlig_dom ?brottslig kriminell stöld dömd. rån.',
    'raiska pahoinpi hyväksikäyt perheväkival tuomittu_ rikosrekister rikostausta vankila vankeusrangai vangittu pidätetty syytetty_ rikosilmoitus lähestymiskiel ehdonalai rikoksesta ?rikollinen rikos. varkau epäilty tuomio.',
    'vägist peksti. pekstud väärkohtle perevägival avaldus_politseisse politseisse_avaldus kriminaalkorras kriminaalasi karistusregist süüdi_mõist vangla vangis. vahistat vangistus_ kahtlustatav lähenemiskeeld tingimisi_karist ?kuritegu kuriteg vargus varastas karistatud',
    'verkracht mishandel aangifte seksueel_misbruik huiselijk_geweld veroordeeld strafblad strafrechtelijk gevangenis gearresteerd aangehouden_voor voorarrest verdachte_van contactverbod winkeldiefstal reclassering taakstraf ?crimineel misdrijf diefstal verdacht. strafbaar',
  ],
};

/** Words that begin like one of the above, or hold it, and are none; `*` stands for any ending. */
export const INNOCENT: readonly string[] = `
  allergifri allergivennlig allergikoff christiania     depressing prescriptive
  bekreft* diagnostic* diagnostikk* islamabad* raskas raskaan raskaasti raskain raskaita raskaat raskasta raskaampi dementer dementere dementert dementi dementoi handicapparkering
`
  .trim()
  .split(/\s+/);
