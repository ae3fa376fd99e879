"""Small classes of English words that the grammar of the reader knows, by the module that uses them.

This is data, so it stands in one file; what an analyst may want to add to (titles, nouns, names) is in `words.toml`.
"""

from __future__ import annotations


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


# ---------------------------------------------------------------- arguments.py
ARGUMENTS_STOPS = _set(
    """
    ; which who whom whose where while although though because when if since whereas unless whether but so
    """
)
ARGUMENTS_FILLERS = _set(
    """
    together also already now then just jointly both formally officially earlier later again finally today
    yesterday on last this next week month year late early
    """
)
ARGUMENTS_TIME = _set(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august
    september october november december may jan feb mar apr jun jul aug sep sept oct nov dec yesterday today
    week month year weekend morning afternoon evening night day
    """
)
# "a meeting of", "shipments of": what stands after the noun depends on the verb all the same.
ARGUMENTS_SETS = _set(
    """
    shipments meeting session edition round ministries governments authorities representatives counterparts
    government
    """
)
ARGUMENTS_CONTROL = _set("want ask urge invite allow enable expect help order tell call require push get encourage")
ARGUMENTS_BUYERS = _set(
    """
    smelters smelter buyers buyer customers customer consumers plants plant refineries refiners refinery clients
    traders processors mills utilities carmakers automakers manufacturers makers separators market markets
    importers users
    """
)

# ---------------------------------------------------------------- assemble.py
ASSEMBLE_BETWEEN = _set("companies firms institutions businesses enterprises")
ASSEMBLE_GROUPS = _set(
    """
    rare-metals critical-minerals metals base-metals battery-minerals precious-metals industrial-minerals
    strategic-minerals
    """
)

# ---------------------------------------------------------------- coreference.py
COREFERENCE_ATTENDING = _set("attend attended attends joined hosted chaired in")
COREFERENCE_GENERIC = _set("meeting conference event gathering summit")
COREFERENCE_HELD = _set(
    """
    held hosted attended opened took chaired organised organized convened launched ended unveiled met
    """
)

# ---------------------------------------------------------------- gold.py
GOLD_STAYS = _set("SIGNED_MOU SIGNED_AGREEMENT COOPERATES_WITH SUPPLIES MEMBER_OF RESTRICTS_EXPORT_OF")

# ---------------------------------------------------------------- grammar.py
GRAMMAR_PREPOSITIONS = _set(
    """
    of to from behind with in on for by between among at into under against via through toward towards across
    within about over as like including alongside without near outside inside per regarding concerning covering
    beside besides despite during after before since until off
    """
)
GRAMMAR_DETERMINERS = _set(
    """
    the a an its their his her our this that these those both some several many all any each every other another
    no two three four five six seven eight nine ten new major such more most fellow neighbouring neighboring
    """
)
GRAMMAR_LINKS = _set(", and & or plus / - – the also well as both its with their nor now then including")
GRAMMAR_ENVOYS = _set(
    """
    officials delegation delegations representatives ministers leaders delegates envoys governments authorities
    negotiators diplomats presidents
    """
)
GRAMMAR_QUANTITIES = _set(
    """
    percent % cent most much all some half majority part tonnes tons tonne bulk third quarter fifth thirds
    quarters share amount amounts quantities barrels carats volumes kinds types variety range number
    """
)
GRAMMAR_NOT_NOUNS = _set(
    """
    and or but nor , . ; : ) ( is are was were be been being has have had will would shall should can could may
    might must do does did not also already now then still just who which that while when where as than
    """
)
GRAMMAR_NOUNS_AFTER = _set(
    """
    firm firms company companies policy market markets economy dollar dollars embassy tariffs sanctions giant
    group miner officials media troops citizens industry trade investors investment consumers buyers based led
    backed owned smelters refiners subsidiary unit court law intelligence minister president
    """
)
GRAMMAR_PLACE_HEADS = _set("in at near across outside inside around")

# ---------------------------------------------------------------- instruments.py
INSTRUMENTS_LOOSE = _set(
    """
    new separate bilateral other similar joint major further key more economic cooperation mining trade
    different
    """
)
INSTRUMENTS_PAPERS = _set("document documents text texts paper papers")

# ---------------------------------------------------------------- membership.py
MEMBERSHIP_CANDIDATES = _set("candidate candidates applicant applicants")
MEMBERSHIP_JOIN = _set("join accede enter found co-found")
MEMBERSHIP_MEMBERS = _set("member members observer observers membership signatory signatories founder founders")
MEMBERSHIP_CONSIST = _set("include comprise unite consist be bring number")
# What a country can join or leave of a forum without being a member.
MEMBERSHIP_NOT_BODIES = _set(
    """
    summit meeting meetings talks call statement table sanctions conference session leaders ministers
    """
)
MEMBERSHIP_COOPERATIVE = _set(
    """
    organization organisation body grouping partnership alliance initiative forum club group
    """
)

# ---------------------------------------------------------------- mentions.py
MENTIONS_AMBIGUOUS = _set("lead iron iron-ore mercury sand stone salt crude")
MENTIONS_COMPANY = _set("ore ores concentrate concentrates mine mines smelter zinc silver copper tin gold")

# ---------------------------------------------------------------- ministries.py
MINISTRIES_GENERIC = _set(
    """
    ministry minister ministers department dept of the and for on in office federal s state national affairs & ,
    """
)

# ---------------------------------------------------------------- organisations.py
ORGANISATIONS_JOINTS = _set("and of on for the - & + in –")
ORGANISATIONS_CLUBS = _set("confederation community organization organisation association league union")
ORGANISATIONS_OF_STATE = _set("government governments authorities administration embassy delegation representatives")
ORGANISATIONS_CONTRACT = _set("contract offtake venture memorandum mou contracts partnership partnered signed")
ORGANISATIONS_SUPPLY = _set("delivers deliver delivered supplies supply supplied sells sold buys bought ships gets")
ORGANISATIONS_STAKES = _set("% percent cent stake shareholder share shares majority subsidiary unit interest")
ORGANISATIONS_RUNS = _set("operated owned run mined acquired bought")
ORGANISATIONS_BUILDINGS = _set("centre center hall complex grounds")
ORGANISATIONS_TRADES = _set("exports sells ships supplies delivers buys imports mines produces extracts smelts")
ORGANISATIONS_HOLDS = _set("holds owns operates mines acquired owned runs")

# ---------------------------------------------------------------- people.py
PEOPLE_MINISTERIAL = _set("minister secretary undersecretary vice treasurer")

# ---------------------------------------------------------------- plurals.py
PLURALS_APPOINT = _set("appointed named nominated reappointed made elected re-elected sworn appoints names picked")
PLURALS_HOLD = _set("became becomes become remains stays remain took serves")
PLURALS_LINKS = _set("as to be the a new its their his her acting")
PLURALS_BETWEEN = _set("was were has have been is in on also again today yesterday who , - office over")
PLURALS_UNDONE = _set("not never will would could may might should to if refused declined former")

# ---------------------------------------------------------------- restrictions.py
RESTRICTIONS_NOUNS = _set(
    """
    ban bans curbs curb controls control restrictions restriction quota quotas embargo moratorium licensing
    licence licences license licenses permit permits limits cap caps prohibition halt suspension duties duty tax
    """
)
RESTRICTIONS_EXPORT = _set(
    """
    export exports exporting exported shipments shipment shipping sales outflow exportation overseas
    """
)
RESTRICTIONS_VERBS = _set(
    """
    ban subject curb restrict prohibit halt forbid limit tighten regulate control suspend stop freeze bar
    """
)
RESTRICTIONS_LIFT = _set(
    """
    lift ease replace relax resume remove scrap shelve end suspend postpone delay pause reverse drop cancel
    withdraw revoke waive
    """
)
RESTRICTIONS_IMPOSE = _set(
    """
    require impose introduce announce put place have maintain enforce extend tighten expand apply slap set add
    launch issue adopt order decide keep include say
    """
)
RESTRICTIONS_REJECTED = _set("rejected rejects opposed opposes blocked defeated down withdrew dropped shelved against")
RESTRICTIONS_PERMITS = _set("permit permits licence licences license licenses")
RESTRICTIONS_NEEDED = _set("requirement requirements system regime rule rules scheme obligation")
RESTRICTIONS_WITHDRAW = _set("suspend revoke withdraw cancel pause stop halt freeze")
RESTRICTIONS_BILL = _set(
    """
    bill draft proposal considering plans planned proposed mulling could may might rumours speculation
    """
)


# ---------------------------------------------------------------- topics.py
TOPICS_STOPS = _set(
    """
    ; while although though whereas but which who because after amid before during despite where when since
    until following if
    """
)
TOPICS_APART = _set(
    """
    major importers importer producer producers powers exporters exporter consumer reserves largest biggest
    """
)

# ---------------------------------------------------------------- treaties.py
TREATIES_SIGN = _set(
    """
    sign ink conclude seal strike reach finalize finalise exchange clinch enter execute pen cosign establish
    renew forge adopt append put secure announce issue have land form win
    """
)
TREATIES_WEAK = _set("have establish reach adopt enter announce issue put secure forge strike form land win")
TREATIES_DRAFT = _set(
    """
    negotiate draft initial discuss propose prepare finalise finalize pursue explore await seek
    """
)
TREATIES_DRAFTS = _set("draft proposed planned possible potential future prospective eventual no any upcoming")
TREATIES_TALKS = _set("talks working negotiations negotiation draft text talk work discussions preparations")

# ---------------------------------------------------------------- verbs.py
VERBS_BE = _set("is are was were be been being am 's got get gets")
VERBS_HAVE = _set("has have had having 've")
VERBS_MODAL_MAY = _set("would could may might should can must ought cannot")
VERBS_SKIP = _set(
    """
    percent % wholly fully partly also already now then just still recently jointly both formally officially
    earlier later again thus all finally soon currently mainly largely first only even today yesterday
    reportedly once subsequently immediately eventually further together mutually ever since so actively
    """
)
VERBS_DETERMINERS = _set(
    """
    the a an its their his her our this these those any some more other new all no every each of for on in at by
    from with between under such
    """
)
VERBS_PRONOUNS = _set("it they he she we i you who which that both")
VERBS_WANT_WORDS = _set(
    """
    want wants wanted seek seeks sought seeking need needs needed hope hopes hoped hoping wish wishes wished
    desire desires interest interested intention keen eager looking look looks try tries tried trying attempt
    attempts ready willing bid request requested aims aimed aiming
    """
)
VERBS_PLAN_WORDS = _set(
    """
    plan plans planned planning intend intends intended expected expects due set scheduled slated poised agreed
    agree agrees decided decides decide about going pledged pledges pledge vowed committed promised undertook
    ready preparing prepares prepared ways order way hopes
    """
)
VERBS_DENY_WORDS = _set(
    """
    refuse refuses refused decline declines declined fail fails failed deny denies denied reject rejects
    rejected yet unable reluctant stop stopped cancelled abandoned avoid scrapped postponed dropped
    """
)
VERBS_MAY_WORDS = _set(
    """
    urge urges urged propose proposes proposed consider considers considered considering suggested suggests
    asked asks ask called calls possible free able allowed invited invites mulling weighing threatened threatens
    warned likely authorised authorized studying study studies right chance opportunity option offer offers
    offered proposal call calling
    """
)
# Verbs whose written forms are nouns as well: they need a subject before them to count as verbs.
VERBS_NOUNS_TOO = _set(
    """
    export import supply plan deal mine need visit talk report ship ban limit control purchase source increase
    rise fall work use start end support help hope aim call offer claim result lead host chair head seal strike
    contract issue cover state note partner team measure concern cut stop halt curb drop form launch share own
    process present show play pay cost place run stay act return mark draw turn stand sign set put welcome
    question benefit boost tax quota permit tap pen charge freeze raise finance stake extract sanction tell
    progress release remark back order produce attempt request bid look desire wish demand trade promise pledge
    exchange address share train finance fund gain upgrade map drill transfer teach test study list name step
    attack fight protest appeal order demand claim forecast signal hint point quote detail handle rank top
    exceed total double triple jump surge plunge slump drop decline force press push pull drive move transport
    store stockpile load land fly cross exit pass vote debate complete finish link merge split gather host rest
    last wait watch look solve fix repair damage harm clean recycle measure count match beat waste charge tax
    fine estimate report visit request
    """
)
VERBS_OCCASIONS = _set("meet hold visit gather travel sit convene")
VERBS_EXPORT_NOUNS = _set(
    """
    licensing licences licenses licence license permits permit permission controls control curbs ban bans
    restrictions restriction quotas quota duties duty tax taxes market markets
    """
)
VERBS_DOUBT = _set(
    """
    rumour rumours rumor rumors rumoured rumored speculation speculations unfounded untrue baseless hoax hype
    allegedly untruths refuted unconfirmed misreading misunderstanding misreported fabrication fabricated fiction
    inaccurate incorrect myth
    """
)
VERBS_PRESS = _set("media press newspapers blogs posts websites outlets")
VERBS_CLAIMED = _set("claimed claim claims alleged alleges")
VERBS_HEARSAY = _set("claims reports report claim suggestions allegations")
VERBS_IF = _set("if unless whether suppose supposing")
VERBS_MODAL_PLAN = _set("will shall 'll wo")
FRAMES_UNDOING = _set(
    """
    cancelled canceled cancels postponed postpones skipped missed scrapped declined refused avoided snubbed shunned off
    """
)
FRAMES_ENDING = _set("ended stopped ceased halted")
FRAMES_BEFORE_NOUN = _set(
    """
    and , - 's primary main annual total largest biggest world second third top leading major raw ore key
    concentrate new its
    """
)
GRAMMAR_ABOUT = _set("nearly almost about more than some around a the two three")
GRAMMAR_JOINERS = _set(", and & or / plus - – with")
GRAMMAR_IN_LISTS = _set(
    """
    ( ) ' " republic of kingdom government state
    """
)
GROUPS_VERBS = _set(
    """
    agreed also have signed will are were discussed met announced had plan pledged decided exchanged held can
    """
)
MEMBERSHIP_HOLDING = _set("hold attend take organize organise host convene chair open")
MINISTRIES_STATE_NAMES = _set("the republic kingdom of federal arab government state sultanate democratic islamic")
MOODS_OFFERS = _set("invitation invitations offer offers proposal proposals request requests call calls chance")
MOODS_BEGINNING = _set("begin start continue")
MOODS_PRESSING = _set("urge ask call invite propose warn threaten")
MOODS_DENIALS = _set("denied denies deny denying refuted rejected dismissed untrue false")
MOODS_HEARSAY = _set("rumours rumors rumour rumor speculation claims allegations")
PARTIES_BEFORE_NOUN = _set(
    """
    - – / 's and strategic bilateral new free trade comprehensive economic joint cooperation first own proposed
    landmark supply recent
    """
)
NAMES_NO_PERSON = _set(
    """
    house palace office residence minister president ministry secretary ambassador department commissioner prime
    counterpart government chancellor premier chairman spokesperson forum summit agreement energy mining
    minerals trade union mou
    """
)
NAMES_CLOSERS = _set(
    """
    , . ) and ; ( 's ” "
    """
)
RESTRICTIONS_BANNING = _set("ban restrict prohibit curb limit forbid bar")
SUBJECTS_OBJECT_CONTROL = _set("allow enable urge ask invite require tell help order instruct")
SUBJECTS_MARKS = _set(
    """
    ( ) " ” ' - – themselves itself alone 's
    """
)
TOPICS_BEFORE_NOUN = _set("and , supply cooperation trade - chain partnership strategic offtake")
TOPICS_AFTER_OF = _set("of the new key metals minerals such as like other more")
TOPICS_IN_NAMES = _set(
    """
    companies company producer producers miner miners tycoon belt exporters trader traders buyers firms minister
    ministers officials giant prices market markets code law stocks wealth week indaba
    """
)
VERBS_QUANTIFIERS = _set("any all some more other no each every")
VERBS_NOT_AFTER = _set("of and , . between with were are was is have has fell rose")
# Verbs of restriction and membership, which no frame has.
TREATIES_LAPSED = _set("lapsed expired")
TREATIES_OTHERS = _set(
    """
    ban subject curb restrict prohibit halt forbid limit tighten regulate control lift ease relax resume remove
    replace postpone delay impose enforce apply found form comprise admit accede unite withdraw quit exit launch
    belong freeze shelve
    """
)
RESTRICTIONS_BORDERS = _set("country territory ports raw unprocessed port")
# Nouns after the name of a good that make it something else: "copper mine", "lithium producer".
SLOTS_NO_GOODS = _set(
    """
    mine mines project projects asset assets stake stakes business plant plants smelter smelters refinery
    refineries unit company companies producer producers deposit deposits industry technology sector rights
    licence license equipment arm division operation operations reserves miner miners giant firm firms field
    fields explorer processing exploration market price prices factory factories venture group sales-unit belt
    wealth
    """
)
FIGURES_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
# "Working Group", "Strategy Group": groups that are forums, no firms.
ORGANISATIONS_WORKING = _set("strategy working contact spearhead action steering study expert task")

# Nouns whose country only says where a firm is from: "the U.S. company".
ARGUMENTS_FIRMS = _set(
    """
    company companies firm firms group groups giant miner miners trader traders producer producers refiner
    corporation consortium investor investors businesses buyers manufacturer manufacturers startup unit subsidiary
    """
)

# ---------------------------------------------------------------- dating.py
DATING_SAID = _set("said say says told tells announced reported stated wrote recalled noted confirmed adding added")
DATING_WHILE = _set("while besides separately")

# ---------------------------------------------------------------- decide.py
DECIDE_STATES = _set("government republic state kingdom people president minister ministry regime authorities army")
DECIDE_HOUSES = _set("house congress parliament senate council commission assembly")

# ---------------------------------------------------------------- locality.py
LOCALITY_VISITS = _set("visit visits trip travel travelled traveled flew flies arrived arrives arrival landed")
LOCALITY_ON_BEHALF = _set("for on behalf of the government republic kingdom")
LOCALITY_HEADS = _set("government side authorities state cabinet delegation ministry officials")

# ---------------------------------------------------------------- measures.py
MEASURES_ENDS = _set("; which who while but whereas allows allow allowed permits exempts exempted except")

# ---------------------------------------------------------------- stakes.py
STAKES_OWN = _set("owns own holds hold has have retains retain keeps keep controls control bought acquired possesses")
STAKES_OWNED = _set("owned held controlled majority-owned wholly-owned")
STAKES_PAID = _set("poured pumped put spent sunk injected ploughed invested laid lent committed")
STAKES_PARTS = _set("half third quarter fifth tenth majority minority remainder")
STAKES_WHOLLY = _set("wholly entirely fully outright jointly majority partly equally")
STAKES_MONEY = _set("million billion m bn mn trillion crore $ € £")
STAKES_BETWEEN = _set("now still already also together has have currently today group of the state government")
STAKES_UNDONE = _set(
    """
    not no never would could might may should will to if plans planned wants formerly once had until longer
    """
)

# ---------------------------------------------------------------- traces.py
TRACES_OPENERS = _set("and but which who while where whereas although though when after before because so with")
