from dragoman import codes
from dragoman.codes import EventType, QuadClass, Status


def test_every_type_has_score_root_and_quad_class() -> None:
    for kind in EventType:
        assert -10 <= codes.score(kind) <= 10
        assert codes.cameo_root(kind).isdigit()
        assert isinstance(codes.quad_class(kind), QuadClass)


def test_the_sign_of_a_score_follows_the_quad_class() -> None:
    for kind in EventType:
        cooperative = codes.quad_class(kind).value.endswith("cooperation")
        assert (codes.score(kind) > 0) == cooperative or codes.score(kind) == 0


def test_score_differs_by_mode_where_the_manual_says_so() -> None:
    assert codes.score(EventType.CONSULT, "visit") == 4
    assert codes.score(EventType.CONSULT, "phone") == 1.5
    assert codes.score(EventType.SANCTION, "withdraw") == codes.score(EventType.SANCTION) == -6


def test_modes_belong_to_their_type() -> None:
    assert codes.is_mode(EventType.COERCE, "cyber")
    assert not codes.is_mode(EventType.AGREE, "visit")


def test_planned_cooperation_folds_into_agree_only_for_export() -> None:
    assert codes.folded(EventType.CONSULT, Status.PLANNED) is EventType.AGREE
    assert codes.folded(EventType.AID, Status.HAPPENED) is EventType.AID
    assert codes.folded(EventType.CONSULT, Status.CANCELLED) is EventType.REJECT
    assert codes.folded(EventType.SANCTION, Status.PLANNED) is EventType.SANCTION
