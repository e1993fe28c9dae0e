"""Which words are a person's name: after a title, by a surname, by capitals, by a list of given names.

The functions take words that touch and give those of the name, empty for none. The position of the words is the caller's.
"""

from portal.core.identities import vocabulary as known
from portal.core.identities.reading import Reading, Word

_LONGEST, _LOWER_LONGEST, _LOWER_TITLED = 6, 4, 2
_JOINING = frozenset("'’ʼ`-.")


def is_title(word: Word) -> bool:
    """Whether a word is how people are addressed: chị, ông, bác."""
    return word.key in known.TITLES or (not word.accented and word.text.lower() in known.BARE_TITLES)


def without_titles(words: list[Word]) -> list[Word]:
    """The words of a name without "Chị", "Ông" before them."""
    while len(words) > 1 and is_title(words[0]):
        words = words[1:]
    return words


def is_name(reading: Reading, words: list[Word], titled: bool) -> bool:
    """Whether capital words beside a number are a name."""
    if not words or _common(reading, words[0]):
        return False
    return titled or (len(words) > 1 and words[0].key in known.SURNAMES)


def person(reading: Reading, words: list[Word]) -> list[Word]:
    """The name that these words begin with, title or not: "Chị Lan", "chị lan", "Nguyễn Thị A", "nguyen thi a", "Y Moan"."""
    if len(words) > 1 and is_title(words[0]):
        name = without_titles(words)
        if is_title(name[0]) and not _capital(reading, name[0]):
            return []
        return _titled(reading, name, _counts_in_lower(words[0]))
    return _full(reading, words) or _alone(reading, words[:1] if len(words) < 2 or _ends(words[1]) else [])


def alone(reading: Reading, words: list[Word]) -> bool:
    """Whether one word at the beginning of a line may be a name: any that is no common word."""
    return len(words) == 1 and not _common(reading, words[0]) and not is_title(words[0])


def any_name(reading: Reading, words: list[Word]) -> bool:
    """Whether the words of a chat's header are one: not what a report begins with, such as "Địa điểm"."""
    return not _common(reading, words[0]) or (len(words) > 1 and capitals(reading, words) == len(words))


def leads_away(word: Word) -> bool:
    """Whether a word after a name gives where that person is: "ở", "ấp"."""
    return _ends(word)


def surely(reading: Reading, words: list[Word]) -> bool:
    """Whether the words, and only they, are a name with a title or a surname."""
    if len(words) > 1 and is_title(words[0]):
        name = without_titles(words)
        return _capital(reading, name[0]) and len(_titled(reading, name, lower=False)) == len(name)
    return bool(words) and words[0].key in known.SURNAMES and len(_full(reading, words)) == len(words) > 1


def signs(reading: Reading, words: list[Word]) -> bool:
    """Whether the words, and only they, may sign a text."""
    return surely(reading, words) or (len(words) == 1 and words[0].capital and _given(reading, words[0]))


def with_surname(reading: Reading, words: list[Word]) -> bool:
    """Whether the words begin with a surname and another word of a name."""
    return words[0].key in known.SURNAMES and bool(_full(reading, words))


def ends_in_person(reading: Reading, words: list[Word], *, strict: bool = False) -> list[Word]:
    """The name that these words end with. `strict`: in lower case only known given names and sure surnames."""
    for place in range(len(words) - 2, -1, -1):
        if is_title(words[place]):
            tail = words[place + 1 :]
            name = _titled(reading, tail, _counts_in_lower(words[place]))
            known_word = strict and tail and not _capital(reading, tail[0]) and not _given(reading, tail[0])
            whole = (
                len(name) == len(tail) or _capital(reading, tail[0]) or (name and _given(reading, tail[0]))
            )
            if name and whole and not known_word:
                return name
            break
    first = len(words)
    while first > 0 and _capital(reading, words[first - 1]):
        first -= 1
    tail = words[first:]
    if tail and not (first > 0 and words[first - 1].key in known.PLACES):
        starts = first == 0
        while len(tail) > 2 and not _surname(tail[0]) and _common(reading, tail[0]):
            tail = tail[1:]
        if len(tail) > 1 and len(_full(reading, tail)) == len(tail):
            return tail
        if len(tail) == 1 and (
            _given(reading, tail[0]) or not (starts or _common(reading, tail[0]) or is_title(tail[0]))
        ):
            return tail
    for length in range(min(_LOWER_LONGEST, len(words)), 1, -1):
        tail = words[-length:]
        if len(_lower_full(tail)) == length:
            return tail
    if len(words) == 1 and _given(reading, words[0]):
        return words
    return []


