"""Words that were made hard to recognise: look-alikes, invisible signs, spaced letters, marks within words, letters turned round."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

_LOOKS = (
    "аaеeоoрpсcхxуyіiјjѕsһhԁdԛqԝwкkмmтtвbнhзzАAВBЕEКKМMНHОOРPСCТTУYХXІIЈJЅSԌGԚQԜWҮYӀIɡgıiȷjɑaɩiʋvƍdᴀaʙbᴄcᴅdᴇeꜰfɢgʜhɪiᴊjᴋkʟlᴍmɴnᴏo"
    "ᴘpʀrꜱsᴛtᴜuᴠvᴡwʏyᴢzαaοoνvρpτtυuχxιiκkγyωwεeηnσoϲcϳjΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXϹCͿJօoսuոnհhցgզqԼLՕOՏSꓐBꓑPꓒdꓓDꓔTꓖGꓗKꓙJꓚCꓜZꓝFꓟM"
    "ꓠNꓡLꓢSꓣRꓦVꓧHꓪWꓫXꓬYꓮAꓰEꓲIꓳOꓴUᎪAᏴBᏟCᎠDᎬEᏀGᎻHᎫJᏦKᏞLᎷMᏢPᏒRᏚSᎢTᏙVᎳWᏃZ"
)
_ALIKE = {
    **dict(zip(map(ord, _LOOKS[::2]), _LOOKS[1::2], strict=True)),
    **{start + place: chr(97 + place) for start in (0x1F150, 0x1F170, 0x1F1E6) for place in range(26)},
    **{0xE0020 + place: chr(0x20 + place) for place in range(95)},
    **dict.fromkeys(
        (
            *(0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFEFF, 0xFFA0),
            *range(0x180B, 0x1810), *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070),
            *range(0xFE00, 0xFE10), *range(0xFFF9, 0xFFFC), *range(0xE0100, 0xE01F0),
        )
    ),
}  # fmt: skip
"""A letter for each that looks like it; none for what is not seen. Tags that nobody sees become the letters they stand for."""
_LETTERS = frozenset(map(chr, _ALIKE))
_MARKS = re.compile("[\u0300-\u036f\u0488\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
_SPACED = re.compile(r"(?<![^\W_])[^\W_](?:[\W_]{1,12}[^\W_](?![^\W_])){11,}+")
_LONG = re.compile(r"(?<![^\W_])[^\W_]{18,}+")
_WITHIN = re.compile(
    r"/\*(?:[^*]|\*(?!/))*+(?:\*/|\Z)"  # a comment
    r"|[\"'`]\s{0,9}[+.]?\s{0,9}[\"'`]"  # one string and the next
    r"|\]\([^()\s]*\)|[\[\]*~`^]|==|\+\+"  # marks of Markdown
    r"|[-\u2010]\s*\n\s*"  # a word over two lines
)
_PROSE = re.compile(r"(?<!\w)\w++(?:(?:[^\w\s]{0,3}\s{1,3}[^\w\s]{0,3}|['’-])\w++){5,}+")
_TURNED = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", "NOPQRSTUVWXYZABCDEFGHIJKLMnopqrstuvwxyzabcdefghijklm"
)


def disguises(text: str) -> Iterator[str]:
    """A text as it would be without each disguise that it may wear; whatever comes out unchanged is left out."""
    if not text.isascii():
        yield from unmasked(text)
    if (whole := _WITHIN.sub("", text)) != text:
        yield whole
    if spaced := list(map(closed_up, _SPACED.findall(text))):
        yield "\n".join(spaced)
    if humps := [apart for word in _LONG.findall(text) if (apart := humped(word)).count(" ") > 4]:
        yield "\n".join(humps)


def turned(text: str) -> Iterator[str]:
    """The sentences of a text read from behind, and with each letter thirteen places on."""
    if prose := "\n".join(_PROSE.findall(text)):
        yield prose[::-1]
        yield prose.translate(_TURNED)


def unmasked(text: str) -> Iterator[str]:
    """A text in letters that are what they look like; and where marks stand on them that no language puts there, without any."""
    plain = unicodedata.normalize("NFKC", text)
    # few texts hold any of these, and going through all of them takes long
    plain = plain if _LETTERS.isdisjoint(plain) else plain.translate(_ALIKE)
    yield plain
    if _MARKS.search(plain):
        yield _MARKS.sub("", unicodedata.normalize("NFKD", plain))


def closed_up(spaced: str) -> str:
    """Letters that stand apart, put together: the gap met most often is the one within a word."""
    gaps = re.split(r"[^\W_]", spaced)[1:-1]
    (usual, _), *_ = Counter(gaps).most_common(1)
    letters = re.findall(r"[^\W_]", spaced)
    return "".join(letter + ("" if gap == usual else " ") for letter, gap in zip(letters, [*gaps, usual]))


def humped(word: str) -> str:
    """A word of several, each with a capital, taken apart."""
    return "".join(f" {after}" if before.islower() and after.isupper() else after for before, after in zip(" " + word, word))
