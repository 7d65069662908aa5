"""Words that carry little by themselves in speech, to leave out of tables of words.

The lists are the project's own, made for talk: with the small words of grammar come the words that
hold a conversation going (*øh*, *altså*, *ligesom*; *um*, *well*). Words that deny or limit
(*ikke*, *aldrig*, *kun*; *not*, *never*, *only*) are not in them: in an interview they are what is
said.
"""

from __future__ import annotations

from functools import lru_cache

__all__ = ["stopwords"]

DANISH = """
jeg mig min mit mine du dig din dit dine han ham hans hun hende hendes den det dens dets vi os
vores vor vort vore i jer jeres de dem deres sig sin sit sine man en et ens der som hvad hvem hvis
hvor hvordan hvornår hvorfor hvilken hvilket hvilke denne dette disse dén dét sådan sådant sådanne
selv selve hinanden noget nogen nogle nogens anden andet andre samme hver hvert og eller men for
at fordi når da om så end mens siden indtil selvom ligesom enten både samt på til fra af med ved
over under efter før mellem mod hos ad ud ind op ned hen omkring igennem gennem bag foran ovre
oppe nede inde ude henne frem tilbage rundt er var været være bliver blev blevet blive bli har
havde haft have ha gør gjorde gjort gøre kan kunne kunnet skal skulle skullet vil ville villet må
måtte måttet bør burde får fik fået få her dér hér nu jo også bare lige vel nok igen meget mere
mest lidt alt alle al hele helt derfor derved dermed derfra dertil deraf herfra hertil jamen ja
jah jep jaja nå nåh nåja okay okej ok øh øhm øhh æh æhm hm hmm mm mmm mhm åh ah ahh eh ehm ikk ik
altså sgu liksom tja egentlig faktisk ikkå simpelthen nemlig
"""
ENGLISH = """
i me my mine myself you your yours yourself yourselves he him his himself she her hers herself it
its itself we us our ours ourselves they them their theirs themselves one who whom whose which
what this that these those there here a an the some any each every other another such same own and
or but if because as until while of at by for with about against between into through during
before after above below to from up down in out on off over under again further then once than so
when where why how whether though although am is are was were be been being have has had having do
does did doing done can could shall should will would may might must ought get gets got getting
gon na wanna ta let 's 'm 're 've 'd 'll s ’s ’m ’re ’ve ’d ’ll ca wo sha ai also just very too
more most much many all both few quite really even now yes yeah yep yea uh uhm um umm er erm mm
mmm mhm hmm hm ah oh okay ok well like actually basically anyway
"""

_LISTS = {"da": DANISH, "en": ENGLISH}


@lru_cache
def stopwords(language: str) -> frozenset[str]:
    """Give the words of talk that are usually left out of tables of words.

    They are compared with the word as it was said, in lower case, never with its lemma: *haver*
    (gardens) has a lemma that is also a stop word's.

    Parameters
    ----------
    language : str
        ``da`` or ``en``, with or without a region.

    Returns
    -------
    frozenset of str
        In lower case; empty for another language. Add your own with ``|``, take out with ``-``.

    Examples
    --------
    >>> "altså" in stopwords("da"), "ikke" in stopwords("da")
    (True, False)
    >>> sorted(stopwords("en") - {"like"} | {"stuff"})[:2]
    ["'d", "'ll"]
    """
    return frozenset(_LISTS.get(language.partition("-")[0], "").split())