def person_from_somewhere(reading: Reading, end: int, most: int) -> list[Word]:
    """The name before "ở ấp 2, tổ 5", "(SN 1980)" or a comma that leads up to a letter within one sentence.

    Before a comma or bracket only a name that begins the sentence: others are mostly those the sentence is about.
    """
    words = reading.words_before(end, most)
    for place in range(len(words) - 1, -1, -1):
        word = words[place]
        between = reading.letters[word.end : words[place + 1].start if place + 1 < len(words) else end]
        if any(sign in between for sign in ";:\n!?") or ("." in between and len(word.text) > 2):
            return []
        place_follows = place + 1 < len(words) and words[place + 1].key in known.LIVES
        if not (place_follows or between.lstrip(" ")[:1] in (",", "(", "-", "–", ".")) or _ends(word):
            continue
        held = touching_before(reading, word.end)
        name = ends_in_person(reading, held, strict=True)
        if not name or not _capital(reading, name[0]):
            continue
        titled = _title_before(held, name)
        sure = titled or (len(name) > 1 and name[0].key in known.SURNAMES)
        first = held[held.index(name[0]) - titled]
        before = reading.letters[max(0, first.start - 9) : first.start].rstrip(" \"“'(*-")
        begins = not before or before[-1] in ".;:\n!?]"
        if (sure and (place_follows or begins)) or (begins and place_follows):
            return name
    return []


def after_self(reading: Reading, words: list[Word], *, any_word: bool) -> list[Word]:
    """The name that follows "tôi là"; after "tên" any word that is no common one."""
    if not words:
        return []
    count = capitals(reading, words)
    if count and not _common(reading, words[0]):
        return words[:count]
    name = _lower_full(words)
    alone = len(words) == 1 or _ends(words[1]) or not _common(reading, words[0])
    if not name and alone and (_given(reading, words[0]) or (any_word and not _common(reading, words[0]))):
        name = words[:1]
    return name


def capitals(reading: Reading, words: list[Word]) -> int:
    """How many words from the first on are capital and touch."""
    count = 0
    while count < min(len(words), _LONGEST) and _capital(reading, words[count]):
        if count and not touch(reading, words[count - 1], words[count]):
            break
        count += 1
    return count


def touching(reading: Reading, start: int, most: int = _LONGEST + 2) -> list[Word]:
    """The words from a letter on with nothing but blanks between them."""
    found: list[Word] = []
    for word in reading.words_within(start, start + 100)[:most]:
        if found and not touch(reading, found[-1], word):
            break
        if not found and reading.letters[start : word.start].strip(" \u00a0\"“'(*"):
            break
        found.append(word)
    return found


def touching_before(reading: Reading, end: int, most: int = _LONGEST + 2) -> list[Word]:
    """The words up to a letter with nothing but blanks between them and before it."""
    found: list[Word] = []
    at = end
    for word in reversed(reading.words_before(end, most)):
        if not _blank(reading.letters[word.end : at], joined=bool(found)):
            break
        found.append(word)
        at = word.start
    return found[::-1]


def touch(reading: Reading, one: Word, other: Word) -> bool:
    """Whether nothing but blanks, or the sign within "H’Hen", is between two words."""
    return _blank(reading.letters[one.end : other.start], joined=True)


def _blank(between: str, *, joined: bool) -> bool:
    return (len(between) < 4 and not between.strip(" \u00a0")) or (joined and between in _JOINING)


