import pytest

from assets.deduplicate.weights import LEVELS, WEIGHTS_FILE, load_weights
from warehouse.errors import InputError


def test_every_level_weighs_something_known(weights):
    assert set(weights.bits) == {f"{field}.{level}" for field, levels in LEVELS.items() for level in levels}


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("time.same_day", "time.same_week"),
        ("time.same_week", "time.same_month"),
        ("time.same_month", "time.same_year"),
        ("time.near", "time.apart"),
        ("time.apart", "time.far"),
        ("count.equal_distinct", "count.equal_round"),
        ("count.close", "count.different"),
        ("count.different", "count.very_different"),
        ("persons.several", "persons.one"),
        ("persons.one", "persons.surname"),
        ("persons.surname", "persons.none_shared"),
        ("persons.none_shared", "persons.others"),
        ("place.same", "place.same_country"),
        ("parties.same", "parties.compatible"),
    ],
)
def test_closer_agreement_weighs_more(better, worse, weights):
    assert weights.bits[better] > weights.bits[worse]


def test_parties_alone_and_a_month_do_not_join(weights):
    assert weights.bits["parties.same"] + weights.bits["time.same_month"] < weights.numbers["join_bits"]


@pytest.mark.parametrize(
    ("party", "actors"),
    [("SUN", {"RUS"}), ("UKR", {"UKR"}), ("West", {"USA", "DEU", "GBR", "FRA", "NOR", "POL", "SVN"})],
)
def test_actors_behind_a_name(party, actors, weights):
    assert weights.actors([party]) == actors


def test_actors_taken_for_one_another_share_a_root(weights):
    assert weights.roots({"DPR"}) == weights.roots({"RUS"}) != weights.roots({"UKR"})


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[time.near]\nbits = -1.0", "[time.near]", r"\[time.near\] needs `bits` and a `reason`"),
        ("[time.near]", "[time.nearly]", r"\[time\] has no level nearly"),
        ("[place.same]", '[place.odd]\nbits = 1\nreason = "x"\n[place.same]', r"\[place\] has no level odd"),
        ("[thresholds]", "[guesses]\nx = 1\n[thresholds]", "unknown entries guesses"),
        ("near_days = 3", 'near_days = "3"', r"\[days\] needs the number `near_days`"),
    ],
)
def test_broken_file_is_refused_with_the_place(old, new, message, tmp_path):
    text = WEIGHTS_FILE.read_text()
    assert old in text
    path = tmp_path / "weights.toml"
    path.write_text(text.replace(old, new, 1))
    with pytest.raises(InputError, match=message):
        load_weights(path)
