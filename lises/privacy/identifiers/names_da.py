"""Danish names and towns, as facts: written down by the project, no list was taken over.

Which given names and surnames are common is what Statistics Denmark publishes every year; towns are
those with a station or a town hall. The lists are small on purpose: they tell names from words
where both are written alike, and names in small letters; any other capital is found without them.
"""

from __future__ import annotations

__all__ = ["ALSO_WORDS", "GIVEN", "KNOWN_TO_ALL", "SURNAMES", "TOWNS"]

_GIVEN = """
anne mette kirsten hanne anna helle lene maria susanne marianne inge karen lone camilla pia bente
charlotte louise jette tina inger gitte tine marie julie sofie ida emma freja clara laura alberta
alma ella agnes karla luna olivia nora asta aya lærke josefine mathilde maja caroline cecilie signe
line katrine kathrine kristina christina christine kristine sara sarah rikke lise lis lisbeth
elisabeth else elsebeth birthe birgit birgitte bodil vibeke dorte dorthe dorthea ulla ursula gerda
grethe grete margit margrethe margrete ellen elin ellinor elna edith esther ester rita ruth ruby
rosa rose astrid ingrid ingeborg sigrid solveig thea thyra tove tora trine tanja tania nanna naja
nana nadia natasja natalie nete nina ninna amalie amanda andrea anja anita ane annette anette
annelise anna-grethe berit betina bettina bitten britta carina karina carla connie conny dagny ditte
eva evy fie filippa frida frederikke gry gudrun gunhild gunhilde heidi helena helene henriette
hedvig hilda hilde ilse ingelise irene iris isabella janne jannie jane jeanette jeanne jenny johanne
jonna jytte kaja kamilla karin karoline kate katja kim kirstine klara lea lena leonora liselotte liv
liva lotte lykke lissi lilly lillian linda malene malou mai maj maren margot marlene merete mia
michelle mie mille monica monika nikoline oda olga pernille petra ragnhild randi rebecca rebekka
regitze rigmor runa sanne selma sidsel silje simone sissel stella stine susan sus susse sussi tea
theresa therese tilde ulrikke vera victoria viktoria vilma viola vivi vivian wilma yvonne zenia åse
aase peter jens lars michael henrik thomas søren jan christian kristian martin niels morten anders
jesper hans mads jørgen per ole rasmus torben erik flemming john finn carsten karsten brian william
noah oscar lucas oliver carl karl emil valdemar malthe alfred elias august arthur aksel axel victor
viktor felix frederik magnus mikkel mathias matias jonas jakob jacob kasper casper christoffer
kristoffer christopher tobias sebastian simon daniel david andreas alexander aleksander anton albert
arne asger asbjørn bent benny bertil bjarke bjarne bjørn bo birger børge claus klaus dan dennis ebbe
egon einar ejnar eigil ejgil ejner eskild esben elo evald frank fritz frode georg gert gunnar gustav
hannibal harald harry hasse helge helmer henning henry herluf hjalmar holger hugo ib ivan ivar iver
jack jannik jeppe jimmi jimmy joachim joakim johan johannes johnny jon jonathan julius keld kjeld
kenneth kent kevin knud konrad konstantin kristen kristjan kurt laurits laust lauge leif leo leonard
lasse ludvig magne malte marcus markus marius mark max mik mike mogens nicklas niklas nicolai
nikolaj nick nicki ulrik oluf otto ove palle pelle philip poul povl preben rene rené richard robert
roar rolf ronni ronnie ruben rune sigurd sigvald silas sixten skjold soren stefan steffen sten steen
stig sune sven svend svenning tage theodor thor thorkild torkild thorvald tim tom tommy tonny tonni
torsten thorsten troels troel uffe ulf vagn valther verner werner vilhelm viggo villads villy walter
åge aage ask storm eg ahmed ali mohammed muhammed mohamed mohammad mahmoud hassan hussein ibrahim
yusuf omar mustafa fatima aisha amina khadija leyla layla zahra maryam mariam yasmin samira nadja
nour hanan mehmet ayse ayşe fatma emine murat hüseyin agnieszka katarzyna piotr tomasz andrzej
oksana olena svetlana tatjana irina natalia dimitri sergej vladimir ion mihai elena ioana nguyen
linh
"""
# Of these many a word of every day is written alike: in small letters only a cue makes one a name.
_ALSO_WORDS = """
april ask august bent bitten bjørn bo dan eg else frank gry hans helle iris ion jack jul kent line
lise liv lykke maj malte mark max mille otto ole palle per rosa rose rune signe sol sten stig storm
sus svend tage tea tilde tim tom trine vera vibe viola ali nana pelle elin bak bang berg birk bjerre
bruun buch dam gade hald hjort holm juhl koch kruse lange lind lund munk møller ravn rask schou skov
toft winter øster als beder farum faxe fakse give gram greve høng mors nibe odder ribe ringe ry
salling stege struer sæby tarm thy tilst trige vejle vejen viby varde års aars køge fyn holte hammel
"""
_SURNAMES = """
nielsen jensen hansen pedersen andersen christensen larsen sørensen rasmussen jørgensen petersen
madsen kristensen olsen thomsen christiansen poulsen johansen møller mortensen knudsen lund holm
schmidt mikkelsen eriksen jakobsen jacobsen frederiksen laursen svendsen simonsen clausen lauridsen
lauritsen andreasen østergaard østergård vestergaard vestergård nørgaard nørgård søndergaard
søndergård kjær kjærgaard kjeldsen carlsen karlsen bertelsen bach bech beck berg bak bang birk
bjerre bjerregaard brandt bruun bundgaard buch carstensen dahl dam damgaard danielsen davidsen
dalgaard enevoldsen fischer foged friis frandsen gade gregersen hald hedegaard henriksen henningsen
hermansen hjort hoffmann holst hougaard ibsen iversen jepsen jessen johannsen juhl juul justesen
kirkegaard klausen koch kofoed krogh kruse lange lassen lind lorenzen marcussen markussen mathiasen
mathiesen meyer michelsen mogensen munk nissen nygaard overgaard paulsen pallesen philipsen ravn
riis rask schou schultz skov skovgaard steffensen svenningsen søgaard therkildsen thygesen toft
thorsen villadsen winther winter øster yilmaz khan singh kaya demir kowalski nowak hussain
"""
_TOWNS = """
københavn aarhus århus odense aalborg ålborg esbjerg randers horsens kolding vejle roskilde
helsingør silkeborg herning hørsholm næstved fredericia viborg køge holstebro taastrup tåstrup
slagelse hillerød sønderborg svendborg hjørring holbæk frederikshavn nørresundby ringsted ølstykke
haderslev ballerup gentofte glostrup albertslund hvidovre rødovre brøndby ishøj greve solrød skive
ringkøbing ribe thisted nykøbing vordingborg nakskov maribo rønne nexø tønder aabenraa åbenrå varde
grindsted billund brande ikast lemvig struer skjern tarm vildbjerg hammel hadsten hinnerup galten
skanderborg odder ebeltoft grenaa grenå hornslet rønde auning hobro hadsund mariager aars års
løgstør nibe støvring skørping brønderslev sæby skagen hirtshals løkken brovst fjerritslev hurup
bedsted ry bryrup brædstrup hedensted juelsminde give jelling egtved vamdrup vejen brørup bramming
rødding gram toftlund løgumkloster bredebro gråsten nordborg augustenborg middelfart assens bogense
otterup kerteminde munkebo nyborg ringe faaborg fåborg glamsbjerg haarby rudkøbing marstal
ærøskøbing korsør sorø dianalund kalundborg høng svebølle jyderup asnæs hundested frederiksværk
helsinge gilleleje hornbæk humlebæk fredensborg allerød birkerød farum værløse stenløse slangerup
frederikssund skibby jægerspris haslev faxe fakse præstø stege møn sakskøbing rødby gedser
store-heddinge karrebæksminde fuglebjerg skælskør amager vesterbro nørrebro østerbro frederiksberg
valby vanløse brønshøj kastrup dragør lyngby virum holte nærum gladsaxe søborg herlev skovlunde
vallensbæk gellerup gellerupparken vollsmose tingbjerg mjølnerparken bispehaven brabrand tilst
risskov viby højbjerg trige lystrup beder samsø læsø anholt fanø rømø langeland ærø lolland falster
bornholm fyn sjælland jylland djursland salling vendsyssel himmerland thy mors als sundeved
hanherred odsherred stevns
"""
# Said by everybody, telling of nobody.
_KNOWN_TO_ALL = """
danmark dansk danskere norge sverige tyskland england usa eu europa norden amerika gud jesus allah
jul påske pinse facebook instagram snapchat messenger google youtube netflix teams zoom skype word
excel nemid mitid eboks e-boks borger netto føtex bilka rema lidl aldi ikea irma brugsen mandag
tirsdag onsdag torsdag fredag lørdag søndag januar februar marts april maj juni juli august
september oktober november december corona covid panodil ipren iphone ipad android windows cv sms tv
pc it ai ok dvd cd gps wc nr kr ca dk mr ms adhd ptsd ocd add su stu fgu egu hf htx hhx stx eud eux
amu vuc sosu ph vvs dr dsb skat kl id nb obs ps osv fx pga hr km kg cm mm rh
"""

GIVEN = frozenset(_GIVEN.split())
ALSO_WORDS = frozenset(_ALSO_WORDS.split())
SURNAMES = frozenset(_SURNAMES.split())
TOWNS = frozenset(_TOWNS.split())
KNOWN_TO_ALL = frozenset(_KNOWN_TO_ALL.split())