def _titled(reading: Reading, words: list[Word], lower: bool) -> list[Word]:
    """The name after a title: capital words, or (where `lower`) one or two that are no common words."""
    count = capitals(reading, words)
    if count:
        whole = count == len(words) or _ends(words[count])
        return words[:count] if whole or not _common(reading, words[0]) else []
    full = _lower_full(words)
    if full or not lower or not words:
        return full
    if _given(reading, words[0]):
        return words[: _given_words(reading, words)]
    count = next((at for at, word in enumerate(words) if _ends(word)), len(words))
    by_order = words[0].key in known.ORDER and count == 1
    if not 0 < count <= _LOWER_TITLED or (_common(reading, words[0]) and not by_order):
        return []
    return words[:count] if count == 1 or not _common(reading, words[1]) else []


def _full(reading: Reading, words: list[Word]) -> list[Word]:
    """A name of several words without a title: with a surname, or all capital, or all known given names."""
    if len(words) < 2:
        return []
    lower = _lower_full(words)
    if lower:
        return lower
    count = capitals(reading, words)
    if count > 1 and not _office(words[0], words[1]):
        surname = _surname(words[0])
        if surname or not all(_common(reading, word) for word in words[:2]):
            return words[:count]
    count = _given_words(reading, words)
    return words[:count] if count > 1 else []


def _lower_full(words: list[Word]) -> list[Word]:
    """A name that begins with a surname which is no common word, in whatever case."""
    if len(words) < 2 or _office(words[0], words[1]):
        return []
    sure = words[0].key in known.SURE or (not words[0].accented and words[0].bare in known.BARE_SURE)
    middle = words[1].text.lower() in known.MIDDLE or words[1].key in known.MIDDLE
    surname = _surname(words[0])
    if not (sure or (middle and surname and len(words) > 2)):
        return []
    count = 1
    while count < min(len(words), _LOWER_LONGEST) and not _ends(words[count]):
        count += 1
    return words[:count] if count > 1 else []


def _alone(reading: Reading, words: list[Word]) -> list[Word]:
    return words if words and _given(reading, words[0]) else []


def _office(first: Word, second: Word) -> bool:
    """Whether the words begin the name of an office: "Đoàn thanh niên", "Trường tiểu học", "THCS Phước Ninh"."""
    short = first.text.isupper() and len(first.text) > 1 and not set(first.bare) & set("aeiou")
    return (
        short
        or second.key in known.OFFICES
        or (first.key not in known.SURNAMES and first.key in known.PLACES)
    )


def _ends(word: Word) -> bool:
    return word.key in known.AFTER_NAME


def _counts_in_lower(title: Word) -> bool:
    return title.accented or known.BARE_TITLES.get(title.text.lower(), True)


def _title_before(words: list[Word], name: list[Word]) -> bool:
    place = words.index(name[0])
    return place > 0 and is_title(words[place - 1])


def _common(reading: Reading, word: Word) -> bool:
    return word.key in known.COMMON or (not reading.accented and word.bare in known.BARE_COMMON)


def _given(reading: Reading, word: Word) -> bool:
    """Whether a word is a given name: in lower case only one that is no common word."""
    if not word.accented and word.bare in known.BARE_GIVEN:
        return True
    return word.key in known.GIVEN and (word.capital or not _common(reading, word))


def _given_words(reading: Reading, words: list[Word]) -> int:
    """How many words from the first on are given names; behind one also those that are common words: "lan anh"."""
    if not words or not _given(reading, words[0]):
        return 0
    count = 1
    while count < len(words) and count < _LONGEST and words[count].key in known.GIVEN:
        count += 1
    return count


def _surname(word: Word) -> bool:
    return word.key in known.SURNAMES or (not word.accented and word.bare in known.BARE_SURNAMES)


def _capital(reading: Reading, word: Word) -> bool:
    """Whether a word has a capital that distinguishes it: not in a text all in capitals."""
    return word.capital and not reading.shouted
