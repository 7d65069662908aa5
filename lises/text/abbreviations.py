"""Short forms that want a word after them: a sentence does not end there.

Short forms that may end a sentence (osv., etc., kr.) are not here: before a capital they end it.
"""

from __future__ import annotations

__all__ = ["never_last"]

# Before names, titles, numbers, and words that lead on to what they explain.
DANISH = """
adj. adv. afd. afs. alm. art. bd. bl.a. borgm. ca. cand. chr. d. dir. dr. dronn. ds. dvs. d.v.s.
egl. eks. ekskl. evt. fa. f.eks. feks. fhv. fig. forf. fr. frk. fru fung. fx gdr. gl. hhv. hr. hrs.
if. ifbm. ifm. iflg. ift. iht. ing. ink. inkl. insp. istf. jf. jfr. kap. kgl. kl. kld. kons. kpt. lb.
lic. mag. maks. max. m.a.o. mht. min. ndr. nedenst. nr. nuv. ovenst. o/m oberst. obs. pag. pga. p.gr.a.
pkt. pos. pr. prof. præs. ps. red. ref. resp. s. sdr. sek. sekr. skt. sct. spec. st. stk. stud. statsmin.
sml. sr. tdl. tidl. tlf. vedr. vha. vs. vsa. ø. øv.
"""
ENGLISH = """
adm. approx. assoc. bros. ca. capt. cf. ch. chap. cllr. cmdr. col. dept. dr. ed. eds. e.g. esp. est.
fig. figs. gen. gov. hon. i.e. incl. lt. maj. messrs. mr. mrs. ms. mt. mx. no. nos. p. pp. prof. ref.
rep. rev. sec. sen. sgt. sr. st. ste. viz. vol. vs.
"""


def _words(listed: str) -> frozenset[str]:
    return frozenset(word.rstrip(".") for word in listed.split())


_NEVER_LAST = {"da": _words(DANISH), "en": _words(ENGLISH) - {"no"}}


def never_last(word: str, language: str) -> bool:
    """Say whether a word, its last point left out, is short and wants another after it.

    >>> never_last("F.eks", "da"), never_last("osv", "da"), never_last("prof", "fr")
    (True, False, False)
    """
    return word.lower() in _NEVER_LAST.get(language.partition("-")[0], frozenset())
