"""Weighing: odds that add up, and the choice of one value or none."""

from assets.extract.weighing import Weighed, choose, is_likely, overrule, weigh

WEIGHTS = {"bias": -1.0, "near": 2.0, "far": -3.0}


def mention(value, *signals):
    return Weighed("place", value, dict.fromkeys(signals, 1.0))


def test_signals_without_a_weight_say_nothing():
    assert weigh({"near": 1.0, "unheard of": 1.0}, WEIGHTS) == 2.0
    assert is_likely({"near": 1.0}, WEIGHTS)
    assert not is_likely({}, WEIGHTS)


def test_likeliest_value_is_chosen():
    assert choose([mention("TUR", "near"), mention("QAT")], WEIGHTS, 0.35) == "TUR"


def test_mentions_of_one_value_speak_for_it_together():
    once = [mention("TUR", "near", "far"), mention("QAT")]
    assert choose(once, WEIGHTS, 0.2) == "QAT"
    assert choose([*once, *[mention("TUR")] * 2], WEIGHTS, 0.2) == "TUR"


def test_none_is_chosen_where_nothing_speaks_for_a_value():
    assert choose([mention("TUR", "far")], WEIGHTS, 0.35) is None
    assert choose([], WEIGHTS, 0.35) is None


def test_order_of_equal_values_does_not_matter():
    both = [mention("TUR", "near"), mention("QAT", "near")]
    assert choose(both, WEIGHTS, 0.35) == choose(both[::-1], WEIGHTS, 0.35) == "TUR"


def test_what_rules_find_is_overruled_only_by_what_is_clearly_likelier():
    assert overrule({"Monday": 1.5, "Friday": 4.0}, "Monday", 2.0) == "Friday"
    assert overrule({"Monday": 2.5, "Friday": 4.0}, "Monday", 2.0) == "Monday"
    assert overrule({"Monday": 0.4, "Friday": 0.9}, "Monday", 2.0) is None
    assert overrule({"Monday": 0.6, "Friday": 0.9}, "Monday", 2.0) == "Monday"


def test_nothing_overrules_what_was_not_weighed():
    assert overrule({"Friday": 9.0}, None, 2.0) is None
    assert overrule({"Friday": 9.0}, "Monday", 2.0) == "Monday"
