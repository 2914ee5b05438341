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
    YA_STRESSED,
    A,
    Endings,
    words,
)

# With such a tail the whole has no cases: «Мамед оглы», «Касум-заде».
TAILS = words("оглы оглу углы угли кызы гызы кизи улы уулу заде оол")
# Parts of double names that have no cases before another: «Бонч-Бруевича», «Тер-Петросяна», «Жан-Поля», «де Луны».
FIRST_PARTS = words(
    "бонч тер мелик шолом абдул абд вар грум жан нур ага хаджи шах "
    "ван вон фон фан дер ден де ди да дю дель ла ле эль аль ибн бен бин мак сан"
)
# Stressed French endings.
INVARIANT_SURNAMES = words("дюма золя дега петипа труайя моруа люка")
INVARIANT_FIRST_NAMES = words("шота")

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
    **{f"{stem[:-1]}е{stem[-1]}": (stem, HARD) for stem in words("орл козл котл осл дятл ковр костр шатр бобр")},
    **{f"{stem}ок": (f"{stem}к", HARD) for stem in words("сверч волч стрел дуб цвет молот сапож")},
    **{f"{stem}ей": (f"{stem}ь", SOFT_STRESSED) for stem in words("солов вороб мурав реп руч")},
    "хохол": ("хохл", HARD),
    "щегол": ("щегл", HARD),
    "журавель": ("журавл", SOFT_STRESSED),
}
# Men's surnames in -ий that were possessive adjectives: Медвежьего.
OF_WHOM = {
    word: (word[:-2], POSSESSIVE_IY)
    for word in words("медвежий волчий лисий заячий птичий козий рыбий божий третий коровий")
}

# Foreign surnames, given names and nouns in -ин, -ын, -ов: «Чаплином», not «Чаплиным».
LIKE_NOUNS = words(
    "чаплин дарвин франклин вирхов бюлов литвин мордвин грузин русин татарин боярин господин павлин дельфин мартын "
    "мартин валентин константин августин апельсин рубин барин кардин гершвин фибин цеппелин кронин"
)
# Women's surnames that are nouns, not possessive adjectives: «Калины», not «Калиной».
SHE_NOUNS = words(
    "калина малина щербина былина долина лучина перина пучина детина мужчина рябина осина бузина ольшина лещина "
    "смородина солонина хворостина кручина дубина скотина щетина лощина паутина година тростина маслина картина "
    "корова подкова голова сова вдова обнова основа дева ева нева"
)
# Women's adjectives with a stressed ending after a hissing letter: «Чужой», not «Чужей».
STRESSED_SHE = words("чужая большая")
# Nouns in -ой: Цой and other words of one syllable are nouns by rule.
NOUNS_IN_OY = words("герой ковбой водопой разбой покой изгой прибой отбой устрой убой забой левкой")
SHORT_ADJECTIVES = {"злой": ("зл", ADJECTIVE), "сухой": ("сух", ADJECTIVE_VELAR)}

# The stress moves to the ending of the instrumental: «-ом», «-ём», «-ой», «-ёй».
STRESSED_NOUNS = words(
    "горобец молодец жеребец огурец продавец бубенец удалец холодец голубец леденец "
    "король журавль ячмень шмель конь кисель огонь фонарь пономарь секретарь звонарь косарь кобзарь сухарь комарь царь "
    "дикарь карась линь снегирь пузырь богатырь москаль глухарь главарь рыбарь вратарь бунтарь "
    "кулич кирпич москвич борщ чертеж гараж этаж багаж"
)
# The stress stays on the stem against the rule for one-syllable words and for -ач, -аш, -ыш.
UNSTRESSED_NOUNS = words("немец палец горец плач финч буш ковач лукаш томаш юраш балаш апач кетч кравиц")
STRESSED_A = words(
    "душа левша саранча каланча свеча межа ганжа ханжа паранджа овца заря змея земля семья кутья свинья бадья ладья "
    "скамья судья броня родня клешня"
)

# Given names: the stem, and the endings.
FIRST_NAMES: dict[tuple[str, str], tuple[str, Endings]] = {
    ("лев", "m"): ("льв", HARD),
    ("павел", "m"): ("павл", HARD),
    ("петр", "m"): ("петр", HARD),
    ("илья", "m"): ("иль", YA_STRESSED),
    ("любовь", "f"): ("любов", Endings("и", "и", "ь", "ью", "и")),
    **{(f"{stem}о", "m"): (stem, A) for stem in words("гаврил данил михайл")},
    **{(f"{stem}о", "m"): (stem, HARD) for stem in words("павл петр дмитр")},
    **{(f"{stem}я", "f"): (stem, YA_STRESSED) for stem in words("али альфи зульфи гульфи гали")},
}
# Patronymics of stressed -ич: Ильичом, but Никитичем.
STRESSED_PATRONYMICS = words("ильич кузьмич лукич фомич")

SURNAMES: dict[tuple[str, str], tuple[str, Endings]] = {
    **{(word, "m"): forms for table in (FLEETING, OF_WHOM, SHORT_ADJECTIVES) for word, forms in table.items()},
    **{(word, "m"): (word, HARD) for word in LIKE_NOUNS},
    **{(word, "m"): (word[:-1], SOFT) for word in NOUNS_IN_OY},
    **{(word, "f"): (word[:-1], A) for word in SHE_NOUNS},
    **{(word, "f"): (word[:-2], ADJECTIVE_SHE) for word in STRESSED_SHE},
}
