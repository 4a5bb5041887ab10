import pytest

from assets.deduplicate.names import compare_persons, fold, is_same_place, name_keys, skeleton

SAME_NAME, SAME_FIRST_NAME = 85, 70


@pytest.mark.parametrize(
    ("one", "other", "agreement"),
    [
        ("Oleg Sentsov", "Oleh Sentsov", "full"),
        ("Bashar Noorzai", "Bashir Noorzai", "full"),
        ("Hamid Noury", "Hamid Nouri", "full"),
        ("Kirill Vyshinsky", "Kyrylo Vyshynsky", "full"),
        ("Jaroslav Jaworski", "Yaroslav Yavorsky", "full"),
        ("William McKenty", "William McEntee", "full"),
        ("Paul Whelan", "Paul Whalen", "full"),
        ("P. Whelan", "Paul Whelan", "full"),
        ("Kim Jong", "Jong Kim", "full"),
        ("Nosratollah Khosrawi Roudsari", "Nosratollah Khosravi", "full"),
        ("José Castañeda", "Jose Castaneda", "full"),
        ("Sentsov", "Oleg Sentsov", "surname"),
        ("Trevor Reed", "Marc Reed", "surname"),
        ("Oleg", "Oleg Sentsov", None),  # a first name is not a person
        ("Marc Fogel", "Paul Whelan", None),
        ("Paul Reed", "Paul Reilly", None),
        ("", "Paul Reed", None),
    ],
)
def test_agreement_of_two_names(one, other, agreement):
    assert compare_persons(fold(one), fold(other), SAME_NAME, SAME_FIRST_NAME) == agreement
    assert compare_persons(fold(other), fold(one), SAME_NAME, SAME_FIRST_NAME) == agreement


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Volodymyr Tsemakh", "Vladimir Tzemah"),
        ("Nosratollah Khosravi", "Nosrat Hosrawi"),
        ("Natan Shcharansky", "Natan Sharansky"),
        ("Viken Euljekjian", "Vigen Euljekian"),
        ("Jaroslav Jaworski", "Yaroslav Yavorsky"),
        ("Kaveh Lotfolah Afrasiabi", "Kaveh Afrasiabi"),
        ("Sentsov", "Oleg Sentsov"),
    ],
)
def test_spellings_of_a_name_meet_under_one_key(one, other):
    assert name_keys(fold(one)) & name_keys(fold(other))


def test_first_name_is_no_key():
    assert skeleton("oleg") not in name_keys("oleg sentsov")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Horlivka", "Gorlivka", True),
        ("Sumy", "Sumy region", True),
        ("Glienicke Bridge, Berlin", "Berlin", True),
        ("Mayorsk", "Horlivka", False),
        ("Kyiv", "Moscow", False),
    ],
)
def test_same_place(one, other, same):
    assert is_same_place(fold(one), fold(other), SAME_NAME) is same


def test_fold_keeps_letters_of_other_scripts():
    assert fold("Сенцов, Олег") == "сенцов олег"
    assert fold("  Ñandú-Ávila ") == "nandu avila"
