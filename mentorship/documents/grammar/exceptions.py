"""Words that no rule tells: tables, in lower case, with «е» for «ё»."""

from mentorship.documents.grammar.paradigms import (
    ADJECTIVE,
    ADJECTIVE_SHE,
    ADJECTIVE_VELAR,
    HARD,
    HISSING,
    POSSESSIVE_IY,
    SOFT,
    SOFT_STRESSED,
    YA,
    YA_STRESSED,
    A,
    Endings,
)

# Parts of a name in any place that have no cases.
PARTICLES = frozenset(
    "оглы оглу углы угли кызы гызы кизи улы уулу заде оол бей ван вон фон фан дер ден де ди да дю дель ла ле эль "
    "аль ибн бен бин мак сан".split()
)
# First parts of double names that have no cases: «Бонч-Бруевича», «Тер-Петросяна», «Жан-Поля».
FIRST_PARTS = frozenset("бонч тер мелик шолом абдул абд вар грум жан нур ага хаджи".split())
# Stressed French endings and Georgian names in -а that are not ours to decline.
INVARIANT_SURNAMES = frozenset("дюма золя дега петипа труайя моруа люка".split())
INVARIANT_FIRST_NAMES = frozenset(["шота"])

# Men's surnames whose stem changes as the common noun does; the rest keep the vowel.
FLEETING: dict[str, tuple[str, Endings]] = {
    "заяц": ("зайц", HISSING),
    "лев": ("льв", HARD),
    "посол": ("посл", HARD),
    "перец": ("перц", HISSING),
    "агнец": ("агнц", HISSING),
    "пес": ("пс", HARD),
    "хорек": ("хорьк", HARD),
    "уголь": ("угл", SOFT),
    "ноготь": ("ногт", SOFT),
    "коготь": ("когт", SOFT),
    "локоть": ("локт", SOFT),
    "корень": ("корн", SOFT),
    "камень": ("камн", SOFT),
    "пень": ("пн", SOFT_STRESSED),
    "ремень": ("ремн", SOFT_STRESSED),
    **{f"{stem[:-1]}е{stem[-1]}": (stem, HARD) for stem in "орл козл котл осл щегл дятл ковр костр шатр бобр".split()},
    **{f"{stem}ок": (f"{stem}к", HARD) for stem in "сверч волч хохол стрел дуб цвет молот сапож".split()},
    **{f"{stem}ей": (f"{stem}ь", SOFT_STRESSED) for stem in "солов вороб мурав реп руч".split()},
    "хохол": ("хохл", HARD),
}
# Men's surnames in -ий that were possessive adjectives: Медвежьего.
OF_WHOM = {
    word: (word[:-2], POSSESSIVE_IY)
    for word in "медвежий волчий лисий заячий птичий козий рыбий божий третий коровий".split()
}

# Foreign surnames, given names and nouns in -ин, -ын, -ов: «Чаплином», not «Чаплиным».
LIKE_NOUNS = frozenset(
    "чаплин дарвин франклин вирхов бюлов литвин мордвин грузин русин татарин боярин господин павлин дельфин мартын "
    "мартин валентин константин августин апельсин рубин барин кардин гершвин фибин цеппелин кронин".split()
)
# Women's surnames that are nouns, not possessive adjectives: «Калины», not «Калиной».
SHE_NOUNS = frozenset(
    "калина малина щербина былина долина лучина перина пучина детина мужчина рябина осина бузина ольшина лещина "
    "смородина солонина хворостина кручина дубина скотина щетина лощина паутина година тростина маслина картина "
    "корова подкова голова сова вдова обнова основа дева ева нева".split()
)
# Women's adjectives with a stressed ending after a hissing letter: «Чужой», not «Чужей».
STRESSED_SHE = frozenset("чужая большая".split())
# Nouns in -ой: Цой and other words of one syllable are nouns by rule.
NOUNS_IN_OY = frozenset("герой ковбой водопой разбой покой изгой прибой отбой устрой убой забой левкой".split())
SHORT_ADJECTIVES = {"злой": ("зл", ADJECTIVE), "сухой": ("сух", ADJECTIVE_VELAR)}

# The stress moves to the ending of the instrumental: «-ом», «-ём», «-ой», «-ёй».
STRESSED_NOUNS = frozenset(
    "горобец молодец жеребец огурец продавец бубенец удалец холодец голубец леденец "
    "король журавль шмель конь кисель огонь фонарь пономарь секретарь звонарь косарь кобзарь сухарь комарь царь "
    "дикарь карась линь снегирь пузырь богатырь москаль глухарь главарь рыбарь вратарь бунтарь "
    "кулич кирпич москвич борщ чертеж гараж этаж багаж".split()
)
# The stress stays on the stem against the rule for one-syllable words and for -ач, -аш, -ыш.
UNSTRESSED_NOUNS = frozenset("немец палец горец плач финч буш ковач лукаш томаш юраш балаш апач кетч кравиц".split())
STRESSED_A = frozenset(
    "душа левша саранча каланча свеча межа ханжа паранджа овца заря змея земля семья кутья свинья бадья ладья "
    "скамья судья броня родня клешня".split()
)

# Given names: the stem, and the endings.
FIRST_NAMES: dict[tuple[str, str], tuple[str, Endings]] = {
    ("лев", "m"): ("льв", HARD),
    ("павел", "m"): ("павл", HARD),
    ("петр", "m"): ("петр", HARD),
    ("илья", "m"): ("иль", YA_STRESSED),
    ("любовь", "f"): ("любов", Endings("и", "и", "ь", "ью", "и")),
    **{(f"{stem}я", "f"): (stem, YA_STRESSED) for stem in "али альфи зульфи гульфи гали".split()},
}
# Patronymics of stressed -ич: Ильичом, but Никитичем.
STRESSED_PATRONYMICS = frozenset("ильич кузьмич лукич фомич".split())

SURNAMES: dict[tuple[str, str], tuple[str, Endings]] = {
    **{(word, "m"): forms for table in (FLEETING, OF_WHOM, SHORT_ADJECTIVES) for word, forms in table.items()},
    **{(word, "m"): (word, HARD) for word in LIKE_NOUNS},
    **{(word, "m"): (word[:-1], SOFT) for word in NOUNS_IN_OY},
    **{(word, "f"): (word[:-1], A) for word in SHE_NOUNS},
    **{(word, "f"): (word[:-2], ADJECTIVE_SHE) for word in STRESSED_SHE},
    **{("зоря", sex): ("зор", YA) for sex in "mf"},
}
