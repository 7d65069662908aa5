"""Short forms that want a word after them: a sentence does not end there.

Short forms that may end a sentence (osv., etc., kr.) are not here: before a capital they end it.
"""

from __future__ import annotations

__all__ = ["never_last"]

# Before names, titles, numbers, and what they lead on to; none that is a whole word too (min, no).
DANISH = """
adj. adv. afd. alm. bd. bl.a. borgm. ca. cand. chr. d. d.v.s. dir. dr. dronn. ds. dvs. egl.
ekskl. evt. f.eks. fa. feks. fhv. forf. fr. frk. fung. fx gdr. gl. hhv. hr. hrs. ifbm. iflg.
ifm. ift. iht. ing. inkl. insp. istf. jf. jfr. kap. kgl. kl. kld. kons. kpt. lb. lic. m.a.o.
maks. mht. ndr. nedenst. nr. nuv. oberst. ovenst. p.gr.a. pag. pga. pkt. pos. pr. prof. præs.
ps. ref. resp. s. sct. sdr. sekr. skt. sml. spec. st. statsmin. stud. tdl. tidl. tlf. vedr. vha.
vs. vsa. ø.
"""
ENGLISH = """
adm. approx. assoc. bros. ca. capt. cf. ch. chap. cllr. cmdr. col. dept. dr. e.g. eds. esp. est.
gov. i.e. incl. lt. messrs. mr. mrs. ms. mx. nos. p. pp. prof. ref. rev. sen. sgt. st. ste. viz.
vol. vs.
"""


def _words(listed: str) -> frozenset[str]:
    return frozenset(word.rstrip(".") for word in listed.split())


_NEVER_LAST = {"da": _words(DANISH), "en": _words(ENGLISH)}


def never_last(word: str, language: str) -> bool:
    """Say whether a word, its last point left out, is short and wants another after it.

    >>> never_last("F.eks", "da"), never_last("osv", "da"), never_last("prof", "fr")
    (True, False, False)
    """
    return word.lower() in _NEVER_LAST.get(language.partition("-")[0], frozenset())
